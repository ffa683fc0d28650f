/* SPDX-License-Identifier: MIT */
/* Words of a script: quotes, backslashes, variables. */
#include "random-script.h"

static const char *const known[] = {"a", "b", "c", "d", "e", "f", "g", "m", "n"};
static const char *const absent[] = {"nosuch", "h", "q"};

const char *draw_known(void)
{
	return PICK(known);
}

const char *draw_variable(void)
{
	return chance(80) ? PICK(known) : PICK(absent);
}

static const char *const numbers[] = {
	"0", "1", "2", "10", "0x10", "9f", "ff", "0xff", "08", "010", "0x", "1000", "0x1000", "ffffffff",
	"100000000", "0x123456789", "7fffffff", "3g", "-1", "1,2", "x",
};

void draw_number(struct script *script)
{
	if (chance(70))
		fputs(PICK(numbers), script->out);
	else if (chance(60))
		fprintf(script->out, "${%s}", chance(70) ? (chance(50) ? "c" : "d") : draw_variable());
	else
		fprintf(script->out, "0x${%s}", draw_variable());
}

void draw_plain(struct script *script)
{
	static const char letters[] = "abcdexyz0123459";
	static const char marks[] = ",.=/:-_@%+<>[]*";

	for (unsigned left = between(1, 4); left > 0; left--) {
		putc(letters[below(sizeof letters - 1)], script->out);
		if (chance(8))
			putc(marks[below(sizeof marks - 1)], script->out);
	}
}

static void draw_value(struct script *script)
{
	static const char *const defaults[] = {"-w", "-p q", "+w", "-", "+"};

	if (chance(8))
		fputs("$?", script->out);
	else if (chance(45))
		fprintf(script->out, "$%s", draw_variable());
	else if (chance(88))
		fprintf(script->out, "${%s}", draw_variable());
	else
		fprintf(script->out, "${%s:%s}", draw_variable(), PICK(defaults));
}

/* What stands in double quotes; an apostrophe there opens a part of its own with the old parser. */
static void draw_double(struct script *script)
{
	static const char *const odd[] = {" ", "  ", "\\\"", "\\\\", "\\$", "\\x", ";", "#", " #", "|", "&", "$", "$1",
					  "(", "}", "*", "\\n"};

	putc('"', script->out);
	for (unsigned left = below(5); left > 0; left--) {
		if (chance(40))
			draw_plain(script);
		else if (chance(45))
			draw_value(script);
		else if (chance(3))
			fputs(chance(50) ? "'" : "\n", script->out);
		else
			fputs(PICK(odd), script->out);
	}
	putc('"', script->out);
}

static void draw_single(struct script *script)
{
	static const char *const odd[] = {" ", "  ", "\"", "\\\\", "\\x", "\\$", "${a}", "$b", ";", "#", " #", "|", "&&",
					  "\\\\\\\\", "{"};

	putc('\'', script->out);
	for (unsigned left = below(5); left > 0; left--) {
		if (chance(50))
			draw_plain(script);
		else if (chance(3))
			putc('\n', script->out);
		else
			fputs(PICK(odd), script->out);
	}
	putc('\'', script->out);
}

static void draw_bare(struct script *script)
{
	static const char *const odd[] = {"\\ ", "\\;", "\\#", "\\$", "\\\\", "\\\"", "\\'", "\\x", "$", "$$", "$1", "x#y",
					  "{", "}", "*", "!", "~", "^"};

	fputs(PICK(odd), script->out);
}

static void draw_piece(struct script *script)
{
	if (chance(40))
		draw_plain(script);
	else if (chance(45))
		draw_value(script);
	else if (chance(40))
		draw_double(script);
	else if (chance(55))
		draw_single(script);
	else
		draw_bare(script);
}

void draw_word(struct script *script)
{
	if (chance(1)) { /* a comment, or nearly one */
		fputs(chance(50) ? "#x" : "'#x'", script->out);
		return;
	}
	draw_piece(script);
	while (chance(18))
		draw_piece(script);
}

void draw_words(struct script *script, unsigned low, unsigned high)
{
	for (unsigned left = between(low, high); left > 0; left--) {
		putc(' ', script->out);
		draw_word(script);
	}
}
