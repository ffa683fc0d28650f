/* SPDX-License-Identifier: MIT */
#include "util.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void die(const char *format, ...)
{
	va_list args;

	fflush(stdout);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(STATUS_TROUBLE);
}

void *need_memory(void *pointer, size_t size)
{
	pointer = realloc(pointer, size ? size : 1);
	if (!pointer)
		die("out of memory");
	return pointer;
}

char *need_copy(const char *string, size_t length)
{
	char *copy = need_memory(NULL, length + 1);

	memcpy(copy, string, length);
	copy[length] = '\0';
	return copy;
}

void text_add(struct text *text, const char *bytes, size_t length)
{
	if (text->length + length + 1 > text->room) {
		text->room = 2 * (text->length + length + 32);
		text->bytes = need_memory(text->bytes, text->room);
	}
	if (length)
		memcpy(text->bytes + text->length, bytes, length);
	text->length += length;
	text->bytes[text->length] = '\0';
}

void text_add_char(struct text *text, char c)
{
	text_add(text, &c, 1);
}

void text_clear(struct text *text)
{
	free(text->bytes);
	*text = (struct text){0};
}

char *read_file(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	struct text content = {0};
	char chunk[65536];
	size_t got;

	if (!file)
		die("%s: %s", path, strerror(errno));
	while ((got = fread(chunk, 1, sizeof chunk, file)) > 0)
		text_add(&content, chunk, got);
	if (ferror(file))
		die("%s: %s", path, strerror(errno));
	fclose(file);
	*size = content.length;
	text_add(&content, "", 0);
	return content.bytes;
}

void write_file(const char *path, const void *bytes, size_t size)
{
	FILE *file = fopen(path, "wb");

	if (!file || fwrite(bytes, 1, size, file) != size || fclose(file))
		die("%s: %s", path, strerror(errno));
}
