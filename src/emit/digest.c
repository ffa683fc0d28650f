/* SPDX-License-Identifier: MIT */
#include "emit/digest.h"

#include <errno.h>
#include <sha2.h>
#include <stdlib.h>
#include <unistd.h>

#define PIECE 65536

static int add_pieces(int fd, SHA2_CTX *context)
{
	uint8_t *piece = xb_alloc(PIECE);
	int result = 0;

	for (;;) {
		ssize_t count = read(fd, piece, PIECE);

		if (count > 0)
			SHA256Update(context, piece, (size_t)count);
		else if (count == 0)
			break;
		else if (errno != EINTR) {
			result = errno;
			break;
		}
	}
	free(piece);
	return result;
}

int xb_digest_file(const char *path, char out[XB_DIGEST_TEXT])
{
	SHA2_CTX context;
	int fd;
	int result = xb_file_open(path, &fd, NULL);

	if (result != 0)
		return result;
	SHA256Init(&context);
	result = add_pieces(fd, &context);
	close(fd);
	if (result == 0)
		SHA256End(&context, out);
	return result;
}

void xb_digest_bytes(const struct xb_buf *bytes, char out[XB_DIGEST_TEXT])
{
	SHA2_CTX context;

	SHA256Init(&context);
	SHA256Update(&context, (const uint8_t *)bytes->data, bytes->length);
	SHA256End(&context, out);
}
