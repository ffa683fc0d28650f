/* SPDX-License-Identifier: MIT */
#include "xenboot/base.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 65536 };

static const struct {
	int error;
	const char *text;
} texts[] = {
	{XB_FILE_TOO_BIG, "it is too large"}, {XB_FILE_FIFO, "it is a FIFO"},
	{XB_FILE_DEVICE, "it is a device"},   {XB_FILE_SOCKET, "it is a socket"},
	{EISDIR, "it is a folder"},
};

const char *xb_file_error(int error)
{
	for (size_t i = 0; i < XB_COUNT(texts); i++)
		if (texts[i].error == error)
			return texts[i].text;
	return strerror(error);
}

static int check_mode(mode_t mode)
{
	if (S_ISREG(mode))
		return 0;
	if (S_ISDIR(mode))
		return EISDIR;
	if (S_ISFIFO(mode))
		return XB_FILE_FIFO;
	return S_ISSOCK(mode) ? XB_FILE_SOCKET : XB_FILE_DEVICE;
}

/* Looked at before it is opened, for that alone acts on some devices (a watchdog starts); and
 * again behind it, for another may have taken its place: then O_NONBLOCK keeps it from hanging. */
int xb_file_open(const char *path, int *fd, uint64_t *size)
{
	struct stat status;
	int error = stat(path, &status) == 0 ? check_mode(status.st_mode) : errno;

	if (error)
		return error;
	*fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (*fd < 0)
		return errno;
	error = fstat(*fd, &status) == 0 ? check_mode(status.st_mode) : errno;
	if (error)
		close(*fd);
	else if (size)
		*size = (uint64_t)status.st_size;
	return error;
}

/* Whoever shares standard input with us may have made it one that does not wait. */
static bool is_worth_another_try(int fd)
{
	struct pollfd input = {.fd = fd, .events = POLLIN};

	if (errno == EAGAIN)
		return poll(&input, 1, -1) >= 0 || errno == EINTR;
	return errno == EINTR;
}

/* One read of at most MOST bytes: *got of them, none at the end. */
static int read_some(int fd, char *bytes, size_t most, size_t *got)
{
	ssize_t count;

	while ((count = read(fd, bytes, most)) < 0)
		if (!is_worth_another_try(fd))
			return errno;
	*got = (size_t)count;
	return 0;
}

/* Read FD to its end behind what OUT holds, straight into the room that it has: the end shows only where
 * some of that is left. */
static int read_to_end(int fd, size_t limit, struct xb_buf *out)
{
	size_t left = limit, got = 0;
	int error;

	do {
		if (out->capacity - out->length < 2)
			xb_buf_reserve(out, CHUNK);
		error = read_some(fd, out->data + out->length, out->capacity - out->length - 1, &got);
		if (!error && got > left)
			error = XB_FILE_TOO_BIG;
		if (error)
			return error;
		out->length += got;
		left -= got;
	} while (got);
	return 0;
}

/* The same. SIZE is what the file had when it was looked at, 0: not known; it may have grown or shrunk
 * since. Half a file is none. */
static int read_all(int fd, uint64_t size, size_t limit, struct xb_buf *out)
{
	size_t before = out->length;
	bool is_new = !out->data;
	int error;

	xb_buf_reserve(out, size ? (size_t)size + 1 : CHUNK);
	error = read_to_end(fd, limit, out);
	if (error)
		out->length = before;
	out->data[out->length] = '\0';
	if (is_new && !out->length)
		xb_buf_clear(out);
	return error;
}

int xb_file_read(const char *path, size_t limit, struct xb_buf *out)
{
	uint64_t size;
	int fd;
	int error = xb_file_open(path, &fd, &size);

	if (error)
		return error;
	/* A large file is refused before its first byte is read. */
	error = size > limit ? XB_FILE_TOO_BIG : read_all(fd, size, limit, out);
	close(fd);
	return error;
}

/* The descriptor that NAME stands for: one that was handed to the program open. -1: a path. */
static int descriptor_of(const char *name)
{
	static const char folder[] = "/dev/fd/";
	const char *digits;
	uint64_t number;

	if (strcmp(name, "-") == 0 || strcmp(name, "/dev/stdin") == 0)
		return STDIN_FILENO;
	if (strncmp(name, folder, strlen(folder)) != 0)
		return -1;
	digits = name + strlen(folder);
	if (digits[strspn(digits, "0123456789")] || !xb_number_parse(digits, &number, NULL) ||
	    number > INT16_MAX)
		return -1;
	return (int)number;
}

static bool report(const char *name, int error, uint64_t limit, struct xb_pos at,
		   struct xb_diags *diags)
{
	char size[XB_SIZE_TEXT];

	if (strcmp(name, "-") == 0)
		name = XB_STANDARD_INPUT;
	if (error == XB_FILE_TOO_BIG)
		return xb_error(diags, XB_CODE_FILE_TYPE, at, "cannot read %s: larger than %s",
				name, xb_size_format(limit, size));
	return xb_error(diags, XB_CODE_FILE_MISSING, at, "cannot read %s: %s", name,
			xb_file_error(error));
}

bool xb_file_load(const char *name, size_t limit, struct xb_pos at, struct xb_buf *out,
		  struct xb_diags *diags)
{
	int input = descriptor_of(name);
	int error = input < 0 ? xb_file_read(name, limit, out) : read_all(input, 0, limit, out);

	return !error || report(name, error, limit, at, diags);
}

/* Read FD to its end in pieces. */
static int pass_all(int fd, uint64_t limit, xb_file_taker *take, void *data)
{
	char *piece = xb_alloc(CHUNK);
	uint64_t left = limit;
	size_t got;
	int error;

	do {
		error = read_some(fd, piece, CHUNK, &got);
		if (!error && got > left)
			error = XB_FILE_TOO_BIG;
		if (!error && got)
			take(data, piece, got);
		left -= error ? 0 : got;
	} while (!error && got);
	free(piece);
	return error;
}

static int pass_file(const char *path, uint64_t limit, xb_file_taker *take, void *data)
{
	uint64_t size;
	int fd;
	int error = xb_file_open(path, &fd, &size);

	if (error)
		return error;
	error = size > limit ? XB_FILE_TOO_BIG : pass_all(fd, limit, take, data);
	close(fd);
	return error;
}

bool xb_file_pass(const char *name, uint64_t limit, struct xb_pos at, xb_file_taker *take,
		  void *data, struct xb_diags *diags)
{
	int input = descriptor_of(name);
	int error = input < 0 ? pass_file(name, limit, take, data)
			      : pass_all(input, limit, take, data);

	return !error || report(name, error, limit, at, diags);
}
