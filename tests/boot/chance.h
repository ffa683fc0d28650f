/* SPDX-License-Identifier: MIT */
/* What the programs that draw profiles share: chance, and text that something could trip over. */
#ifndef TESTS_BOOT_CHANCE_H
#define TESTS_BOOT_CHANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The same SEED draws the same on every machine. */
void chance_start(uint64_t seed);
unsigned below(size_t count); /* 0 to count - 1 */
unsigned between(unsigned low, unsigned high);
bool chance(unsigned percent);

#define PICK(table) ((table)[below(COUNT(table))])

enum { TEXT_MAX = 400 };
struct text {
	char bytes[TEXT_MAX];
	size_t length;
};
__attribute__((format(printf, 2, 3))) void add(struct text *text, const char *format, ...);
/* Characters that a shell, YAML, Xen or Linux could trip over: one word where there are to be no BLANKS, else
 * perhaps several. */
void add_odd(struct text *text, bool blanks);
/* In YAML's single quotes. */
void print_text(FILE *out, const char *text);

#endif
