/* SPDX-License-Identifier: MIT */
/* Chance, and text of it. */
#include <stdarg.h>
#include <stdlib.h>

#include "random.h"

/* ---- Chance ------------------------------------------------------------------------------------- */

/* SplitMix64: small, and its numbers are the same everywhere. */
static uint64_t state;

void random_seed(uint64_t seed)
{
	state = seed;
}

static uint64_t draw(void)
{
	uint64_t z = state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}

unsigned below(size_t count)
{
	return (unsigned)(draw() % count);
}

unsigned between(unsigned low, unsigned high)
{
	return low + below(high - low + 1);
}

bool chance(unsigned percent)
{
	return below(100) < percent;
}

/* ---- Text --------------------------------------------------------------------------------------- */

void add(struct text *text, const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(text->bytes + text->length, TEXT_MAX - text->length, format, arguments);
	va_end(arguments);
	if (length < 0 || (size_t)length >= TEXT_MAX - text->length) {
		fprintf(stderr, "random-profile: a text is longer than %d\n", TEXT_MAX);
		exit(2);
	}
	text->length += (size_t)length;
}

static const char *const odd_pieces[] = {
	"a",  "B7", "-",  "x9", "'",  "\\", "$x", "${y}", "$$", ";", "#", "&", "&&", "|",  "(", ")",
	"{",  "}",  "*",  "?",  "!",  "~",  "%",  "@",    "^",  "`", "<", ">", "[",  "]",  ",", "=",
	":",  "/",  "ü",  "\\n", "''", "\\\\", "{{", "}}", "--", "%s", "0x1", "=a",
};

void add_odd(struct text *text, bool blanks)
{
	add(text, "%c", 'a' + (int)below(26));
	for (unsigned left = between(0, 6); left > 0; left--) {
		add(text, "%s", PICK(odd_pieces));
		if (blanks && chance(15))
			add(text, " %c", 'a' + (int)below(26));
	}
}

/* ---- Files -------------------------------------------------------------------------------------- */

void print_text(FILE *out, const char *text)
{
	putc('\'', out);
	for (; *text; text++) {
		if (*text == '\'')
			putc('\'', out);
		putc(*text, out);
	}
	putc('\'', out);
}

FILE *create(const char *name, const char *suffix)
{
	struct text path = {"", 0};
	FILE *out;

	add(&path, "%s%s", name, suffix);
	out = fopen(path.bytes, "w");
	if (!out) {
		perror(path.bytes);
		exit(2);
	}
	return out;
}

void finish(FILE *out)
{
	if (ferror(out) | fclose(out)) {
		perror("random-profile");
		exit(2);
	}
}
