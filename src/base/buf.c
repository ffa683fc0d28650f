/* SPDX-License-Identifier: MIT */
#include "xenboot/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void xb_buf_reserve(struct xb_buf *buf, size_t extra)
{
	if (extra >= SIZE_MAX - buf->length)
		xb_memory_exhausted();
	buf->data = xb_grow(buf->data, &buf->capacity, buf->length + extra, 1);
}

void xb_buf_add(struct xb_buf *buf, const void *bytes, size_t length)
{
	xb_buf_reserve(buf, length);
	if (length > 0)
		memcpy(buf->data + buf->length, bytes, length);
	buf->length += length;
	buf->data[buf->length] = '\0';
}

void xb_buf_puts(struct xb_buf *buf, const char *text)
{
	xb_buf_add(buf, text, strlen(text));
}

void xb_buf_putc(struct xb_buf *buf, char byte)
{
	xb_buf_add(buf, &byte, 1);
}

void xb_buf_printf(struct xb_buf *buf, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	xb_buf_vprintf(buf, format, args);
	va_end(args);
}

void xb_buf_vprintf(struct xb_buf *buf, const char *format, va_list args)
{
	va_list again;
	int length;

	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	/* Our formats are sound, so that what fails is a text over INT_MAX. */
	if (length < 0)
		xb_memory_exhausted();
	xb_buf_reserve(buf, (size_t)length);
	vsnprintf(buf->data + buf->length, (size_t)length + 1, format, args);
	buf->length += (size_t)length;
}

char *xb_buf_take(struct xb_buf *buf)
{
	char *text = buf->data ? buf->data : xb_strdup("");

	*buf = (struct xb_buf){0};
	return text;
}

void xb_buf_clear(struct xb_buf *buf)
{
	free(buf->data);
	*buf = (struct xb_buf){0};
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
