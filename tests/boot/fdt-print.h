/* SPDX-License-Identifier: MIT */
/* `fdt print`, by release (202301 is 2023.01). */
#ifndef TESTS_BOOT_FDT_PRINT_H
#define TESTS_BOOT_FDT_PRINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Does U-Boot print and get it as text? That changed with 2023.07. */
bool is_fdt_text(const char *bytes, size_t length, unsigned release);
/* The node and all below. */
void print_fdt_node(FILE *out, const void *fdt, int node, unsigned release);

#endif
