/* SPDX-License-Identifier: MIT */
#include "import/pattern.h"

#include "import/releases.h"
#include "xenboot/base.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum kind {
	CHARACTER,
	ANY,
	SET,
	NOT_SET,
	SPACE,
	NOT_SPACE,
	DIGIT,
	BEGIN,
	FINISH,
	OPEN,
	CLOSE,
	REPEAT,	  /* the body any number of times */
	OPTIONAL, /* the body once or not at all */
	EITHER,	  /* the body, else the other one */
};
/* What one thing after the other is matched by. */
struct sequence {
	struct item *items;
	size_t count, capacity;
};
struct item {
	enum kind kind;
	char character;
	unsigned group;
	bool members[256]; /* of a set */
	bool lazy, once;   /* of a repetition: as little as will do; at least once */
	struct sequence body, other;
};
struct xb_pattern {
	struct sequence sequence;
	bool at_begin; /* it begins with '^', and nowhere else is looked */
	bool at_end;   /* behind the last character is looked, too */
};

static void sequence_clear(struct sequence *sequence)
{
	for (size_t i = 0; i < sequence->count; i++) {
		sequence_clear(&sequence->items[i].body);
		sequence_clear(&sequence->items[i].other);
	}
	free(sequence->items);
	*sequence = (struct sequence){0};
}

void xb_pattern_free(struct xb_pattern *pattern)
{
	if (!pattern)
		return;
	sequence_clear(&pattern->sequence);
	free(pattern);
}

/* ---- Reading ---- */

struct reader {
	const char *at;
	const char *error;
	unsigned groups, depth, items;
	bool ranges; /* in sets, and \s means something there */
};
/* More is in no script, and U-Boot's own limit is about there. */
enum { MOST_ITEMS = 250, MOST_DEPTH = 16 };

static struct item *add(struct reader *reader, struct sequence *sequence, enum kind kind)
{
	sequence->items = xb_grow(sequence->items, &sequence->capacity, sequence->count, sizeof(*sequence->items));
	sequence->items[sequence->count] = (struct item){.kind = kind};
	if (++reader->items > MOST_ITEMS)
		reader->error = "RE is too long (code overflow)";
	return &sequence->items[sequence->count++];
}

/* What stands behind a backslash. */
static const struct {
	char letter, character;
	enum kind kind;
} escapes[] = {
	{'n', '\n', CHARACTER}, {'r', '\r', CHARACTER}, {'t', '\t', CHARACTER},
	{'S', 0, NOT_SPACE},    {'s', 0, SPACE},        {'d', 0, DIGIT},
};

static enum kind read_escape(struct reader *reader, char *character)
{
	const char letter = *reader->at;

	reader->at += letter != '\0';
	*character = letter;
	for (size_t i = 0; i < XB_COUNT(escapes); i++)
		if (escapes[i].letter == letter) {
			*character = escapes[i].character;
			return escapes[i].kind;
		}
	return CHARACTER;
}

static bool is_kind(enum kind kind, char character)
{
	const unsigned char c = (unsigned char)character;

	return kind == SPACE ? isspace(c) : kind == NOT_SPACE ? !isspace(c) : isdigit(c) != 0;
}

static void add_members(struct item *item, enum kind kind, char character)
{
	for (unsigned c = 0; c < XB_COUNT(item->members); c++)
		if (kind == CHARACTER ? (char)c == character : is_kind(kind, (char)c))
			item->members[c] = true;
}

/* Before FROM's range ends, with the '-' read: false: it is none. */
static bool read_range(struct reader *reader, struct item *item, char from, bool any)
{
	if (!reader->ranges || !any || *reader->at == ']' || !*reader->at)
		return false;
	for (unsigned c = (unsigned char)from; c <= (unsigned char)*reader->at; c++)
		item->members[c] = true;
	reader->at++;
	return true;
}

static void read_set(struct reader *reader, struct sequence *sequence)
{
	const bool negated = *reader->at == '^';
	struct item *item = add(reader, sequence, negated ? NOT_SET : SET);
	char last = '\0';
	bool any = false;

	reader->at += negated;
	while (*reader->at && *reader->at != ']') {
		enum kind kind = CHARACTER;
		char character = *reader->at++;

		if (character == '-' && read_range(reader, item, last, any))
			continue;
		if (character == '\\')
			kind = read_escape(reader, &character);
		if (kind == CHARACTER || reader->ranges)
			add_members(item, kind, character);
		last = character;
		any = true;
	}
	if (*reader->at)
		reader->at++;
	else
		reader->error = "No closing ']' bracket";
}

/* From item FROM on, all becomes the body of one of KIND. */
static struct item *wrap(struct reader *reader, struct sequence *sequence, size_t from, enum kind kind)
{
	struct sequence body = {0};
	struct item *item;

	for (size_t i = from; i < sequence->count; i++)
		*add(reader, &body, CHARACTER) = sequence->items[i];
	sequence->count = from;
	item = add(reader, sequence, kind);
	item->body = body;
	return item;
}

static void read_repetition(struct reader *reader, struct sequence *sequence, size_t last, char mark)
{
	struct item *item;

	if (last >= sequence->count) {
		reader->error = "nothing to repeat";
		return;
	}
	item = wrap(reader, sequence, last, mark == '?' ? OPTIONAL : REPEAT);
	if (mark == '?')
		return;
	item->once = mark == '+';
	item->lazy = *reader->at == '?';
	reader->at += item->lazy;
}

static void read_alternatives(struct reader *reader, struct sequence *sequence);

static void read_group(struct reader *reader, struct sequence *sequence)
{
	const unsigned group = ++reader->groups;

	add(reader, sequence, OPEN)->group = group;
	if (++reader->depth > MOST_DEPTH)
		reader->error = "RE is too long (code overflow)";
	else
		read_alternatives(reader, sequence);
	reader->depth--;
	if (*reader->at == ')')
		reader->at++;
	else if (!reader->error)
		reader->error = "No closing bracket";
	add(reader, sequence, CLOSE)->group = group;
}

static void read_character(struct reader *reader, struct sequence *sequence, char character)
{
	enum kind kind = CHARACTER;

	if (character == '\\')
		kind = read_escape(reader, &character);
	else if (character == '.')
		kind = ANY;
	add(reader, sequence, kind)->character = character;
}

/* What was read since FROM, or since the '|' before, is an alternative. */
static void end_alternative(struct sequence *sequence, size_t from)
{
	struct item *either = from < sequence->count ? &sequence->items[from] : NULL;

	if (!either || either->kind != EITHER || either->other.count)
		return;
	for (size_t i = from + 1; i < sequence->count; i++) {
		struct sequence *other = &either->other;

		other->items = xb_grow(other->items, &other->capacity, other->count, sizeof(*other->items));
		other->items[other->count++] = sequence->items[i];
	}
	sequence->count = from + 1;
}

/* Up to a ')' or the end. */
static void read_alternatives(struct reader *reader, struct sequence *sequence)
{
	const size_t from = sequence->count;
	size_t last = from;

	while (*reader->at && *reader->at != ')' && !reader->error) {
		const char character = *reader->at++;

		if (strchr("*+?", character)) {
			read_repetition(reader, sequence, last, character);
			continue;
		}
		if (character == '|') {
			end_alternative(sequence, from);
			wrap(reader, sequence, from, EITHER);
			last = sequence->count;
			continue;
		}
		if (character == '^' || character == '$') {
			add(reader, sequence, character == '^' ? BEGIN : FINISH);
			continue;
		}
		last = sequence->count;
		if (character == '(')
			read_group(reader, sequence);
		else if (character == '[')
			read_set(reader, sequence);
		else
			read_character(reader, sequence, character);
	}
	end_alternative(sequence, from);
}

struct xb_pattern *xb_pattern_new(const char *text, unsigned release, const char **error)
{
	const bool newer = xb_release_has(release, XB_TRAIT_PATTERN_RANGES);
	struct reader reader = {.at = text, .ranges = newer};
	struct xb_pattern *pattern = xb_alloc(sizeof(*pattern));

	pattern->at_begin = !newer && *text == '^';
	pattern->at_end = newer;
	add(&reader, &pattern->sequence, OPEN);
	read_alternatives(&reader, &pattern->sequence);
	if (*reader.at && !reader.error)
		reader.error = "Unbalanced brackets";
	add(&reader, &pattern->sequence, CLOSE);
	*error = reader.error;
	if (!reader.error)
		return pattern;
	xb_pattern_free(pattern);
	return NULL;
}

/* ---- Matching ---- */

struct matcher {
	const char *text;
	size_t length;
	size_t steps; /* that are left */
};
#define MOST_STEPS ((size_t)1 << 16)

/* Match from item FROM of SEQUENCE on, at *offset, which moves on. MATCHES may be NULL. */
static bool match(struct matcher *matcher, const struct sequence *sequence, size_t from, size_t *offset,
		  struct xb_match *matches);

/* As often as the rest of SEQUENCE, behind item I, can do with. */
static void match_most(struct matcher *matcher, const struct sequence *sequence, size_t i, size_t *offset)
{
	size_t good = *offset;

	while (matcher->steps && match(matcher, &sequence->items[i].body, 0, offset, NULL)) {
		const size_t here = *offset;

		if (match(matcher, sequence, i + 1, offset, NULL))
			good = here;
		*offset = here;
	}
	*offset = good;
}

/* As seldom. */
static void match_least(struct matcher *matcher, const struct sequence *sequence, size_t i, size_t *offset)
{
	size_t here = *offset;

	while (matcher->steps && match(matcher, &sequence->items[i].body, 0, offset, NULL)) {
		here = *offset;
		if (match(matcher, sequence, i + 1, offset, NULL))
			break;
	}
	*offset = here;
}

static bool match_repeated(struct matcher *matcher, const struct sequence *sequence, size_t i, size_t *offset,
			   struct xb_match *matches)
{
	const struct item *item = &sequence->items[i];

	if (item->once && !match(matcher, &item->body, 0, offset, matches))
		return false;
	if (item->lazy)
		match_least(matcher, sequence, i, offset);
	else
		match_most(matcher, sequence, i, offset);
	return true;
}

static bool match_character(const struct matcher *matcher, const struct item *item, size_t *offset)
{
	const char c = *offset < matcher->length ? matcher->text[*offset] : '\0';

	if (*offset == matcher->length)
		return false;
	switch (item->kind) {
	case CHARACTER:
		if (c != item->character)
			return false;
		break;
	case SET:
	case NOT_SET:
		if (item->members[(unsigned char)c] != (item->kind == SET))
			return false;
		break;
	case SPACE:
	case NOT_SPACE:
	case DIGIT:
		if (!is_kind(item->kind, c))
			return false;
		break;
	default: /* any */
		break;
	}
	++*offset;
	return true;
}

static bool match_item(struct matcher *matcher, const struct sequence *sequence, size_t i, size_t *offset,
		       struct xb_match *matches)
{
	const struct item *item = &sequence->items[i];
	const size_t here = *offset;
	struct xb_match *group = matches && item->group < XB_PATTERN_GROUPS ? &matches[item->group] : NULL;

	switch (item->kind) {
	case BEGIN:
		return *offset == 0;
	case FINISH:
		return *offset == matcher->length;
	case OPEN:
		if (group)
			group->text = matcher->text + *offset;
		return true;
	case CLOSE:
		if (group)
			group->length = (size_t)(matcher->text + *offset - group->text);
		return true;
	case REPEAT:
		return match_repeated(matcher, sequence, i, offset, matches);
	case OPTIONAL:
		if (!match(matcher, &item->body, 0, offset, matches))
			*offset = here;
		return true;
	case EITHER:
		if (match(matcher, &item->body, 0, offset, matches))
			return true;
		*offset = here;
		return match(matcher, &item->other, 0, offset, matches);
	default:
		return match_character(matcher, item, offset);
	}
}

static bool match(struct matcher *matcher, const struct sequence *sequence, size_t from, size_t *offset,
		  struct xb_match *matches)
{
	for (size_t i = from; i < sequence->count; i++) {
		if (!matcher->steps)
			return false;
		matcher->steps--;
		if (!match_item(matcher, sequence, i, offset, matches))
			return false;
	}
	return true;
}

enum xb_match_result xb_pattern_match(const struct xb_pattern *pattern, const char *text, size_t length,
				      struct xb_match matches[XB_PATTERN_GROUPS])
{
	struct matcher matcher = {.text = text, .length = length, .steps = MOST_STEPS};
	const size_t end = pattern->at_begin ? 1 : length + pattern->at_end;
	bool found = false;

	memset(matches, 0, XB_PATTERN_GROUPS * sizeof(*matches));
	for (size_t i = 0; i < end && !found; i++) {
		size_t offset = i;

		found = match(&matcher, &pattern->sequence, 0, &offset, matches);
	}
	if (!matcher.steps)
		return XB_MATCH_ENDLESS;
	return found ? XB_MATCH_FOUND : XB_MATCH_NONE;
}
