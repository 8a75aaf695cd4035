/* Takes four messages, one every two milliseconds. */
#include <msgscope.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>

#define KEY 0x5555

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

    for (int i = 0; i < 4; i++) {
        struct message m;
        ssize_t n = msgrcv(q, &m, sizeof m.mtext, 0, 0);
        if (n == -1) {
            perror("msgrcv");
            return EXIT_FAILURE;
        }
        printf("took %zd bytes\n", n);
        compute_us(2000);
    }
    msgctl(q, IPC_RMID, NULL);
    return EXIT_SUCCESS;
}
