/* SPDX-License-Identifier: MIT */
#include "xenboot/base.h"

#include <sys/stat.h>

bool xb_file_is_same(const char *a, const char *b)
{
	struct stat first, second;

	return a && b && stat(a, &first) == 0 && stat(b, &second) == 0 &&
	       first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}
