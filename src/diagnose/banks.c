/* SPDX-License-Identifier: MIT */
#include "diagnose/banks.h"

#include <stdlib.h>
#include <string.h>

void banks_read(struct banks *banks, const char *line)
{
	const char *at = strstr(line, "BANK[");
	uint64_t start, end;
	char *behind;

	if (strstr(line, "(XEN) *** LOADING DOM"))
		banks->count = 0;
	if (!at || !(at = strchr(at, ']')))
		return;
	start = strtoull(at + 1, &behind, 16);
	if (behind == at + 1 || *behind != '-')
		return;
	end = strtoull(behind + 1, NULL, 16);
	if (banks->count < BANKS_MAX) {
		banks->items[banks->count].start = start;
		banks->items[banks->count].end = end;
	}
	banks->count++;
}

bool banks_miss(const struct banks *banks, uint64_t start)
{
	if (!banks->count || banks->count > BANKS_MAX)
		return false;
	for (size_t i = 0; i < banks->count; i++)
		if (start >= banks->items[i].start && start < banks->items[i].end)
			return false;
	return true;
}
