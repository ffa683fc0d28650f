/* SPDX-License-Identifier: MIT */
/*
 * Numbers as Xen's command line reads them (xen/lib/strtoull.c, xen/lib/parse-size.c): C base 0,
 * so 0x and hexadecimal, a leading 0 and octal, else decimal. Unlike Xen, which wraps, what does
 * not fit in 64 bits is no number here.
 */
#ifndef MODEL_XEN_NUMBER_H
#define MODEL_XEN_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Read the number that TEXT starts with. Returns its length in bytes, 0 where there is none. */
size_t xb_xen_number_scan(const char *text, uint64_t *value);

/* The same for a size: a number and at most one of B K M G T, either case; without it, KiB. */
size_t xb_xen_size_scan(const char *text, uint64_t *bytes);

/* The spellings of a boolean (xen/common/kernel.c parse_bool), ended by a row without text. */
struct xb_xen_bool {
	const char *text;
	bool value;
};
extern const struct xb_xen_bool xb_xen_bools[];

#endif
