/* Works for a millisecond, then waits for a message of the type that its argument says. */
#include <msgscope.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>

#define KEY 0x6666

struct message {
    long mtype;
    char mtext[64];
};

int main(int argc, char *argv[])
{
    long type = argc > 1 ? atol(argv[1]) : 1;
    int q = msgget(KEY, IPC_CREAT | 0600);
    if (q == -1) {
        perror("msgget");
        return EXIT_FAILURE;
    }

    compute_us(1000);

    struct message m;
    ssize_t n = msgrcv(q, &m, sizeof m.mtext, type, 0);
    if (n == -1) {
        perror("msgrcv");
        return EXIT_FAILURE;
    }
    printf("%.*s\n", (int)n, m.mtext);
    return EXIT_SUCCESS;
}
