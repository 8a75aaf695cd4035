/* Waits for a message of the type that its argument says. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>

#define KEY 0x3333

struct message {
    long mtype;
    char mtext[64];
};

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: receiver TYPE\n");
        return EXIT_FAILURE;
    }
    long type = atol(argv[1]);

    int q = msgget(KEY, IPC_CREAT | 0600);
    if (q == -1) {
        perror("msgget");
        return EXIT_FAILURE;
    }

    struct message m;
    ssize_t n = msgrcv(q, &m, sizeof m.mtext, type, 0);
    if (n == -1) {
        perror("msgrcv");
        return EXIT_FAILURE;
    }
    printf("type %ld: %.*s\n", m.mtype, (int)n, m.mtext);
    return EXIT_SUCCESS;
}
