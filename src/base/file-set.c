/* SPDX-License-Identifier: MIT */
#include "xenboot/base.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	MOST_LINKS = 40,    /* as Linux follows */
	MOST_NAMES = 10000, /* names tried for a file beside another */
	FIFO_SECONDS = 3,   /* for a reader to open a FIFO, and tried so often in each */
	FIFO_TRIES = 50
};

struct output {
	char *path; /* as the caller named it */
	char *data;
	size_t length;
	char *made;   /* the first folder that was made for it, or NULL */
	char *place;  /* PATH with symbolic links followed: what is replaced */
	char *fresh;  /* the new file beside it; NULL once it is in place */
	char *backup; /* the old one beside it, or NULL */
	bool special; /* a device or a pipe: written to, never replaced */
	bool fifo;
	bool existed;
	bool installed;
};

struct xb_file_set {
	struct output *items;
	size_t count;
	size_t capacity;
	unsigned folder_mode; /* 0: none is made */
};

struct xb_file_set *xb_file_set_new(void)
{
	return xb_alloc(sizeof(struct xb_file_set));
}

void xb_file_set_add(struct xb_file_set *set, const char *path, const void *data, size_t length)
{
	struct output *output;

	set->items = xb_grow(set->items, &set->capacity, set->count, sizeof(*set->items));
	output = &set->items[set->count++];
	*output = (struct output){.path = xb_strdup(path), .length = length};
	output->data = xb_alloc(length);
	if (length > 0)
		memcpy(output->data, data, length);
}

void xb_file_set_make_folders(struct xb_file_set *set, unsigned mode)
{
	set->folder_mode = mode;
}

/* The folder of PATH, with its '/'; "" when PATH is a bare name. */
static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return xb_strndup(path, slash ? (size_t)(slash - path) + 1 : 0);
}

/* What the link at PATH says, seen from where PATH is seen; NULL with errno. */
static char *link_target(const char *path)
{
	char text[PATH_MAX];
	ssize_t length = readlink(path, text, sizeof(text) - 1);
	char *folder, *target;

	if (length < 0)
		return NULL;
	text[length] = '\0';
	if (text[0] == '/')
		return xb_strdup(text);
	folder = folder_of(path);
	target = xb_format("%s%s", folder, text);
	free(folder);
	return target;
}

/*
 * Follow links by hand: realpath would refuse a link to a file that is not there yet, and the
 * user means that file.
 */
static bool find_place(struct output *output)
{
	struct stat status;

	free(output->place);
	output->place = xb_strdup(output->path);
	for (int links = 0; lstat(output->place, &status) == 0; links++) {
		char *target;

		if (!S_ISLNK(status.st_mode))
			return true;
		if (links == MOST_LINKS) {
			errno = ELOOP;
			return false;
		}
		target = link_target(output->place);
		if (!target)
			return false;
		free(output->place);
		output->place = target;
	}
	return errno == ENOENT;
}

/*
 * A name beside PLACE that a crash may leave behind without harm: hidden, and never reused while
 * it exists. Its length does not depend on PLACE, whose own name may be as long as allowed.
 */
static char *name_beside(const char *place, int number)
{
	char *folder = folder_of(place);
	char *name = xb_format("%s.xenboot-%" PRIdMAX "-%d~", folder, (intmax_t)getpid(), number);

	free(folder);
	return name;
}

/* Make a new file of MODE beside PLACE; its name is the caller's. -1 with errno. */
static int create_beside(const char *place, mode_t mode, char **name)
{
	for (int number = 0; number < MOST_NAMES; number++) {
		char *tried = name_beside(place, number);
		int fd = open(tried, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
		int why = errno;

		if (fd >= 0) {
			*name = tried;
			return fd;
		}
		free(tried);
		errno = why;
		if (why != EEXIST)
			return -1;
	}
	return -1;
}

static bool write_all(int fd, const char *data, size_t length)
{
	while (length > 0) {
		ssize_t put = write(fd, data, length);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		data += put;
		length -= (size_t)put;
	}
	return true;
}

/*
 * Mode and owner of OLD, which is replaced. Only root may give a file away, and others to groups of
 * their own alone: where the group cannot be kept, it gets no more than everyone.
 */
static bool take_mode(int fd, const struct stat *old)
{
	mode_t mode = old->st_mode & 07777;

	if (fchown(fd, old->st_uid, old->st_gid) != 0 && fchown(fd, (uid_t)-1, old->st_gid) != 0)
		mode &= (mode & 07) << 3 | ~(mode_t)070;
	return fchmod(fd, mode) == 0;
}

/*
 * A new file beside PLACE, which has the mode and owner of the old one before its first byte: what
 * was not for all to read is not while it is saved either, and who opens it meanwhile gets nothing.
 * Where there was none, the umask says. Its name is in *NAME even when -1 says that it failed.
 */
static int create_like(const char *place, char **name)
{
	struct stat old;
	bool there = stat(place, &old) == 0;
	int fd, why;

	if (!there && errno != ENOENT)
		return -1;
	if (!there || !S_ISREG(old.st_mode))
		return create_beside(place, 0666, name);
	fd = create_beside(place, 0600, name);
	if (fd < 0 || take_mode(fd, &old))
		return fd;
	why = errno;
	close(fd);
	errno = why;
	return -1;
}

/* Make a synced file beside PLACE. Its name is in *NAME even when false says that it failed. */
static bool make_beside(const char *place, const char *data, size_t length, char **name)
{
	int fd = create_like(place, name);
	bool good;
	int why;

	if (fd < 0)
		return false;
	good = write_all(fd, data, length) && fsync(fd) == 0;
	why = errno;
	if (close(fd) != 0 && good)
		return false;
	errno = why;
	return good;
}

static bool copy_backup(struct output *output)
{
	struct xb_buf old = {0};
	int why = xb_file_read(output->place, SIZE_MAX, &old);
	bool good = false;

	errno = why;
	if (why == 0)
		good = make_beside(output->place, old.data, old.length, &output->backup);
	xb_buf_clear(&old);
	return good;
}

/* Keep the old file under a second name; where the file system has no links, a copy of it. */
static bool keep_backup(struct output *output)
{
	for (int number = 0; number < MOST_NAMES; number++) {
		char *name = name_beside(output->place, number);
		bool taken;

		if (link(output->place, name) == 0) {
			output->backup = name;
			return true;
		}
		taken = errno == EEXIST;
		free(name);
		if (!taken)
			break;
	}
	return copy_backup(output);
}

static bool prepare(struct output *output)
{
	struct stat status;

	output->existed = stat(output->path, &status) == 0;
	output->special = output->existed && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
	output->fifo = output->special && S_ISFIFO(status.st_mode);
	if (output->special)
		return true;
	if (!find_place(output) ||
	    !make_beside(output->place, output->data, output->length, &output->fresh))
		return false;
	/* A folder in the way needs none: the rename will refuse it. */
	return !output->existed || S_ISDIR(status.st_mode) || keep_backup(output);
}

/* Opened as it comes, a FIFO would wait for its reader, and one without a reader for ever. */
static int open_fifo(const char *path)
{
	static const struct timespec pause = {.tv_nsec = 1000000000L / FIFO_TRIES};
	int fd;

	for (int tries = FIFO_SECONDS * FIFO_TRIES; tries >= 0; tries--) {
		fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
		if (fd >= 0 || errno != ENXIO)
			break;
		if (tries)
			nanosleep(&pause, NULL);
	}
	/* What is written waits for a reader that is slow. */
	if (fd >= 0)
		fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
	return fd;
}

static bool write_special(const struct output *output)
{
	int fd = output->fifo ? open_fifo(output->path)
			      : open(output->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	bool good;
	int why;

	if (fd < 0)
		return false;
	good = write_all(fd, output->data, output->length);
	why = errno;
	close(fd);
	errno = why;
	return good;
}

static bool install(struct output *output)
{
	if (output->special)
		return write_special(output);
	if (rename(output->fresh, output->place) != 0)
		return false;
	output->installed = true;
	free(output->fresh);
	output->fresh = NULL;
	return true;
}

/* Make the renames last. A folder that cannot be opened or synced as such is left to the kernel. */
static bool sync_folder(struct output *output)
{
	char *folder;
	bool good;
	int fd;

	if (output->special)
		return true;
	folder = folder_of(output->place);
	fd = open(*folder ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(folder);
	if (fd < 0)
		return true;
	good = fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS;
	if (close(fd) != 0)
		return false;
	return good;
}

static void restore(struct output *output)
{
	if (!output->installed)
		return;
	if (!output->existed)
		unlink(output->place);
	else if (output->backup && rename(output->backup, output->place) != 0) {
		/* The last copy of the old file: better left under its odd name than removed. */
		free(output->backup);
		output->backup = NULL;
	}
}

/* Remove what was made beside the place. */
static void tidy(struct output *output)
{
	char **names[] = {&output->fresh, &output->backup};

	output->installed = false;
	for (size_t i = 0; i < XB_COUNT(names); i++) {
		if (*names[i])
			unlink(*names[i]);
		free(*names[i]);
		*names[i] = NULL;
	}
}

/* Of a file that may be written, "Permission denied" alone would not be understood. */
static void explain_folder(const struct output *output, struct xb_diags *diags)
{
	char *folder = folder_of(output->place);
	const char *shown = *folder ? folder : ".";

	if (access(shown, F_OK) == 0 && access(shown, W_OK) != 0)
		xb_hint(diags, "a new file is made beside it, and nothing can be made in %s", shown);
	free(folder);
}

static bool report(const struct output *output, struct xb_diags *diags)
{
	int why = errno;

	if (output->fifo && why == ENXIO) {
		xb_error(diags, XB_CODE_FILE_MISSING, (struct xb_pos){0},
			 "cannot write %s: it is a FIFO, and in %d seconds nothing opened it for reading",
			 output->path, FIFO_SECONDS);
		xb_hint(diags, "start what reads it first, or write to a file");
		return false;
	}
	xb_error(diags, XB_CODE_FILE_MISSING, (struct xb_pos){0}, "cannot write %s: %s",
		 output->path, strerror(why));
	if (output->place && (why == EACCES || why == EROFS))
		explain_folder(output, diags);
	return false;
}

static bool make_folders(struct xb_file_set *set, struct xb_diags *diags)
{
	bool good = true;

	for (size_t i = 0; set->folder_mode && i < set->count && good; i++)
		good = xb_folders_make(set->items[i].path, set->folder_mode, &set->items[i].made,
				       diags);
	return good;
}

/* Those that were made stay where GOOD says that the files do. */
static void settle_folders(struct xb_file_set *set, bool good)
{
	for (size_t i = set->count; i-- > 0;) {
		if (!good)
			xb_folders_remove(set->items[i].path, set->items[i].made);
		free(set->items[i].made);
		set->items[i].made = NULL;
	}
}

bool xb_file_set_commit(struct xb_file_set *set, struct xb_diags *diags)
{
	static bool (*const steps[])(struct output *) = {prepare, install, sync_folder};
	bool good = make_folders(set, diags);

	for (size_t step = 0; good && step < XB_COUNT(steps); step++)
		for (size_t i = 0; good && i < set->count; i++)
			good = steps[step](&set->items[i]) || report(&set->items[i], diags);
	for (size_t i = set->count; !good && i-- > 0;)
		restore(&set->items[i]);
	for (size_t i = 0; i < set->count; i++)
		tidy(&set->items[i]);
	settle_folders(set, good);
	return good;
}

void xb_file_set_free(struct xb_file_set *set)
{
	if (!set)
		return;
	for (size_t i = 0; i < set->count; i++) {
		tidy(&set->items[i]);
		free(set->items[i].path);
		free(set->items[i].data);
		free(set->items[i].place);
	}
	free(set->items);
	free(set);
}

bool xb_file_write(const char *path, const void *data, size_t length, unsigned folder_mode,
		   struct xb_diags *diags)
{
	struct xb_file_set *set = xb_file_set_new();
	bool good;

	xb_file_set_make_folders(set, folder_mode);
	xb_file_set_add(set, path, data, length);
	good = xb_file_set_commit(set, diags);
	xb_file_set_free(set);
	return good;
}
