/* SPDX-License-Identifier: MIT */
#include "diagnose/banks.h"

#include <stdlib.h>
#include <string.h>

#include "xenboot/base.h"

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

/* No bank holds ADDRESS. Not told where not all of them are kept. */
static bool is_outside(const struct banks *banks, uint64_t address)
{
	if (!banks->count || banks->count > BANKS_MAX)
		return false;
	for (size_t i = 0; i < banks->count; i++)
		if (address >= banks->items[i].start && address < banks->items[i].end)
			return false;
	return true;
}

static bool is_single(const struct banks *banks, uint64_t address)
{
	(void)address;
	return banks->count == 1;
}

static bool are_several(const struct banks *banks, uint64_t address)
{
	(void)address;
	return banks->count > 1;
}

/* The names are those of the key test (src/model/symptom.c). */
static const struct {
	const char *name;
	bool (*holds)(const struct banks *banks, uint64_t address);
} tests[] = {
	{"outside-banks", is_outside},
	{"single-bank", is_single},
	{"several-banks", are_several},
};

bool banks_test(const struct banks *banks, const char *name, uint64_t address)
{
	for (size_t i = 0; i < XB_COUNT(tests); i++)
		if (strcmp(tests[i].name, name) == 0)
			return tests[i].holds(banks, address);
	return false;
}
