/* SPDX-License-Identifier: MIT */
/* Which board a device tree is for, by what its root says in `compatible`. */
#include <stdlib.h>
#include <string.h>

#include "xenboot/tree.h"

/* Does ROOT have each of WORDS, which have a blank between them? */
static bool has_all(const struct xb_tree_node *root, const char *words)
{
	while (*words) {
		size_t length = strcspn(words, " ");
		char *word = xb_strndup(words, length);
		bool has = !length || xb_tree_is_compatible(root, word);

		free(word);
		if (!has)
			return false;
		words += length + strspn(words + length, " ");
	}
	return true;
}

bool xb_board_fits(const struct xb_board *board, const struct xb_devtree *tree)
{
	const struct xb_tree_node *root = tree->index->nodes;

	for (size_t i = 0; i < board->compatible.count; i++)
		if (has_all(root, board->compatible.items[i].text))
			return true;
	return false;
}
