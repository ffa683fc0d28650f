/* SPDX-License-Identifier: MIT */
/*
 * What Xen's bindings ask of a device tree (docs/misc/arm/device-tree/booting.txt, cpupools.txt,
 * docs/misc/arm/passthrough.txt), as domain-check looks for it. It knows neither xenboot nor its planner.
 */
#ifndef TESTS_BOOT_BINDING_H
#define TESTS_BOOT_BINDING_H

#include <libfdt.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- Reading ------------------------------------------------------------------------------------- */

/* Print "PATH: MESSAGE", and count it. */
__attribute__((format(printf, 3, 4))) void fault(const void *fdt, int node, const char *format, ...);
unsigned long count_faults(void);

bool has(const void *fdt, int node, const char *name);
/* Is property NAME that list of strings, written with \0 between them, and nothing else? */
#define HAS_STRINGS(fdt, node, name, list) has_bytes(fdt, node, name, list, sizeof(list))
bool has_bytes(const void *fdt, int node, const char *name, const void *bytes, size_t length);
/* The one string that NAME is; NULL, and a fault where it is there: it is none. */
const char *one_string(const void *fdt, int node, const char *name);
/* The cells of NAME; NULL: it is not there, or it is no cells, which is a fault. */
const fdt32_t *cells_of(const void *fdt, int node, const char *name, int *count);
/* The one number of NAME, of CELLS cells. */
bool one_number(const void *fdt, int node, const char *name, int cells, uint64_t *number);
/* The number in the COUNT cells from CELL on: 1 or 2, or more whose first are 0. */
uint64_t number_at(const fdt32_t *cell, int count);
/* How many cells addresses and sizes below NODE have. */
struct widths {
	int address, size;
};
struct widths widths_of(const void *fdt, int node);
/* The node with the phandle that stands there; -1: there is none. */
int node_at(const void *fdt, const fdt32_t *cell);
bool is_in_use(const void *fdt, int node);

/* ---- Memory -------------------------------------------------------------------------------------- */

struct span {
	uint64_t start, size;
};
bool overlap(struct span a, struct span b);

/* What has memory of the machine. */
enum taker { TAKES_RESERVED, TAKES_MODULE, TAKES_STATIC, TAKES_SHARED, TAKES_HEAP };
void take(const void *fdt, int node, enum taker taker, struct span span);
/* No two in one place; and all in the machine's RAM, where the tree KNOWS_RAM. */
void check_memory(const void *fdt, bool knows_ram);

/* ---- Parts of the tree --------------------------------------------------------------------------- */

/* The node of a domain: /chosen is dom0's. */
void check_shared(const void *fdt, int node, int owner);
void check_all_shared(const void *fdt);
void check_channel(const void *fdt, int node, int owner);
void check_domain(const void *fdt, int node);

/* The partial tree BLOB that a domain is given of the host FDT. */
void check_partial(const void *fdt, const void *blob);

#endif
