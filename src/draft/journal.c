/* SPDX-License-Identifier: MIT */
/* The journal as a file: who may write it, when it is begun, and what is done when it cannot be. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "draft/journal.h"
#include "xenboot/draft.h"

enum {
	MOST_FILES = 32,      /* of one profile: a program each */
	MOST_TRIES = 10,      /* to lock one that others remove at the same time */
	SHOWN_NAME = 40,      /* bytes of the profile's name in that of its journal */
	KEY_DIGITS = 16,      /* of the digest of its place */
	SMALL = 4 << 20
};

/* One that this program holds: open and locked. */
struct held {
	char *path;
	int fd; /* -1: none */
};

struct xb_journal {
	char *key, *folder, *stem;
	char digest[XB_TEXT_DIGEST]; /* that its profile record has */
	struct held own, found;
	size_t length;	/* of what is written in its own */
	uint32_t check; /* of the last record there */
	bool behind;	/* a record could not be written: it is to be written anew */
	bool unsynced;
	char *problem;
};

/* ---- Names ---------------------------------------------------------------------------------- */

/* "my-pi-0123456789abcdef": to be told by people, and of no other profile. */
static char *stem_of(const char *folder, const char *key, const char *name)
{
	char digest[XB_TEXT_DIGEST];
	const char *slash = strrchr(name, '/');
	struct xb_buf stem = {0};

	xb_text_digest(key, strlen(key), digest);
	xb_buf_printf(&stem, "%s/", folder);
	name = slash ? slash + 1 : name;
	for (size_t i = 0; name[i] && i < SHOWN_NAME; i++) {
		char letter[] = {name[i], '\0'};

		if (xb_profile_name_valid(letter) || (i > 0 && strchr("._-", name[i])))
			xb_buf_putc(&stem, name[i]);
	}
	xb_buf_printf(&stem, "-%.*s", KEY_DIGITS, digest);
	return xb_buf_take(&stem);
}

static char *path_of(const struct xb_journal *journal, int number)
{
	return number ? xb_format("%s.%d.journal", journal->stem, number)
		      : xb_format("%s.journal", journal->stem);
}

/* The name under which it is written anew until it is whole. */
static char *path_beside(const char *path)
{
	return xb_format("%s~", path);
}

char *xb_journal_folder(const char *user_dir)
{
	return xb_format("%s/journal", user_dir);
}

struct xb_journal *xb_journal_new(const char *user_dir, const char *key, const char *name)
{
	struct xb_journal *journal;

	if (!user_dir)
		return NULL;
	journal = xb_alloc(sizeof(*journal));
	journal->key = xb_strdup(key);
	journal->folder = xb_journal_folder(user_dir);
	journal->stem = stem_of(journal->folder, key, name);
	journal->own.fd = journal->found.fd = -1;
	return journal;
}

/* ---- Holding a file ------------------------------------------------------------------------- */

static void let_go(struct held *held)
{
	if (held->fd >= 0)
		close(held->fd);
	free(held->path);
	*held = (struct held){.fd = -1};
}

static void remove_held(struct held *held)
{
	char *beside;

	if (held->fd < 0)
		return;
	beside = path_beside(held->path);
	/* Before the lock is let go of, so that no one takes up what is about to vanish. */
	unlink(held->path);
	unlink(beside);
	free(beside);
	let_go(held);
}

/*
 * By flock and not fcntl: that lock belongs to the open file, so that two drafts of one program
 * keep apart as well, and closing the same file elsewhere in the program does not end it. 0, or an
 * errno.
 */
static int lock_regular(int fd)
{
	struct stat status;

	if (fstat(fd, &status) != 0)
		return errno;
	if (!S_ISREG(status.st_mode))
		return EEXIST;
	return flock(fd, LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
}

static int open_locked(const char *path, int flags)
{
	int fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | flags, 0600);
	int why;

	if (fd < 0)
		return -1;
	why = lock_regular(fd);
	if (why == 0)
		return fd;
	close(fd);
	errno = why;
	return -1;
}

/* False with errno; EWOULDBLOCK: another program holds it. */
static bool hold(const char *path, int flags, struct held *held)
{
	for (int i = 0; i < MOST_TRIES; i++) {
		int fd = open_locked(path, flags);

		if (fd < 0)
			return false;
		/* One that another program removed or replaced before it was locked is none. */
		if (xb_file_is_at(fd, path)) {
			*held = (struct held){xb_strdup(path), fd};
			return true;
		}
		close(fd);
	}
	errno = EWOULDBLOCK;
	return false;
}

/* ---- What stands in one --------------------------------------------------------------------- */

/* Of this profile, with steps that DIGEST, what its file holds, has not; *foreign: not to be
 * touched. */
static size_t read_held(const struct xb_journal *journal, const struct held *held,
			const char *digest, struct xb_journal_content *content, bool *foreign)
{
	struct xb_buf bytes = {0};
	size_t steps = 0;

	*content = (struct xb_journal_content){0};
	*foreign = xb_file_read(held->path, XB_JOURNAL_BYTES, &bytes) != 0 ||
		   xb_journal_is_foreign(bytes.data ? bytes.data : "", bytes.length);
	if (!*foreign && bytes.length && xb_journal_parse(bytes.data, bytes.length, content)) {
		*foreign = strcmp(content->key, journal->key) != 0;
		if (!*foreign)
			steps = xb_journal_unsaved(content, digest);
	}
	xb_buf_clear(&bytes);
	return steps;
}

/* May it be written over? */
static bool is_free(const struct xb_journal *journal, const struct held *held, const char *digest)
{
	struct xb_journal_content content;
	bool foreign;
	size_t steps = read_held(journal, held, digest, &content, &foreign);

	xb_journal_content_clear(&content);
	return !foreign && steps == 0;
}

size_t xb_journal_find(struct xb_journal *journal, const char *digest)
{
	size_t steps = 0;

	if (!journal)
		return 0;
	let_go(&journal->found);
	for (int i = 0; i < MOST_FILES && !steps; i++) {
		struct xb_journal_content content;
		char *path = path_of(journal, i);
		bool foreign;

		if (hold(path, 0, &journal->found)) {
			steps = read_held(journal, &journal->found, digest, &content, &foreign);
			xb_journal_content_clear(&content);
			if (!steps)
				let_go(&journal->found);
		}
		free(path);
	}
	return steps;
}

/* ---- Writing -------------------------------------------------------------------------------- */

static bool put_bytes(int fd, const struct xb_buf *bytes)
{
	const char *at = bytes->data;
	size_t left = bytes->length;

	while (left) {
		ssize_t put = write(fd, at, left);

		if (put < 0 && errno != EINTR)
			return false;
		if (put > 0) {
			at += put;
			left -= (size_t)put;
		}
	}
	return true;
}

/* Drop what is behind LENGTH, and go on there. */
static bool cut_to(int fd, size_t length)
{
	return ftruncate(fd, (off_t)length) == 0 && lseek(fd, (off_t)length, SEEK_SET) >= 0;
}

static void put_history(struct xb_journal *journal, const struct xb_history *history,
			struct xb_buf *bytes)
{
	xb_journal_put_all(bytes, &journal->check, journal->key, journal->digest, history);
	journal->length = bytes->length;
}

/* Something stands at the name that is not ours to use: the next name may do. */
static bool is_taken(int why)
{
	static const int reasons[] = {EWOULDBLOCK, EEXIST, ELOOP, EISDIR, ENXIO};

	for (size_t i = 0; i < XB_COUNT(reasons); i++)
		if (reasons[i] == why)
			return true;
	return false;
}

/* Where it cannot be made, opening a file in it says why. */
static void make_folder(const struct xb_journal *journal)
{
	struct xb_diags ignored = {0};
	char *made;

	xb_folders_make(journal->stem, XB_PRIVATE_FOLDER, &made, &ignored);
	xb_diags_clear(&ignored);
	free(made);
}

/* A name that no one uses. False with errno. */
static bool hold_free(struct xb_journal *journal, const char *digest)
{
	make_folder(journal);
	for (int i = 0; i < MOST_FILES; i++) {
		char *path = path_of(journal, i);
		bool held = hold(path, O_CREAT, &journal->own);
		int why = errno;

		free(path);
		if (held && is_free(journal, &journal->own, digest))
			return true;
		let_go(&journal->own);
		errno = why;
		if (!held && !is_taken(why))
			return false;
	}
	errno = EWOULDBLOCK;
	return false;
}

/* A power cut must not take the name away again. */
static void sync_folder(const struct xb_journal *journal)
{
	int fd = open(journal->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}

static bool begin(struct xb_journal *journal, const struct xb_history *history, const char *digest)
{
	struct xb_buf bytes = {0};
	bool good;
	int why;

	if (!hold_free(journal, digest))
		return false;
	memcpy(journal->digest, digest, strlen(digest) + 1);
	put_history(journal, history, &bytes);
	good = cut_to(journal->own.fd, 0) && put_bytes(journal->own.fd, &bytes);
	why = errno;
	xb_buf_clear(&bytes);
	if (good)
		sync_folder(journal);
	else
		remove_held(&journal->own);
	errno = why;
	return good;
}

/* Write all of it anew, beside it: at any moment one of them is whole. */
static bool rewrite(struct xb_journal *journal, const struct xb_history *history)
{
	char *path = path_beside(journal->own.path);
	struct held fresh = {.fd = -1};
	struct xb_buf bytes = {0};
	size_t length = journal->length;
	uint32_t check = journal->check;
	bool good;
	int why;

	put_history(journal, history, &bytes);
	unlink(path);
	good = hold(path, O_CREAT | O_EXCL, &fresh) && put_bytes(fresh.fd, &bytes) &&
	       fdatasync(fresh.fd) == 0 && rename(path, journal->own.path) == 0;
	why = errno;
	xb_buf_clear(&bytes);
	if (good) {
		close(journal->own.fd);
		journal->own.fd = fresh.fd;
		fresh.fd = -1;
		sync_folder(journal);
	} else {
		journal->length = length;
		journal->check = check;
		unlink(path);
	}
	let_go(&fresh);
	free(path);
	errno = why;
	return good;
}

static bool append(struct xb_journal *journal, enum xb_record kind,
		   const struct xb_history *history)
{
	const struct xb_state *now = xb_history_now(history);
	bool step = kind == XB_RECORD_STEP;
	uint32_t check = journal->check;
	struct xb_buf bytes = {0};
	bool good;
	int why;

	xb_journal_put(&bytes, &check, kind, step ? now->step : NULL, step ? now->text : NULL,
		       step ? now->length : 0);
	good = put_bytes(journal->own.fd, &bytes);
	why = errno;
	if (good) {
		journal->length += bytes.length;
		journal->check = check;
	} else {
		/* Half a record would be dropped by who reads it; better that there is none. */
		(void)!cut_to(journal->own.fd, journal->length);
	}
	xb_buf_clear(&bytes);
	errno = why;
	return good;
}

/* Steps that were undone and replaced, or that are older than undo goes, fill it in time. */
static bool is_too_long(const struct xb_journal *journal, const struct xb_history *history)
{
	return journal->length > 2 * history->bytes + SMALL;
}

/* Said once: the same problem stays the same text. */
static void note_problem(struct xb_journal *journal, int why)
{
	struct xb_buf text = {0};

	if (journal->problem)
		return;
	xb_buf_puts(&text, "no journal is kept, a crash would lose unsaved changes: ");
	xb_buf_put_visible(&text, journal->folder, strlen(journal->folder));
	xb_buf_printf(&text, ": %s",
		      why == EWOULDBLOCK ? "too many programs change this profile" : strerror(why));
	journal->problem = xb_buf_take(&text);
}

void xb_journal_record(struct xb_journal *journal, enum xb_record kind,
		       const struct xb_history *history, const char *digest)
{
	bool good;

	if (!journal)
		return;
	if (journal->own.fd < 0)
		good = begin(journal, history, digest);
	else if (journal->behind || is_too_long(journal, history))
		good = rewrite(journal, history);
	else
		good = append(journal, kind, history);
	if (!good)
		note_problem(journal, errno);
	journal->behind = !good;
	if (!good)
		return;
	journal->unsynced = true;
	free(journal->problem);
	journal->problem = NULL;
}

void xb_journal_begin(struct xb_journal *journal, const struct xb_history *history)
{
	if (!journal || journal->own.fd >= 0)
		return;
	if (begin(journal, history, "-"))
		journal->unsynced = true;
	else
		note_problem(journal, errno);
}

void xb_journal_sync(struct xb_journal *journal)
{
	if (!journal || journal->own.fd < 0 || !journal->unsynced)
		return;
	if (fdatasync(journal->own.fd) != 0 && errno != EINVAL && errno != EROFS) {
		note_problem(journal, errno);
		journal->behind = true; /* what of it is on the disk is not known */
	}
	journal->unsynced = false;
}

/* ---- The end -------------------------------------------------------------------------------- */

bool xb_journal_take(struct xb_journal *journal, struct xb_journal_content *content)
{
	bool foreign;

	*content = (struct xb_journal_content){0};
	if (!journal || journal->found.fd < 0)
		return false;
	read_held(journal, &journal->found, "", content, &foreign);
	if (foreign || !content->key) {
		xb_journal_content_clear(content);
		let_go(&journal->found);
		return false;
	}
	remove_held(&journal->own);
	journal->own = journal->found;
	journal->found = (struct held){.fd = -1};
	memcpy(journal->digest, content->digest, sizeof(journal->digest));
	journal->length = content->length;
	journal->check = content->check;
	journal->behind = !cut_to(journal->own.fd, journal->length);
	return true;
}

void xb_journal_drop_found(struct xb_journal *journal)
{
	if (journal)
		remove_held(&journal->found);
}

void xb_journal_remove_left(const char *path)
{
	struct held held = {.fd = -1};

	if (hold(path, 0, &held))
		remove_held(&held);
}

void xb_journal_remove(struct xb_journal *journal)
{
	if (!journal)
		return;
	remove_held(&journal->own);
	journal->behind = journal->unsynced = false;
}

const char *xb_journal_problem(const struct xb_journal *journal)
{
	return journal ? journal->problem : NULL;
}

void xb_journal_free(struct xb_journal *journal)
{
	if (!journal)
		return;
	let_go(&journal->own);
	let_go(&journal->found);
	free(journal->key);
	free(journal->folder);
	free(journal->stem);
	free(journal->problem);
	free(journal);
}
