/* Works for three milliseconds, then sends what it has found out. */
#include <msgscope.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

    compute_us(3000);

    struct message m = {.mtype = 1};
    strcpy(m.mtext, "the answer is 42");
    if (msgsnd(q, &m, strlen(m.mtext), 0) == -1) {
        perror("msgsnd");
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
