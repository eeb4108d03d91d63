/* What a wrong calling convention, a missing builtin or a wrong byte order would get wrong. */
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	volatile uint64_t dividend = 1000000000000000003, divisor = 1000000007;
	volatile double third = 1.0 / 3;
	static _Atomic uint64_t counter = UINT32_MAX;
	char buffer[32];

	/* Not "counter += 2": for that clang 14 emits a __sync call on MIPS, which no library has. */
	atomic_fetch_add(&counter, 2);
	snprintf(buffer, sizeof(buffer), "%.6f", third);
	printf("%llu %s %llu\n", (unsigned long long)(dividend / divisor), buffer, (unsigned long long)counter);
	return atof(buffer) < third ? 0 : 1;
}
