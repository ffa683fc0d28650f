/* SPDX-License-Identifier: MIT */
/* A folder for one test: made empty, entered, and removed with all that is in it. */
#ifndef XENBOOT_TESTS_BASE_FOLDER_H
#define XENBOOT_TESTS_BASE_FOLDER_H

#include "unit/support.h"
#include "xenboot/base.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* As a cmocka setup: *state becomes the folder's path. */
static inline int folder_enter(void **state)
{
	const char *base = getenv("TMPDIR");
	char *path = xb_format("%s/xenboot-test-XXXXXX", base && *base ? base : "/tmp");

	if (!mkdtemp(path) || chdir(path) != 0) {
		print_error("%s: no folder for the test\n", path);
		free(path);
		return -1;
	}
	*state = path;
	return 0;
}

static inline int folder_remove_one(const char *path, const struct stat *status, int type,
				    struct FTW *at)
{
	(void)status;
	(void)type;
	(void)at;
	return remove(path);
}

static inline int folder_leave(void **state)
{
	int gone = chdir("/");

	gone |= nftw(*state, folder_remove_one, 8, FTW_DEPTH | FTW_PHYS);
	free(*state);
	return gone;
}

static inline void folder_write(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	assert_int_equal(close(fd), 0);
}

/* The file at PATH holds just TEXT; NULL: there is none. */
static inline void folder_expect(const char *path, const char *text)
{
	struct xb_buf buf = {0};
	bool there = xb_file_read(path, 1 << 20, &buf) == 0;

	xb_buf_add(&buf, "", 0);
	check_text(path, there ? buf.data : NULL, text);
	xb_buf_clear(&buf);
}

/* How many names stand in the folder, or only those with PREFIX. */
static inline size_t folder_count(const char *path, const char *prefix)
{
	DIR *folder = opendir(path);
	struct dirent *entry;
	size_t count = 0;

	assert_non_null(folder);
	while ((entry = readdir(folder)) != NULL)
		count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
			 strncmp(entry->d_name, prefix, strlen(prefix)) == 0;
	closedir(folder);
	return count;
}

#endif
