/* Takes one message off the queue and removes the queue. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>

#define KEY 0x1111

struct message {
    long mtype;
    char mtext[64];
};

int main(void)
{
    int q = msgget(KEY, 0);
    if (q == -1) {
        perror("msgget");
        return EXIT_FAILURE;
    }

    struct message m;
    ssize_t n = msgrcv(q, &m, sizeof m.mtext, 1, 0);
    if (n == -1) {
        perror("msgrcv");
        return EXIT_FAILURE;
    }
    printf("received %zd bytes: %.*s\n", n, (int)n, m.mtext);

    msgctl(q, IPC_RMID, NULL);
    return EXIT_SUCCESS;
}
