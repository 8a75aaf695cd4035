/* Creates a message queue and puts one message on it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

#define KEY 0x1111

struct message {
    long mtype; /* greater than 0 */
    char mtext[64];
};

int main(void)
{
    int q = msgget(KEY, IPC_CREAT | 0600);
    if (q == -1) {
        perror("msgget");
        return EXIT_FAILURE;
    }

    struct message m = {.mtype = 1};
    strcpy(m.mtext, "hello");
    if (msgsnd(q, &m, strlen(m.mtext), 0) == -1) {
        perror("msgsnd");
        return EXIT_FAILURE;
    }
    printf("sent: %s\n", m.mtext);
    return EXIT_SUCCESS;
}
