/* SPDX-License-Identifier: MIT */
/*
 * The memory that Xen tells of as it builds a domain, "BANK[0] 0x60000000-0x80000000 (512MB)", with
 * a domain's name before it from 4.17 on (xen/arch/arm/domain_build.c, allocate_memory_11).
 */
#ifndef DIAGNOSE_BANKS_H
#define DIAGNOSE_BANKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BANKS_MAX 16u /* more are not kept, and then nothing is outside of them */

struct banks {
	struct {
		uint64_t start, end; /* END is behind it */
	} items[BANKS_MAX];
	size_t count; /* of all, those that are not kept too */
};
/* A line of the log: a bank, or the word that another domain is built from here on. */
void banks_read(struct banks *banks, const char *line);
/* A symptom's test by its name; ADDRESS is what its pattern caught. False where too little is known. */
bool banks_test(const struct banks *banks, const char *name, uint64_t address);

#endif
