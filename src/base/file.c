/* SPDX-License-Identifier: MIT */
#include "xenboot/base.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 65536 };

/* Read FD to its end behind what OUT holds. */
static int read_all(int fd, size_t limit, struct xb_buf *out)
{
	char chunk[CHUNK];
	size_t total = 0;
	ssize_t got;

	while ((got = read(fd, chunk, sizeof(chunk))) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return errno;
		if ((size_t)got > limit - total)
			return XB_FILE_TOO_BIG;
		total += (size_t)got;
		xb_buf_add(out, chunk, (size_t)got);
	}
	return 0;
}

/* A large file is refused before its first byte is read. */
static int check_size(int fd, size_t limit)
{
	struct stat status;

	if (fstat(fd, &status) != 0)
		return errno;
	if (S_ISREG(status.st_mode) && (uintmax_t)status.st_size > limit)
		return XB_FILE_TOO_BIG;
	return 0;
}

int xb_file_read(const char *path, size_t limit, struct xb_buf *out)
{
	size_t before = out->length;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	int status;

	if (fd < 0)
		return errno;
	status = check_size(fd, limit);
	if (status == 0)
		status = read_all(fd, limit, out);
	close(fd);
	if (status != 0 && out->data) {
		/* Half a file is none. */
		out->length = before;
		out->data[before] = '\0';
	}
	return status;
}
