/* kill(1). */
#include <bits/commands.h>
int main(int argc, char** argv) { return __run_kill(argc, argv, argv[0]); }
