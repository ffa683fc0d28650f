/* SPDX-License-Identifier: MIT */
#include "binding.h"
#include "util.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned long faults;

void fault(const void *fdt, int node, const char *format, ...)
{
	char path[512] = "?";
	va_list args;

	fdt_get_path(fdt, node, path, sizeof(path));
	printf("%s: ", path);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	faults++;
}

unsigned long count_faults(void)
{
	return faults;
}

bool has(const void *fdt, int node, const char *name)
{
	return fdt_getprop(fdt, node, name, NULL) != NULL;
}

bool has_bytes(const void *fdt, int node, const char *name, const void *bytes, size_t length)
{
	int found;
	const void *value = fdt_getprop(fdt, node, name, &found);

	return value && (size_t)found == length && memcmp(value, bytes, length) == 0;
}

const char *one_string(const void *fdt, int node, const char *name)
{
	int length;
	const char *value = fdt_getprop(fdt, node, name, &length);

	if (value && (length == 0 || strnlen(value, (size_t)length) + 1 != (size_t)length)) {
		fault(fdt, node, "%s is not one string", name);
		return NULL;
	}
	return value;
}

const fdt32_t *cells_of(const void *fdt, int node, const char *name, int *count)
{
	int length;
	const fdt32_t *value = fdt_getprop(fdt, node, name, &length);

	*count = 0;
	if (!value)
		return NULL;
	if (length % 4) {
		fault(fdt, node, "%s has %d bytes, which are no cells", name, length);
		return NULL;
	}
	*count = length / 4;
	return value;
}

bool one_number(const void *fdt, int node, const char *name, int cells, uint64_t *number)
{
	int count;
	const fdt32_t *value = cells_of(fdt, node, name, &count);

	if (!value || count != cells) {
		fault(fdt, node, "%s has not %d cells", name, cells);
		return false;
	}
	*number = number_at(value, cells);
	return true;
}

uint64_t number_at(const fdt32_t *cell, int count)
{
	uint64_t number = 0;

	for (int i = 0; i < count; i++)
		number = number << 32 | fdt32_to_cpu(cell[i]);
	return number;
}

struct widths widths_of(const void *fdt, int node)
{
	return (struct widths){fdt_address_cells(fdt, node), fdt_size_cells(fdt, node)};
}

int node_at(const void *fdt, const fdt32_t *cell)
{
	uint32_t phandle = fdt32_to_cpu(*cell);

	return phandle ? fdt_node_offset_by_phandle(fdt, phandle) : -1;
}

bool is_in_use(const void *fdt, int node)
{
	const char *status = fdt_getprop(fdt, node, "status", NULL);

	return !status || strcmp(status, "okay") == 0 || strcmp(status, "ok") == 0;
}
