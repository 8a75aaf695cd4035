/* Takes the messages off again, each time asking in another way. */
#include <errno.h>
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

static void receive(int q, long msgtyp)
{
    struct message m;
    ssize_t n = msgrcv(q, &m, sizeof m.mtext, msgtyp, IPC_NOWAIT);
    if (n == -1)
        printf("msgtyp %2ld: %s\n", msgtyp, strerror(errno));
    else
        printf("msgtyp %2ld: type %ld, \"%.*s\"\n", msgtyp, m.mtype, (int)n, m.mtext);
}

int main(void)
{
    int q = msgget(KEY, 0);
    if (q == -1) {
        perror("msgget");
        return EXIT_FAILURE;
    }

    receive(q, 2);  /* the first of type 2 */
    receive(q, -3); /* of the lowest type up to 3, the first */
    receive(q, 0);  /* the first of all */
    receive(q, 2);  /* the first of type 2: there is none any more */
    receive(q, 0);
    msgctl(q, IPC_RMID, NULL);
    return EXIT_SUCCESS;
}
