// What every generated expression program shares: ways to stay within what C defines.
#include <limits.h>
#include <stdio.h>
#include <string.h>

static unsigned long total;

static void mix(unsigned long value) { total = total * 31 + value; }

// A double in a range that converts to every integer type; what is outside becomes -1.
static int to_int(double d) { return d > -2e9 && d < 2e9 ? (int)d : -1; }

// Keeps floating-point values finite, and zeros positive: gcc makes -x of 0.0 - x for an integer x.
static double bound(double d) { return d > -1e6 && d < 1e6 ? d + 0.0 : 0.5; }
