/* SPDX-License-Identifier: MIT */
#include "xenboot/base.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 8192 };

struct xb_arena_block {
	struct xb_arena_block *next;
	size_t used;
	size_t size;
	max_align_t data[];
};

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
