/* proves: constructors run before main by priority, destructors after what atexit was told | section: The C language */
#include <stdio.h>
static void z(void) __attribute__((constructor));
__attribute__((constructor(200))) static void b(void) { puts("b200"); }
__attribute__((constructor(101))) static void a(int c, char** v, char** e) { printf("a101 %d\n", c); }
static void __attribute__((constructor)) y(void) { puts("y"); }
static void z(void) { puts("z"); }
__attribute__((destructor)) static void d1(void) { puts("d1"); }
__attribute__((destructor(200))) static void d2(void) { puts("d2 200"); }
void d3(void) __attribute__((__destructor__(101)));
void d3(void) { puts("d3 101"); }
__attribute__((destructor)) static void d4(void) { puts("d4"); }
#include <stdlib.h>
void at(void){puts("atexit");}
int main(void) { atexit(at); puts("main"); return 3; }
