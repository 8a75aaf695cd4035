/* test(1) and [. */
#include <bits/commands.h>
int main(int argc, char** argv) { return __run_test(argc, argv, argv[0]); }
