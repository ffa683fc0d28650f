/* SPDX-License-Identifier: MIT */
#include "base/memory.h"
#include "xenboot/base.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	FIRST_CAPACITY = 8,
	BLOCK_SIZE = 8192,
};

struct xb_arena_block {
	struct xb_arena_block *next;
	size_t used;
	size_t size;
	max_align_t data[];
};

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

char *xb_format(const char *format, ...)
{
	struct xb_buf buf = {0};
	va_list args;

	va_start(args, format);
	xb_buf_vprintf(&buf, format, args);
	va_end(args);
	return xb_buf_take(&buf);
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

static struct xb_arena_block *block_new(size_t size)
{
	struct xb_arena_block *block;

	if (size > SIZE_MAX - sizeof(*block))
		xb_memory_exhausted();
	block = xb_alloc(sizeof(*block) + size);
	block->size = size;
	return block;
}

/* A block with SIZE bytes to spare. */
static struct xb_arena_block *block_for(struct xb_arena *arena, size_t size)
{
	struct xb_arena_block *head = arena->blocks;
	struct xb_arena_block *block;

	if (head && size <= head->size - head->used)
		return head;
	block = block_new(size > BLOCK_SIZE ? size : BLOCK_SIZE);
	if (head && size > BLOCK_SIZE / 4) {
		/* Large ones stand behind the head, whose rest is still good for small ones. */
		block->next = head->next;
		head->next = block;
	} else {
		block->next = head;
		arena->blocks = block;
	}
	return block;
}

void *xb_arena_alloc(struct xb_arena *arena, size_t size)
{
	const size_t unit = alignof(max_align_t);
	struct xb_arena_block *block;
	void *memory;

	if (size > SIZE_MAX - unit)
		xb_memory_exhausted();
	size = (size ? size + unit - 1 : unit) / unit * unit;
	block = block_for(arena, size);
	memory = (char *)block->data + block->used;
	block->used += size;
	return memory;
}

char *xb_arena_strndup(struct xb_arena *arena, const char *text, size_t length)
{
	size_t used = strnlen(text, length);
	char *copy = xb_arena_alloc(arena, used + 1);

	memcpy(copy, text, used);
	return copy;
}

char *xb_arena_strdup(struct xb_arena *arena, const char *text)
{
	return xb_arena_strndup(arena, text, strlen(text));
}

char *xb_arena_format(struct xb_arena *arena, const char *format, ...)
{
	struct xb_buf buf = {0};
	va_list args;
	char *text;

	va_start(args, format);
	xb_buf_vprintf(&buf, format, args);
	va_end(args);
	text = xb_arena_strndup(arena, buf.data ? buf.data : "", buf.length);
	xb_buf_clear(&buf);
	return text;
}

void xb_arena_clear(struct xb_arena *arena)
{
	while (arena->blocks) {
		struct xb_arena_block *block = arena->blocks;

		arena->blocks = block->next;
		free(block);
	}
}
