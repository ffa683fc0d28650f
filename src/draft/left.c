/* SPDX-License-Identifier: MIT */
/* What runs of the program that ended too soon have left: journals that no program writes. */
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "draft/draft.h"

/* Is it a journal that no running program holds? *time is when it was written last. */
static bool is_left(const char *path, long long *time)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	struct stat status;
	bool left;

	if (fd < 0)
		return false;
	left = fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
	       flock(fd, LOCK_SH | LOCK_NB) == 0;
	*time = left ? (long long)status.st_mtime : 0;
	close(fd);
	return left;
}

/* The name of a profile of the list, which alone opens a shipped one as such; else the path. *own: it is no
 * shipped one. NULL: there is no such file any more. */
static char *ref_of(struct xb_data *data, const char *place, bool *own)
{
	struct xb_data_file *files;
	size_t count = xb_data_list(data, XB_DATA_PROFILES, &files);
	char *ref = access(place, F_OK) == 0 ? xb_strdup(place) : NULL;

	*own = true;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(files[i].path, place) != 0 && !xb_file_is_same(files[i].path, place))
			continue;
		free(ref);
		ref = xb_strdup(files[i].name);
		*own = !files[i].shipped;
		break;
	}
	free(files);
	return ref;
}

/* Has CONTENT steps that the profile REF (NULL: it has no file) does not hold? */
static bool is_unsaved(struct xb_data *data, const struct xb_journal_content *content, const char *ref)
{
	char digest[XB_TEXT_DIGEST] = "-";
	struct xb_profile_source source;
	struct xb_diags ignored = {0};
	struct xb_buf text = {0};
	bool good = true;

	if (ref) {
		good = xb_profile_read(data, ref, &source, &text, &ignored);
		if (good) {
			xb_text_digest(text.data ? text.data : "", text.length, digest);
			xb_profile_source_clear(&source);
		}
		xb_buf_clear(&text);
		xb_diags_clear(&ignored);
	}
	return good && xb_journal_unsaved(content, digest) > 0;
}

static bool is_same(const struct xb_left *a, const struct xb_left *b)
{
	return strcmp(a->name, b->name) == 0 && !a->ref == !b->ref;
}

/* Of several for one profile the lowest number is taken up: x.journal, x.1.journal, x.10.journal. */
static bool comes_before(const char *path, const char *other)
{
	size_t length = strlen(path), other_length = strlen(other);

	return length != other_length ? length < other_length : strcmp(path, other) < 0;
}

static void clear_left(struct xb_left *left)
{
	free(left->name);
	free(left->ref);
	free(left->journal);
}

static void add(struct xb_left_list *list, struct xb_left left)
{
	for (size_t i = 0; i < list->count; i++) {
		struct xb_left *other = &list->items[i], first = *other;

		if (!is_same(other, &left))
			continue;
		if (comes_before(left.journal, other->journal)) {
			*other = left;
			left = first;
		}
		clear_left(&left);
		return;
	}
	list->items = xb_grow(list->items, &list->capacity, list->count, sizeof(*list->items));
	list->items[list->count++] = left;
}

/* What CONTENT of the file at PATH was written for, unless it is the standard input, which is gone. */
static void add_content(struct xb_data *data, const struct xb_journal_content *content, const char *path,
			long long time, struct xb_left_list *list)
{
	const char *fresh = xb_draft_new_name(content->key);
	bool own = false;
	char *ref = fresh ? NULL : ref_of(data, content->key, &own);
	const char *name = fresh ? fresh : ref;

	if (name && is_unsaved(data, content, ref))
		add(list, (struct xb_left){xb_strdup(name), ref ? xb_strdup(ref) : NULL, own,
					   xb_strdup(path), time});
	free(ref);
}

static void add_file(struct xb_data *data, const char *path, struct xb_left_list *list)
{
	struct xb_journal_content content;
	struct xb_buf bytes = {0};
	long long time;

	if (!is_left(path, &time))
		return;
	if (xb_file_read(path, XB_JOURNAL_BYTES, &bytes) == 0 && bytes.length &&
	    xb_journal_parse(bytes.data, bytes.length, &content)) {
		add_content(data, &content, path, time, list);
		xb_journal_content_clear(&content);
	}
	xb_buf_clear(&bytes);
}

static int by_time(const void *a, const void *b)
{
	const struct xb_left *left = a, *right = b;

	if (left->time != right->time)
		return left->time < right->time ? 1 : -1;
	return strcmp(left->name, right->name);
}

void xb_left_find(struct xb_session *session, struct xb_left_list *list)
{
	static const char suffix[] = ".journal";
	const char *user_dir = xb_session_config(session)->user_dir;
	char *folder = user_dir ? xb_journal_folder(user_dir) : NULL;
	DIR *dir = folder ? opendir(folder) : NULL;
	struct dirent *entry;

	*list = (struct xb_left_list){0};
	while (dir && (entry = readdir(dir)) != NULL) {
		size_t length = strlen(entry->d_name);
		char *path;

		if (length < sizeof(suffix) ||
		    strcmp(entry->d_name + length - strlen(suffix), suffix) != 0)
			continue;
		path = xb_format("%s/%s", folder, entry->d_name);
		add_file(xb_session_data(session), path, list);
		free(path);
	}
	if (dir)
		closedir(dir);
	free(folder);
	if (list->count)
		qsort(list->items, list->count, sizeof(*list->items), by_time);
}

void xb_left_clear(struct xb_left_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		clear_left(&list->items[i]);
	free(list->items);
	*list = (struct xb_left_list){0};
}

void xb_left_discard(const char *journal)
{
	xb_journal_remove_left(journal);
}
