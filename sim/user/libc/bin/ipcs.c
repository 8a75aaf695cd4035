/* ipcs(1), of message queues; the machine has neither shared memory nor semaphores. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <time.h>
#include <unistd.h>

static const char* owner_of(unsigned uid) {
  static char text[12];
  if (uid == 0) return "root";
  sprintf(text, "%u", uid);
  return text;
}

static const char* date_of(time_t t, char* to, const char* format) {
  if (t == 0) return "Not set";
  strftime(to, 40, format, localtime(&t));
  return to;
}

static void begin_table(char what) {
  if (what == 't')
    printf(
        "\n------ Message Queues Send/Recv/Change Times --------\n%-8s %-10s %-20s %-20s %-20s\n",
        "msqid", "owner", "send", "recv", "change");
  else if (what == 'p')
    printf("\n------ Message Queues PIDs --------\n%-10s %-10s %-10s %-10s\n", "msqid", "owner",
           "lspid", "lrpid");
  else if (what == 'c')
    printf(
        "\n------ Message Queues Creators/Owners --------\n%-10s %-10s %-10s %-10s %-10s %-10s\n",
        "msqid", "perms", "cuid", "cgid", "uid", "gid");
  else
    printf("\n------ Message Queues --------\n%-10s %-10s %-10s %-10s %-12s %-12s\n", "key",
           "msqid", "owner", "perms", "used-bytes", "messages");
}

static void show_row(char what, int id, const struct msqid_ds* q) {
  const struct ipc_perm* p = &q->msg_perm;
  char a[40], b[40], c[40];
  unsigned mode = p->mode & 0777;
  if (what == 't') {
    printf("%-8d %-10.10s %-20.16s %-20.16s %-20.16s\n", id, owner_of(p->uid),
           date_of(q->msg_stime, a, "%b %e %H:%M:%S"), date_of(q->msg_rtime, b, "%b %e %H:%M:%S"),
           date_of(q->msg_ctime, c, "%b %e %H:%M:%S"));
  } else if (what == 'p') {
    printf("%-8d %-10.10s %6d     %6d\n", id, owner_of(p->uid), q->msg_lspid, q->msg_lrpid);
  } else if (what == 'c') {
    printf("%-10d %-10o", id, mode);
    printf(" %-10s", owner_of(p->cuid));
    printf(" %-10s", owner_of(p->cgid));
    printf(" %-10s", owner_of(p->uid));
    printf(" %-10s\n", owner_of(p->gid));
  } else {
    printf("0x%08x %-10d %-10.10s %-10o %-12lu %-12lu\n", (unsigned)p->__key, id, owner_of(p->uid),
           mode, q->__msg_cbytes, (unsigned long)q->msg_qnum);
  }
}

static void show_queues(char what) {
  struct msqid_ds q;
  struct msginfo info;
  int last = msgctl(0, MSG_INFO, (struct msqid_ds*)&info);
  begin_table(what);
  for (int i = 0; i <= last; ++i) {
    int id = msgctl(i, MSG_STAT_ANY, &q);
    if (id >= 0) show_row(what, id, &q);
  }
  putchar('\n');
}

static void show_totals(char what) {
  struct msginfo info;
  if (what == 'l') {
    msgctl(0, IPC_INFO, (struct msqid_ds*)&info);
    printf(
        "\n------ Messages Limits --------\nmax queues system wide = %d\n"
        "max size of message (bytes) = %d\ndefault max size of queue (bytes) = %d\n\n",
        info.msgmni, info.msgmax, info.msgmnb);
  } else {
    msgctl(0, MSG_INFO, (struct msqid_ds*)&info);
    printf(
        "\n------ Messages Status --------\nallocated queues = %d\nused headers = %d\n"
        "used space = %d bytes\n\n",
        info.msgpool, info.msgmap, info.msgtql);
  }
}

static int show_one(int id) {
  struct msqid_ds q;
  char a[40], b[40], c[40];
  if (msgctl(id, IPC_STAT, &q) < 0) {
    fprintf(stderr, "ipcs: id %d not found\n", id);
    return 0;
  }
  const struct ipc_perm* p = &q.msg_perm;
  printf("\nMessage Queue msqid=%d\nuid=%u\tgid=%u\tcuid=%u\tcgid=%u\tmode=%#o\n", id, p->uid,
         p->gid, p->cuid, p->cgid, p->mode & 0777);
  printf("cbytes=%lu\tqbytes=%lu\tqnum=%lu\tlspid=%d\tlrpid=%d\n", q.__msg_cbytes,
         (unsigned long)q.msg_qbytes, (unsigned long)q.msg_qnum, q.msg_lspid, q.msg_lrpid);
  printf("send_time=%-26.24s\nrcv_time=%-26.24s\nchange_time=%-26.24s\n\n",
         date_of(q.msg_stime, a, "%c"), date_of(q.msg_rtime, b, "%c"),
         date_of(q.msg_ctime, c, "%c"));
  return 0;
}

int main(int argc, char** argv) {
  int option, kinds = 0, id = -1;
  char what = 0;
  while ((option = getopt(argc, argv, "qmsatpclui:")) != -1) {
    if (option == '?') {
      fprintf(stderr, "Try 'ipcs --help' for more information.\n");
      return 1;
    }
    if (option == 'q') kinds |= 1;
    if (option == 'm') kinds |= 2;
    if (option == 's') kinds |= 4;
    if (strchr("tpclu", option)) what = (char)option;
    if (option == 'i') id = atoi(optarg);
  }
  if (id >= 0) return show_one(id);
  if (kinds == 0) kinds = 7;
  if (kinds & 1) {
    if (what == 'l' || what == 'u')
      show_totals(what);
    else
      show_queues(what);
  }
  if (what == 0 && kinds & 2)
    printf(
        "%s------ Shared Memory Segments --------\n%-10s %-10s %-10s %-10s %-10s %-10s %-12s\n\n",
        kinds & 1 ? "" : "\n", "key", "shmid", "owner", "perms", "bytes", "nattch", "status");
  if (what == 0 && kinds & 4)
    printf("%s------ Semaphore Arrays --------\n%-10s %-10s %-10s %-10s %-10s\n\n",
           kinds & 3 ? "" : "\n", "key", "semid", "owner", "perms", "nsems");
  return 0;
}
