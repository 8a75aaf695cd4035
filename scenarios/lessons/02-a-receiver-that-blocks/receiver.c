/* Waits for a message that nobody has sent yet. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>

#define KEY 0x2222

struct message {
    long mtype;
    char mtext[64];
};

int main(void)
{
    int q = msgget(KEY, IPC_CREAT | 0600);
    if (q == -1) {
        perror("msgget");
        return EXIT_FAILURE;
    }

    struct message m;
    puts("waiting");
    ssize_t n = msgrcv(q, &m, sizeof m.mtext, 0, 0); /* sleeps in here */
    if (n == -1) {
        perror("msgrcv");
        return EXIT_FAILURE;
    }
    printf("got: %.*s\n", (int)n, m.mtext);

    msgctl(q, IPC_RMID, NULL);
    return EXIT_SUCCESS;
}
