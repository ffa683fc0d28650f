/* SPDX-License-Identifier: MIT */
/* Command lines of Xen and of Linux. */
#include <stdlib.h>
#include <string.h>

#include "random.h"

/* What an option may be set to; "" is the bare word. */
struct option {
	const char *name;
	const char *values[4];
};

static const struct option xen_options[] = {
	{"loglvl", {"all", "info", "info/debug"}}, /* less would hide the banks */
	{"guest_loglvl", {"all", "none/warning"}},
	{"sched", {"credit", "credit2"}},
	{"vwfi", {"native", "trap"}},
	{"console_timestamps", {"boot", "none", "date"}},
	{"sync_console", {"", "true"}},
	{"conring_size", {"64K", "128k", "32768B"}},
	{"timer_slop", {"10000"}},
	{"maxcpus", {"1", "2"}},
	{"hmp-unsafe", {"", "0"}},
	{"gnttab_max_frames", {"32", "64"}},
};
static const struct option linux_options[] = {
	{"loglevel", {"3", "7", "8"}},
	{"quiet", {""}},
	{"nokaslr", {""}},
	{"clk_ignore_unused", {""}},
	{"earlycon", {"xen"}},
	{"earlyprintk", {"xen"}},
	{"cma", {"0", "16M", "32M"}},
	{"maxcpus", {"1", "2"}},
	{"mitigations", {"off"}},
	{"audit", {"0"}},
	{"net.ifnames", {"0"}},
	{"printk.time", {"0", "1"}},
	{"systemd.unit", {"rescue.target"}},
};

/* ---- Drawing ------------------------------------------------------------------------------------ */

struct word *add_word(struct line *line, const char *name)
{
	struct word *word = &line->words[line->count++];

	if (line->count > WORDS_MAX) {
		fprintf(stderr, "random-profile: more than %d words\n", WORDS_MAX);
		exit(2);
	}
	word->name = name;
	return word;
}

void add_option(struct line *line, const char *name, const char *value)
{
	add(&add_word(line, name)->value, "%s", value);
}

/* Some of all but BUT, which may be NULL. */
static void add_some(struct line *line, const struct option *options, size_t count, const char *but)
{
	for (size_t i = 0; i < count; i++) {
		unsigned values = 0;

		while (values < COUNT(options[i].values) && options[i].values[values])
			values++;
		if (chance(20) && !(but && strcmp(options[i].name, but) == 0))
			add_option(line, options[i].name, options[i].values[below(values)]);
	}
}

void draw_odd_words(struct line *line, bool blanks)
{
	static const char *const names[] = {"xb.one", "xb.two", "xb.three", "xb.four", "xb.five"};

	for (size_t i = 0; i < COUNT(names); i++)
		if (chance(45))
			add_odd(&add_word(line, names[i])->value, blanks);
}

void draw_xen_words(struct line *line, bool all_cpus)
{
	add_some(line, xen_options, COUNT(xen_options), all_cpus ? "maxcpus" : NULL);
	draw_odd_words(line, false);
	shuffle(line);
	if (chance(40)) {
		add(&line->extra, "xb.extra=\"");
		add_odd(&line->extra, true);
		add(&line->extra, "\"");
	}
}

void draw_linux_line(struct line *line, const char *console)
{
	struct word *word = add_word(line, "console");

	/* The last one is the console of /init. */
	if (chance(20)) {
		add(&word->value, "ttyAMA0");
		add(&word->second, "%s", console);
	} else {
		add(&word->value, "%s", console);
	}
	add_option(line, "panic", "1");
	add_option(line, "root", "/dev/ram0");
	add_some(line, linux_options, COUNT(linux_options), NULL);
	draw_odd_words(line, true);
	shuffle(line);
	if (chance(40)) {
		add(&line->extra, "xb.extra=\"");
		add_odd(&line->extra, true);
		add(&line->extra, "\" xb.last=");
		add_odd(&line->extra, false);
	}
}

void shuffle(struct line *line)
{
	for (unsigned i = line->count; i > 1; i--) {
		unsigned k = below(i);
		struct word kept = line->words[k];

		line->words[k] = line->words[i - 1];
		line->words[i - 1] = kept;
	}
}

void draw_inheritance(struct line *line)
{
	line->inherited = between(0, line->count);
	for (unsigned i = 0; i < line->inherited; i++)
		line->words[i].overridden = chance(30) && line->words[i].value.length > 0;
}

/* ---- The line that is meant --------------------------------------------------------------------- */

/* Linux takes a blank into a value that stands in quotes; Xen's have none. */
static void print_word(FILE *out, const struct word *word, const struct text *value)
{
	const char *quote = strchr(value->bytes, ' ') ? "\"" : "";

	if (value->length > 0)
		fprintf(out, "%s=%s%s%s", word->name, quote, value->bytes, quote);
	else
		fputs(word->name, out);
}

void print_line(FILE *out, const struct line *line)
{
	for (unsigned i = 0; i < line->count; i++) {
		const struct word *word = &line->words[i];

		fputs(i > 0 ? " " : "", out);
		print_word(out, word, &word->value);
		if (word->second.length > 0) {
			putc(' ', out);
			print_word(out, word, &word->second);
		}
	}
	if (line->extra.length > 0)
		fprintf(out, " %s", line->extra.bytes);
}

/* ---- In a profile ------------------------------------------------------------------------------- */

static void print_value(FILE *out, const struct word *word, const char *indent)
{
	fprintf(out, "%s  %s: ", indent, word->name);
	if (word->second.length > 0)
		fputs("[", out);
	if (word->value.length > 0)
		print_text(out, word->value.bytes);
	else
		fputs("true", out);
	if (word->second.length > 0) {
		fputs(", ", out);
		print_text(out, word->second.bytes);
		fputs("]", out);
	}
	putc('\n', out);
}

void print_base_options(FILE *out, const struct line *line)
{
	fputs("  options:\n    xb.gone: base\n", out);
	for (unsigned i = 0; i < line->inherited; i++)
		if (line->words[i].overridden)
			fprintf(out, "    %s: '1'\n", line->words[i].name);
		else
			print_value(out, &line->words[i], "  ");
}

void print_options(FILE *out, const struct line *line, const char *indent, bool extends)
{
	fprintf(out, "%soptions:\n", indent);
	/* Overridden words keep the base's places: the order here is to be without effect. */
	for (unsigned i = line->inherited; i > 0; i--)
		if (line->words[i - 1].overridden)
			print_value(out, &line->words[i - 1], indent);
	for (unsigned i = line->inherited; i < line->count; i++)
		print_value(out, &line->words[i], indent);
	if (extends)
		fprintf(out, "%s  xb.gone: ~\n", indent);
	if (line->extra.length > 0) {
		fprintf(out, "%sextra: ", indent);
		print_text(out, line->extra.bytes);
		putc('\n', out);
	}
}
