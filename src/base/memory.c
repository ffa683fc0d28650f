/* SPDX-License-Identifier: MIT */
#include "xenboot/base.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FIRST_CAPACITY = 8 };

static void stop(void)
{
	static const char message[] = "xenboot: memory exhausted\n";

	/* Nothing is left to do when even this cannot be said. */
	if (write(STDERR_FILENO, message, sizeof(message) - 1) < 0)
		_exit(3);
	_exit(3);
}

/*
 * The one variable of the library: each allocation would have to carry it otherwise, and a
 * program has one way to end.
 */
static void (*exhaustion_handler)(void) = stop;

void xb_memory_on_exhaustion(void (*handler)(void))
{
	exhaustion_handler = handler ? handler : stop;
}

_Noreturn void xb_memory_exhausted(void)
{
	exhaustion_handler();
	abort();
}

void *xb_alloc(size_t size)
{
	void *memory = calloc(1, size ? size : 1);

	if (!memory)
		xb_memory_exhausted();
	return memory;
}

void *xb_realloc(void *old, size_t count, size_t size)
{
	size_t bytes;
	void *memory;

	if (size != 0 && count > SIZE_MAX / size)
		xb_memory_exhausted();
	bytes = count * size;
	/* realloc(p, 0) may free p and return NULL. */
	memory = realloc(old, bytes > 0 ? bytes : 1);
	if (!memory)
		xb_memory_exhausted();
	return memory;
}

char *xb_strndup(const char *text, size_t length)
{
	size_t used = strnlen(text, length);
	char *copy = xb_alloc(used + 1);

	memcpy(copy, text, used);
	return copy;
}

char *xb_strdup(const char *text)
{
	return xb_strndup(text, strlen(text));
}

void *xb_grow(void *items, size_t *capacity, size_t count, size_t item_size)
{
	size_t wanted = *capacity ? *capacity : FIRST_CAPACITY;

	if (count < *capacity)
		return items;
	while (wanted <= count) {
		if (wanted > SIZE_MAX / 2)
			xb_memory_exhausted();
		wanted *= 2;
	}
	items = xb_realloc(items, wanted, item_size);
	*capacity = wanted;
	return items;
}
