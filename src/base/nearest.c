/* SPDX-License-Identifier: MIT */
#include "xenboot/base.h"

#include <string.h>

/* Longer than any name that is looked for; what is longer has no near name. */
enum { LONGEST = 64 };

static char fold(char byte)
{
	if (byte >= 'A' && byte <= 'Z')
		return (char)(byte - 'A' + 'a');
	return byte == '_' ? '-' : byte;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static uint64_t letter(char byte)
{
	unsigned folded = (unsigned char)fold(byte);

	return UINT64_C(1) << ((folded & 31) + (folded & 64 ? 0 : 32));
}

/* One bit for each letter, digit and mark in WORD. */
static uint64_t letters_of(const char *word, size_t length)
{
	uint64_t letters = 0;

	for (size_t i = 0; i < length; i++)
		letters |= letter(word[i]);
	return letters;
}

/* Are more than LIMIT bytes of NAME none of LETTERS? Each of them is wrong, whatever the others are. */
static bool is_foreign(const char *name, size_t length, uint64_t letters, size_t limit)
{
	size_t foreign = 0;

	for (size_t i = 0; i < length; i++) {
		foreign += !(letters & letter(name[i]));
		if (foreign > limit)
			return true;
	}
	return false;
}

/*
 * Letters to insert, drop, replace or swap with their neighbour to make A into B (the optimal
 * string alignment form of the Damerau-Levenshtein distance). Three rows are enough: a swap looks
 * back two. What is above LIMIT may come out as any number above it: where two rows in sequence are, all
 * that follow are.
 */
static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length, size_t limit)
{
	size_t rows[3][LONGEST + 1];
	size_t *before = rows[0], *last = rows[1], *row = rows[2];
	size_t last_best = 0, best;

	for (size_t j = 0; j <= b_length; j++)
		last[j] = before[j] = j;
	for (size_t i = 1; i <= a_length; i++) {
		size_t *spare = before;

		row[0] = best = i;
		for (size_t j = 1; j <= b_length; j++) {
			bool same = fold(a[i - 1]) == fold(b[j - 1]);

			row[j] = least(last[j], row[j - 1]) + 1;
			row[j] = least(row[j], last[j - 1] + !same);
			if (i > 1 && j > 1 && fold(a[i - 1]) == fold(b[j - 2]) &&
			    fold(a[i - 2]) == fold(b[j - 1]))
				row[j] = least(row[j], before[j - 2] + 1);
			best = least(best, row[j]);
		}
		if (best > limit && last_best > limit)
			return best;
		last_best = best;
		before = last;
		last = row;
		row = spare;
	}
	return last[b_length];
}

static bool begins_alike(const char *one, const char *other)
{
	return fold(one[0]) == fold(other[0]);
}

const char *xb_nearest(const char *word, const char *const *names)
{
	size_t word_length = strnlen(word, LONGEST + 1);
	size_t nearest = SIZE_MAX;
	const char *found = NULL;
	uint64_t letters;

	if (word_length > LONGEST)
		return NULL;
	letters = letters_of(word, word_length);
	for (; *names; names++) {
		size_t length = strnlen(*names, LONGEST + 1);
		size_t longer = word_length > length ? word_length : length;
		size_t limit = least(longer / 3, nearest);
		size_t wrong;

		/* So many letters are wrong at least: most names are refused by their length, or by
		 * the letters that the word has not. */
		if (length > LONGEST || longer - least(word_length, length) > limit ||
		    is_foreign(*names, length, letters, limit))
			continue;
		wrong = distance(word, word_length, *names, length, limit);
		/* Of equals the one that begins as the word does, for that letter is seldom wrong. */
		if (wrong <= longer / 3 &&
		    (wrong < nearest || (wrong == nearest && begins_alike(word, *names) &&
					 !begins_alike(word, found)))) {
			nearest = wrong;
			found = *names;
		}
	}
	return found;
}

static size_t length_without_digits(const char *word, size_t length)
{
	while (length && word[length - 1] >= '0' && word[length - 1] <= '9')
		length--;
	return length;
}

bool xb_is_slip(const char *word, const char *name)
{
	size_t word_length = strnlen(word, LONGEST + 1), length = strnlen(name, LONGEST + 1);
	size_t shorter = least(word_length, length), stem, limit;

	if (shorter < 4 || word_length > LONGEST || length > LONGEST)
		return false;
	stem = length_without_digits(word, word_length);
	if (word_length != stem && stem == length_without_digits(name, length) &&
	    distance(word, stem, name, stem, 0) == 0)
		return false;
	limit = shorter >= 8 && begins_alike(word, name) ? 2 : 1;
	return distance(word, word_length, name, length, limit) <= limit;
}

size_t xb_name_place(const void *items, size_t count, size_t size, const char *name, bool *found)
{
	size_t low = 0, high = count;

	*found = false;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		const char *item;
		int order;

		memcpy(&item, (const char *)items + middle * size, sizeof(item));
		order = strcmp(item, name);
		if (!order) {
			*found = true;
			return middle;
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
