/* SPDX-License-Identifier: MIT */
/* A value as it grows, with the place of each of its bytes. */
#include "import/assignments-read.h"

#include <stdlib.h>

void xb_value_put(struct xb_shell_value *word, char byte, size_t place)
{
	if (word->length == word->capacity) {
		word->capacity = word->capacity ? 2 * word->capacity : 64;
		word->bytes = xb_realloc(word->bytes, word->capacity + 1, 1);
		word->places = xb_realloc(word->places, word->capacity, sizeof(*word->places));
	}
	word->places[word->length] = (uint32_t)place;
	word->bytes[word->length++] = byte;
}

void xb_value_puts(struct xb_shell_value *word, const char *text, size_t place)
{
	for (; *text && word->length < XB_WORD_MAX; text++)
		xb_value_put(word, *text, place);
}

const char *xb_value_text(struct xb_shell_value *word)
{
	if (!word->bytes)
		return "";
	word->bytes[word->length] = '\0';
	return word->bytes;
}

void xb_value_clear(struct xb_shell_value *word)
{
	free(word->bytes);
	free(word->places);
	*word = (struct xb_shell_value){0};
}
