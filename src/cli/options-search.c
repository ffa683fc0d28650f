/* SPDX-License-Identifier: MIT */
/*
 * The search among options. The text as a whole is one pattern; where it does not fit, each of its
 * words must, so that "cpu pin" finds dom0_vcpus_pin.
 */
#include <ctype.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "cli/options-search.h"

/* What makes an answer worse. A place counts as much as two steps of rank. */
enum {
	PER_PLACE = 2,
	PER_RANK = 1,
	ONLY_WORDS = 2, /* the words were found, but not as they stand */
	PER_SCOPE = 2,  /* this is about booting Xen: what others read comes later */
	NOT_ON_ARM = 6,
	RANK_MAX = 5,
};

struct cli_search {
	regex_t *patterns; /* the whole, then its words when there are several */
	size_t count;
};

/* ---- Where a pattern is found ---------------------------------------------------------------- */

static bool fits(const char *text, const regex_t *pattern)
{
	return text && regexec(pattern, text, 0, NULL, 0) == 0;
}

static bool fits_whole(const char *text, const regex_t *pattern)
{
	regmatch_t match;

	return regexec(pattern, text, 1, &match, 0) == 0 && match.rm_so == 0 &&
	       (size_t)match.rm_eo == strlen(text);
}

static bool any_name(const struct xb_option *option, const regex_t *pattern,
		     bool (*good)(const char *text, const regex_t *pattern))
{
	for (size_t i = 0; i < option->aliases.count; i++)
		if (good(option->aliases.items[i].text, pattern))
			return true;
	return good(option->name.text, pattern);
}

static bool is_name(const struct xb_option *option, const regex_t *pattern)
{
	return any_name(option, pattern, fits_whole);
}

static bool in_name(const struct xb_option *option, const regex_t *pattern)
{
	return any_name(option, pattern, fits);
}

static bool in_summary(const struct xb_option *option, const regex_t *pattern)
{
	return fits(option->summary.text, pattern);
}

static bool in_help(const struct xb_option *option, const regex_t *pattern)
{
	for (size_t i = 0; i < option->choice_count; i++)
		if (fits(option->choices[i].value.text, pattern) ||
		    fits(option->choices[i].help.text, pattern))
			return true;
	return fits(option->help.text, pattern);
}

static void put_squeezed(const char *text, struct xb_buf *out)
{
	for (; text && *text; text++)
		if (!isspace((unsigned char)*text) && *text != '-' && *text != '_')
			xb_buf_putc(out, *text);
	xb_buf_putc(out, '\n');
}

/* "realtime" for "real time", "dom0mem" for "dom0_mem". */
static bool in_squeezed(const struct xb_option *option, const regex_t *pattern)
{
	struct xb_buf text = {0};
	bool found;

	put_squeezed(option->name.text, &text);
	put_squeezed(option->summary.text, &text);
	put_squeezed(option->help.text, &text);
	found = fits(text.data, pattern);
	xb_buf_clear(&text);
	return found;
}

/* Where a pattern is looked for, the best place first. */
static bool (*const places[])(const struct xb_option *option, const regex_t *pattern) = {
	is_name, in_name, in_summary, in_help, in_squeezed};

/* How good a place has it; XB_COUNT(places): none. */
static size_t place_of(const struct xb_option *option, const regex_t *pattern)
{
	size_t place = 0;

	while (place < XB_COUNT(places) && !places[place](option, pattern))
		place++;
	return place;
}

/* ---- How good an answer is ------------------------------------------------------------------- */

/* The worst place of the patterns from FIRST on. */
static size_t worst_place(const struct cli_search *search, size_t first, size_t end,
			  const struct xb_option *option)
{
	size_t worst = 0;

	for (size_t i = first; i < end && worst < XB_COUNT(places); i++) {
		size_t place = place_of(option, &search->patterns[i]);

		worst = place > worst ? place : worst;
	}
	return worst;
}

static bool is_on_arm(const struct xb_option *option)
{
	return xb_option_on_arch(option, "arm64") || xb_option_on_arch(option, "arm32");
}

uint32_t cli_search_distance(const struct cli_search *search, const struct xb_option *option)
{
	size_t place = worst_place(search, 0, 1, option);
	uint32_t distance = 0;

	if (place == XB_COUNT(places) && search->count > 1) {
		place = worst_place(search, 1, search->count, option);
		distance = ONLY_WORDS;
	}
	if (place == XB_COUNT(places))
		return CLI_SEARCH_NONE;
	distance += (uint32_t)place * PER_PLACE;
	if (option->rank.value < RANK_MAX)
		distance += (uint32_t)(RANK_MAX - option->rank.value) * PER_RANK;
	distance += (uint32_t)option->scope * PER_SCOPE;
	return is_on_arm(option) ? distance : distance + NOT_ON_ARM;
}

/* ---- From text ------------------------------------------------------------------------------- */

static int add_pattern(struct cli_search *search, const char *text)
{
	int error = regcomp(&search->patterns[search->count], text, REG_EXTENDED | REG_ICASE);

	search->count += !error;
	return error;
}

/* The words of TEXT behind the whole. Where one alone is no pattern, TEXT was meant as a whole. */
static void add_words(struct cli_search *search, const char *text)
{
	char *words = xb_strdup(text), *rest = NULL;
	int error = 0;

	for (char *word = strtok_r(words, " \t\n", &rest); word && !error;
	     word = strtok_r(NULL, " \t\n", &rest))
		error = add_pattern(search, word);
	while (error && search->count > 1)
		regfree(&search->patterns[--search->count]);
	free(words);
}

struct cli_search *cli_search_new(struct cli *cli, const char *text)
{
	struct cli_search *search = xb_alloc(sizeof(*search));
	char problem[128];
	int error;

	search->patterns = xb_alloc((strlen(text) / 2 + 2) * sizeof(*search->patterns));
	error = add_pattern(search, text);
	if (!error) {
		add_words(search, text);
		return search;
	}
	regerror(error, &search->patterns[0], problem, sizeof(problem));
	cli_usage(cli, NULL, "--search: '%s': %s", text, problem);
	cli_search_free(search);
	return NULL;
}

void cli_search_free(struct cli_search *search)
{
	if (!search)
		return;
	for (size_t i = 0; i < search->count; i++)
		regfree(&search->patterns[i]);
	free(search->patterns);
	free(search);
}
