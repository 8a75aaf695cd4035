/* Works for fifty milliseconds without ever asking the kernel for anything. */
#include <msgscope.h>

int main(void)
{
    compute_us(50000);
    return 0;
}
