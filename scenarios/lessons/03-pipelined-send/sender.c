/* Sends one message of type 888 and one of type 999. */
#include <msgscope.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

#define KEY 0x3333

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

    compute_us(500);
    send(q, 999, "for the second in line");
    compute_us(500);
    send(q, 888, "for the first in line");
    return EXIT_SUCCESS;
}
