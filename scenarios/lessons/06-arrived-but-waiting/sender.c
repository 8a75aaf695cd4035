/* Sleeps for a while, then sends the same words to two receivers, one after the other. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <unistd.h>

#define KEY 0x6666

struct message {
    long mtype;
    char mtext[64];
};

static void send(int q, long type, const char *text)
{
    struct message m = {.mtype = type};
    strcpy(m.mtext, text);
    if (msgsnd(q, &m, strlen(text), 0) == -1) {
        perror("msgsnd");
        exit(EXIT_FAILURE);
    }
}

int main(void)
{
    int q = msgget(KEY, IPC_CREAT | 0600);
    if (q == -1) {
        perror("msgget");
        return EXIT_FAILURE;
    }

    usleep(18000);
    send(q, 2, "for you, at once");
    send(q, 1, "for you, at once");
    return EXIT_SUCCESS;
}
