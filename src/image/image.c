/* SPDX-License-Identifier: MIT */
#include "image/image.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

void xb_image_identify(const void *head, size_t head_length, const void *tail, size_t tail_length,
		       uint64_t size, struct xb_image *image)
{
	const struct xb_image_bytes first = {head, head_length}, last = {tail, tail_length};

	memset(image, 0, sizeof(*image));
	image->file_size = size;
	xb_image_recognise(&first, image);
	if (image->kind == XB_IMAGE_GZIP)
		xb_image_look_into_gzip(&first, &last, image);
	else
		xb_image_look_at_end(&first, &last, image);
}

/* ---- Files ------------------------------------------------------------------------------------- */

/* Up to LENGTH bytes at OFFSET; *got fewer where the file ends. 0 or an errno. */
static int read_at(int fd, unsigned char *buffer, size_t length, off_t offset, size_t *got)
{
	for (*got = 0; *got < length;) {
		ssize_t count = pread(fd, buffer + *got, length - *got, offset + (off_t)*got);

		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return errno;
		if (count == 0)
			break;
		*got += (size_t)count;
	}
	return 0;
}

static int probe_open_file(int fd, uint64_t size, struct xb_image *image)
{
	unsigned char head[XB_IMAGE_HEAD], tail[XB_IMAGE_TAIL];
	size_t head_length, tail_length = 0, want;
	int error = read_at(fd, head, sizeof(head), 0, &head_length);

	want = size < XB_IMAGE_TAIL ? (size_t)size : sizeof(tail);
	if (!error && size > XB_IMAGE_HEAD) {
		error = read_at(fd, tail, want, (off_t)(size - want), &tail_length);
	} else if (want <= head_length) {
		tail_length = want; /* the head is the whole file */
		memcpy(tail, head + head_length - want, want);
	}
	if (!error)
		xb_image_identify(head, head_length, tail, tail_length, size, image);
	return error;
}

int xb_image_probe(const char *path, struct xb_image *image)
{
	uint64_t size;
	int fd;
	int error = xb_file_open(path, &fd, &size);

	memset(image, 0, sizeof(*image));
	if (error)
		return error;
	error = probe_open_file(fd, size, image);
	close(fd);
	return error;
}
