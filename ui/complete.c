/* SPDX-License-Identifier: MIT */
#include "ui/field.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "ui/text.h"

void ui_candidates_add(struct ui_candidates *candidates, const char *text, const char *about)
{
	size_t at = candidates->count;

	candidates->items = xb_grow(candidates->items, &candidates->capacity, candidates->count,
				    sizeof(*candidates->items));
	for (; at > 0 && strcmp(candidates->items[at - 1].text, text) > 0; at--)
		candidates->items[at] = candidates->items[at - 1];
	candidates->items[at] =
		(struct ui_candidate){xb_strdup(text), about ? xb_strdup(about) : NULL};
	candidates->count++;
}

void ui_candidates_clear(struct ui_candidates *candidates)
{
	for (size_t i = 0; i < candidates->count; i++) {
		free(candidates->items[i].text);
		free(candidates->items[i].about);
	}
	free(candidates->items);
	*candidates = (struct ui_candidates){0};
}

/* The folder that is meant by the LENGTH bytes of TEXT in front of a name. */
static char *folder_path(const char *folder, const char *text, size_t length)
{
	char *typed = xb_strndup(text, length), *path;

	if (typed[0] == '/' || !folder || !*folder)
		path = xb_format("%s", *typed ? typed : ".");
	else
		path = xb_format("%s/%s", folder, typed);
	free(typed);
	return path;
}

/* Can NAME stand in a line of text? */
static bool is_one_line(const char *name)
{
	size_t length = strlen(name), step;

	for (size_t at = 0; at < length; at += step) {
		step = xb_utf8_length(name + at, length - at);
		if (step == 0 || ui_text_is_control(ui_text_decode(name + at, step)))
			return false;
	}
	return true;
}

/* Names that begin with a dot are offered to those alone who type it. */
static bool is_offered(const char *name, const char *prefix)
{
	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return false;
	return (name[0] != '.' || prefix[0] == '.') && is_one_line(name) &&
	       strncmp(name, prefix, strlen(prefix)) == 0;
}

/* NAME as a candidate: a folder ends in '/', so that one can go on below it. */
static void add_name(struct ui_candidates *candidates, const char *folder, const char *name)
{
	char *path = xb_format("%s/%s", folder, name), *shown;
	char size[XB_SIZE_TEXT];
	struct stat status;
	bool known = stat(path, &status) == 0, below = known && S_ISDIR(status.st_mode);

	shown = xb_format("%s%s", name, below ? "/" : "");
	ui_candidates_add(candidates, shown,
			  below	  ? "folder"
			  : known ? xb_size_format((uint64_t)status.st_size, size)
				  : "cannot be read");
	free(shown);
	free(path);
}

size_t ui_complete_file(void *context, const char *text, size_t length,
			struct ui_candidates *candidates)
{
	size_t start = length;
	struct dirent *entry;
	char *path, *prefix;
	DIR *folder;

	while (start > 0 && text[start - 1] != '/')
		start--;
	path = folder_path(context, text, start);
	prefix = xb_strndup(text + start, length - start);
	folder = opendir(path);
	while (folder && (entry = readdir(folder)) != NULL)
		if (is_offered(entry->d_name, prefix))
			add_name(candidates, path, entry->d_name);
	if (folder)
		closedir(folder);
	free(prefix);
	free(path);
	return start;
}
