/* SPDX-License-Identifier: MIT */
#include "import/command-find.h"

#include <string.h>

/* The length of a command's name without its suffix, ".b". */
static size_t name_length(const char *word)
{
	return strcspn(word, ".");
}

void xb_command_consider(struct xb_command_search *search, const struct xb_board_command_row *row)
{
	size_t length;

	/* Most rows are another command already in their first letter: a loop asks a million times. */
	if (search->whole || row->name[0] != search->word[0])
		return;
	length = name_length(search->word);
	if (strncmp(row->name, search->word, length) != 0)
		return;
	search->whole = !row->name[length];
	search->found = *row;
	search->fits++;
}

bool xb_command_conclude(const struct xb_command_search *search, struct xb_board_command_row *found)
{
	*found = search->found;
	return name_length(search->word) && (search->whole || search->fits == 1);
}

bool xb_command_find(const struct xb_board_command_row *rows, const char *word,
		     struct xb_board_command_row *found)
{
	struct xb_command_search search = {.word = word};

	for (; rows->name; rows++)
		xb_command_consider(&search, rows);
	return xb_command_conclude(&search, found);
}
