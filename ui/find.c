/* SPDX-License-Identifier: MIT */
#include "ui/find.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

void ui_words_split(struct ui_words *words, const char *typed)
{
	char *state = NULL;

	*words = (struct ui_words){.text = xb_strdup(typed)};
	for (char *c = words->text; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	for (char *word = strtok_r(words->text, " \t", &state);
	     word && words->count < XB_COUNT(words->items); word = strtok_r(NULL, " \t", &state))
		words->items[words->count++] = word;
}

void ui_words_clear(struct ui_words *words)
{
	free(words->text);
}

const char *ui_find_text(const char *text, const char *word)
{
	for (; *text; text++) {
		size_t i = 0;

		while (word[i] && tolower((unsigned char)text[i]) == tolower((unsigned char)word[i]))
			i++;
		if (!word[i])
			return text;
	}
	return NULL;
}

int ui_words_match(const struct ui_words *words, const char *const *texts)
{
	int worst = 0;

	for (size_t i = 0; i < words->count; i++) {
		int place = 0;

		while (texts[place] && !ui_find_text(texts[place], words->items[i]))
			place++;
		if (!texts[place])
			return -1;
		worst = place > worst ? place : worst;
	}
	return worst;
}
