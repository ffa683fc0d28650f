/* SPDX-License-Identifier: MIT */
#include "diagnose/branch.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "diagnose/pattern.h"
#include "xenboot/base.h"

/* ---- Taking a pattern apart ------------------------------------------------------------------ */

/* Does PATTERN refer to its groups by number? */
static bool has_references(const char *pattern)
{
	for (const char *at = pattern; (at = strchr(at, '\\')) && at[1]; at += 2)
		if (isdigit((unsigned char)at[1]))
			return true;
	return false;
}

/* May what is from AT to END be matched without what stands before it? Anchors look back: ^, and what
 * GNU's library makes of an escaped letter or quote. */
static bool stands_alone(const char *at, const char *end)
{
	while (at < end) {
		if (*at == '^' || (*at == '\\' && !xb_pattern_is_plain(at)))
			return false;
		at = *at == '[' ? xb_pattern_skip_atom(at) : at + 1 + (*at == '\\');
	}
	return true;
}

static size_t count_groups(const char *at, const char *end)
{
	size_t count = 0;

	while (at < end) {
		count += *at == '(';
		at = *at == '[' ? xb_pattern_skip_atom(at) : at + 1 + (*at == '\\');
	}
	return count;
}

/* Behind the plain characters that begin the alternative from AT to END, which are added to PREFIX. */
static const char *skip_prefix(const char *at, const char *end, struct xb_buf *prefix)
{
	while (at < end && xb_pattern_is_plain(at)) {
		const char *behind = xb_pattern_skip_atom(at);

		if (*behind && strchr("*+?{", *behind))
			break;
		at += *at == '\\';
		xb_buf_add(prefix, at, (size_t)(behind - at));
		at = behind;
	}
	return at;
}

static char *copy_of(const char *at, const char *end)
{
	return xb_format("%.*s", (int)(end - at), at);
}

static struct xb_branch branch_of(const char *at, const char *end, size_t groups)
{
	struct xb_branch branch = {.groups = groups};
	struct xb_buf prefix = {0};
	const char *rest = skip_prefix(at, end, &prefix);

	if (!prefix.length || !stands_alone(rest, end)) {
		prefix.length = 0;
		branch.rest = copy_of(at, end);
	} else if (rest < end) {
		branch.rest = xb_format("^%.*s", (int)(end - rest), rest);
	}
	branch.prefix = xb_format("%.*s", (int)prefix.length, prefix.length ? prefix.data : "");
	xb_buf_clear(&prefix);
	return branch;
}

void xb_branches_add(const char *pattern, struct xb_branch **branches, size_t *count,
		     size_t *capacity)
{
	const char *end = pattern + strlen(pattern), *at = pattern, *stop;
	bool whole = has_references(pattern);
	size_t groups = 0;

	do {
		stop = whole ? end : xb_pattern_alternative_end(at, end);
		*branches = xb_grow(*branches, capacity, *count, sizeof(**branches));
		(*branches)[(*count)++] = whole ? (struct xb_branch){.prefix = xb_strdup(""),
								     .rest = copy_of(at, stop)}
						: branch_of(at, stop, groups);
		groups += count_groups(at, stop);
		at = stop + 1;
	} while (stop < end);
}

/* ---- Matching ---------------------------------------------------------------------------------- */

/* The rest in what begins at AT of LINE; caught[0] begins where it begins. */
static bool rest_matches(struct xb_branch *branch, const char *line, const char *at,
			 regmatch_t caught[XB_CAUGHT_MAX])
{
	regmatch_t groups[XB_CAUGHT_MAX];
	regoff_t shift = (regoff_t)(at - line);

	branch->uses++;
	if (!branch->compiled)
		regcomp(&branch->expression, branch->rest, REG_EXTENDED);
	branch->compiled = true;
	if (regexec(&branch->expression, at, XB_CAUGHT_MAX, groups, 0) != 0)
		return false;
	for (size_t i = 0; i < XB_CAUGHT_MAX; i++) {
		size_t place = i ? i + branch->groups : 0;

		if (place >= XB_CAUGHT_MAX || groups[i].rm_so < 0)
			continue;
		caught[place].rm_so = groups[i].rm_so + shift;
		caught[place].rm_eo = groups[i].rm_eo + shift;
	}
	return true;
}

bool xb_branch_finds(struct xb_branch *branch, const char *line, regmatch_t caught[XB_CAUGHT_MAX])
{
	size_t length = strlen(branch->prefix);

	for (size_t i = 0; i < XB_CAUGHT_MAX; i++)
		caught[i] = (regmatch_t){-1, -1};
	if (!length && branch->rest)
		return rest_matches(branch, line, line, caught);
	for (const char *at = line; (at = strstr(at, branch->prefix)); at++) {
		caught[0].rm_eo = (regoff_t)(at - line) + (regoff_t)length;
		if (branch->rest && !rest_matches(branch, line, at + length, caught))
			continue;
		caught[0].rm_so = (regoff_t)(at - line);
		return true;
	}
	return false;
}

void xb_branch_discard(struct xb_branch *branch)
{
	if (branch->compiled)
		regfree(&branch->expression);
	branch->compiled = false;
}

void xb_branch_clear(struct xb_branch *branch)
{
	xb_branch_discard(branch);
	free(branch->prefix);
	free(branch->rest);
}
