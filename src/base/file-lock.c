/* SPDX-License-Identifier: MIT */
/*
 * The file itself is locked, so that none is left beside it and a folder that cannot be written does
 * no harm. Whoever replaces it leaves the lock on one that has no name any more: those who waited for
 * that one look again.
 */
#include "xenboot/base.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { PAUSE = 4 }; /* milliseconds between two tries */

enum outcome { HELD, BUSY, NO_LOCKS };

static bool is_regular(int fd)
{
	struct stat status;

	return fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

/*
 * By flock and not fcntl: that lock ends when the program closes the file anywhere, and needs one
 * that can be written. Not blocking, for that could be for ever.
 */
static enum outcome try_lock(const char *path, int *lock)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	enum outcome outcome;

	if (fd < 0)
		return NO_LOCKS;
	if (!is_regular(fd))
		outcome = NO_LOCKS;
	else if (flock(fd, LOCK_EX | LOCK_NB) != 0)
		outcome = errno == EWOULDBLOCK || errno == EINTR ? BUSY : NO_LOCKS;
	else
		outcome = xb_file_is_at(fd, path) ? HELD : BUSY;
	if (outcome == HELD)
		*lock = fd;
	else
		close(fd);
	return outcome;
}

static uint64_t now(void)
{
	struct timespec time = {0};

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * 1000 + (uint64_t)time.tv_nsec / 1000000;
}

bool xb_file_lock(const char *path, unsigned milliseconds, int *lock, struct xb_diags *diags)
{
	static const struct timespec pause = {.tv_nsec = PAUSE * 1000000L};
	uint64_t end = now() + milliseconds;
	enum outcome outcome;

	*lock = -1;
	while ((outcome = try_lock(path, lock)) == BUSY && now() < end)
		nanosleep(&pause, NULL);
	if (outcome != BUSY)
		return true;
	return xb_error(diags, XB_CODE_FILE_MISSING, (struct xb_pos){0},
			"cannot change %s: another program is changing it, and has not ended", path);
}

void xb_file_unlock(int *lock)
{
	if (*lock >= 0)
		close(*lock);
	*lock = -1;
}
