/* Puts four messages of different types on the queue. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

#define KEY 0x4444

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

    send(q, 3, "three");
    send(q, 1, "one");
    send(q, 2, "two");
    send(q, 1, "one again");
    return EXIT_SUCCESS;
}
