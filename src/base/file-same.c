/* SPDX-License-Identifier: MIT */
#include "xenboot/base.h"

#include <sys/stat.h>

static bool is_same(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

bool xb_file_is_at(int fd, const char *path)
{
	struct stat open, there;

	return fstat(fd, &open) == 0 && stat(path, &there) == 0 && is_same(&open, &there);
}

bool xb_file_is_same(const char *a, const char *b)
{
	struct stat first, second;

	return a && b && stat(a, &first) == 0 && stat(b, &second) == 0 &&
	       is_same(&first, &second);
}
