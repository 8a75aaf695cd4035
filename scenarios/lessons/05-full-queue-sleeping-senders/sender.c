/* Sends one message of as many bytes as its argument says. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

#define KEY 0x5555

struct message {
    long mtype;
    char mtext[64];
};

int main(int argc, char *argv[])
{
    size_t size = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
    struct message m = {.mtype = 1};
    if (size > sizeof m.mtext) {
        fprintf(stderr, "at most %zu bytes\n", sizeof m.mtext);
        return EXIT_FAILURE;
    }
    memset(m.mtext, size > 16 ? 'B' : 's', size); /* big, small */

    int q = msgget(KEY, IPC_CREAT | 0600);
    if (q == -1) {
        perror("msgget");
        return EXIT_FAILURE;
    }
    if (msgsnd(q, &m, size, 0) == -1) {
        perror("msgsnd");
        return EXIT_FAILURE;
    }
    printf("sent %zu bytes\n", size);
    return EXIT_SUCCESS;
}
