#include <msgscope.h>

int main(void) {
  compute_us(8000);
  return 0;
}
