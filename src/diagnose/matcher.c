/* SPDX-License-Identifier: MIT */
#include "diagnose/matcher.h"

#include <stdlib.h>
#include <string.h>

/*
 * A reader of extended regular expressions (POSIX, XBD 9.4) that knows as much of them as is needed
 * to find plain text in one. It is given what regcomp takes; whatever is not sure to be plain is none.
 */

/* Behind [:alpha:], [=a=] or [.a.] at AT; behind its first byte where it is none of them. */
static const char *skip_bracket_item(const char *at)
{
	char end[] = {at[1], ']', '\0'};
	const char *found;

	if (at[0] != '[' || !at[1] || !strchr(":=.", at[1]))
		return at + 1;
	found = strstr(at + 2, end);
	return found ? found + 2 : at + 1;
}

/* Behind the bracket expression at AT. A ] that comes first in it is one of its characters. */
static const char *skip_bracket(const char *at)
{
	at += at[1] == '^' ? 2 : 1;
	if (*at == ']')
		at++;
	while (*at && *at != ']')
		at = skip_bracket_item(at);
	return at + (*at == ']');
}

static const char *skip_character(const char *at)
{
	size_t length = xb_utf8_length(at, strnlen(at, 4));

	if (at[0] == '\\' && at[1])
		return skip_character(at + 1);
	return at + (length ? length : 1);
}

/* Behind the character, escape, bracket expression or group at AT. */
static const char *skip_atom(const char *at)
{
	unsigned depth = 0;

	do {
		depth += *at == '(';
		depth -= *at == ')' && depth;
		at = *at == '[' ? skip_bracket(at) : skip_character(at);
	} while (depth && *at);
	return at;
}

/* Behind all that says how often the atom before AT comes; *optional: perhaps not at all. */
static const char *skip_repeats(const char *at, bool *optional)
{
	for (*optional = false; *at && strchr("*+?{", *at); at++) {
		const char *close = *at == '{' ? strchr(at, '}') : NULL;

		*optional |= *at != '+';
		at = close ? close : at;
	}
	return at;
}

/* The end of the alternative that begins at AT: the | behind it, or END. */
static const char *alternative_end(const char *at, const char *end)
{
	while (at < end && *at != '|')
		at = skip_atom(at);
	return at;
}

/* Does the atom at AT stand for itself? An escaped letter, digit or quote may mean anything. */
static bool is_plain(const char *at)
{
	static const char special[] = "^$.[]()|{}*+?\\";

	return at[0] == '\\' ? at[1] && strchr(special, at[1]) : !strchr(special, at[0]);
}

/* Is the whole of PATTERN plain texts with | between them? */
static bool is_plain_throughout(const char *pattern)
{
	for (const char *at = pattern; *at; at = skip_atom(at)) {
		bool bar = *at == '|' && at > pattern && at[-1] != '|' && at[1];

		if (!bar && !is_plain(at))
			return false;
	}
	return true;
}

/* Texts of which every match holds one. */
struct literal_set {
	char **texts;
	size_t count, capacity;
	size_t shortest; /* the length of the shortest */
};

static void set_clear(struct literal_set *set)
{
	for (size_t i = 0; i < set->count; i++)
		free(set->texts[i]);
	free(set->texts);
	*set = (struct literal_set){0};
}

/* TEXT becomes the set's. */
static void set_add(struct literal_set *set, char *text)
{
	size_t length = strlen(text);

	set->texts = xb_grow(set->texts, &set->capacity, set->count, sizeof(*set->texts));
	if (!set->count || length < set->shortest)
		set->shortest = length;
	set->texts[set->count++] = text;
}

/* BEST becomes OTHER where that refuses more lines; OTHER is empty after. */
static void set_improve(struct literal_set *best, struct literal_set *other)
{
	if (other->count && other->shortest > best->shortest) {
		struct literal_set old = *best;

		*best = *other;
		*other = old;
	}
	set_clear(other);
}

/* A run of plain characters is a set of one. */
static void end_run(struct xb_buf *run, struct literal_set *best)
{
	struct literal_set set = {0};

	if (run->length > best->shortest)
		set_add(&set, xb_strdup(run->data));
	run->length = 0;
	set_improve(best, &set);
}

static struct literal_set literals_of(const char *at, const char *end);

/* The atom from AT to BEHIND, where it must be there and is not plain: of a group, what is in it. */
static void look_into(const char *at, const char *behind, struct literal_set *best)
{
	struct literal_set set = {0};

	if (*at == '(' && behind[-1] == ')')
		set = literals_of(at + 1, behind - 1);
	set_improve(best, &set);
}

/* Of one alternative, the part that refuses most: the one whose shortest text is longest. */
static struct literal_set alternative_literals(const char *at, const char *end)
{
	struct literal_set best = {0};
	struct xb_buf run = {0};

	while (at < end) {
		const char *behind = skip_atom(at), *next;
		bool optional, plain = is_plain(at);

		next = skip_repeats(behind, &optional);
		if (plain && !optional) {
			at += *at == '\\';
			xb_buf_add(&run, at, (size_t)(behind - at));
		}
		if (!plain || optional || next != behind)
			end_run(&run, &best);
		if (!plain && !optional)
			look_into(at, behind, &best);
		at = next;
	}
	end_run(&run, &best);
	xb_buf_clear(&run);
	return best;
}

/* None where an alternative has none. */
static struct literal_set literals_of(const char *at, const char *end)
{
	struct literal_set all = {0};
	const char *stop;

	do {
		struct literal_set one;

		stop = alternative_end(at, end);
		one = alternative_literals(at, stop);
		if (!one.count) {
			set_clear(&all);
			return all;
		}
		for (size_t i = 0; i < one.count; i++)
			set_add(&all, one.texts[i]);
		free(one.texts);
		at = stop + 1;
	} while (stop < end);
	return all;
}

/* ---- One search for all ---------------------------------------------------------------------- */

enum { WINDOW = 3 }; /* bytes */

static unsigned window_hash(const char *at)
{
	const unsigned char *bytes = (const unsigned char *)at;

	return (bytes[0] * 61u + bytes[1] * 1021u + bytes[2]) % XB_WINDOW_HASHES;
}

/* How many literals there are from FIRST on. */
static size_t chain_length(const struct xb_matchers *matchers, size_t first)
{
	size_t count = 0;

	for (; first; first = matchers->literals[first - 1].next)
		count++;
	return count;
}

/* Its window is the one that the fewest others have: "Unable to" tells little. */
static size_t best_window(const struct xb_matchers *matchers, const char *text, size_t length)
{
	size_t best = 0, least = SIZE_MAX;

	for (size_t i = 0; i + WINDOW <= length; i++) {
		size_t others = chain_length(matchers, matchers->first[window_hash(text + i)]);

		if (others < least) {
			least = others;
			best = i;
		}
	}
	return best;
}

/* TEXT becomes the set's. */
static void add_literal(struct xb_matchers *matchers, size_t row, char *text)
{
	size_t length = strlen(text), offset = best_window(matchers, text, length);
	size_t *first = length < WINDOW ? &matchers->first_short
					: &matchers->first[window_hash(text + offset)];

	matchers->literals = xb_grow(matchers->literals, &matchers->literal_capacity,
				     matchers->literal_count, sizeof(*matchers->literals));
	matchers->literals[matchers->literal_count++] = (struct xb_literal){
		.text = text, .length = length, .offset = offset, .row = row, .next = *first};
	*first = matchers->literal_count;
}

static void set_bit(uint64_t *set, size_t row)
{
	set[row / 64] |= (uint64_t)1 << row % 64;
}

static void find_literals(struct xb_matchers *matchers, size_t row)
{
	struct xb_matcher *matcher = &matchers->rows[row];
	const char *pattern = matcher->symptom->pattern.text;
	struct literal_set set = literals_of(pattern, pattern + strlen(pattern));

	matcher->first_literal = matchers->literal_count;
	matcher->literal_count = set.count;
	matcher->plain = is_plain_throughout(pattern);
	if (!set.count)
		set_bit(matchers->always, row);
	for (size_t i = 0; i < set.count; i++)
		add_literal(matchers, row, set.texts[i]);
	free(set.texts);
}

static void scan_short(const struct xb_matchers *matchers, const char *text, uint64_t *may)
{
	for (size_t at = matchers->first_short; at;) {
		const struct xb_literal *literal = &matchers->literals[at - 1];

		if (strstr(text, literal->text))
			set_bit(may, literal->row);
		at = literal->next;
	}
}

/* The literals whose window may be at AT of TEXT. */
static void scan_window(const struct xb_matchers *matchers, const char *text, size_t length,
			size_t at, uint64_t *may)
{
	for (size_t next = matchers->first[window_hash(text + at)]; next;) {
		const struct xb_literal *literal = &matchers->literals[next - 1];

		if (literal->offset <= at && literal->length - literal->offset <= length - at &&
		    memcmp(text + at - literal->offset, literal->text, literal->length) == 0)
			set_bit(may, literal->row);
		next = literal->next;
	}
}

void xb_matchers_scan(const struct xb_matchers *matchers, const char *text, size_t length,
		      uint64_t *may)
{
	memcpy(may, matchers->always, matchers->words * sizeof(*may));
	scan_short(matchers, text, may);
	for (size_t at = 0; at + WINDOW <= length; at++)
		if (matchers->first[window_hash(text + at)])
			scan_window(matchers, text, length, at, may);
}

/* ---- Matchers ------------------------------------------------------------------------------ */

static enum xb_speaker speaker_of(const struct xb_symptom *symptom)
{
	const char *says = symptom->says.text ? symptom->says.text : "";

	if (strcmp(says, "Xen") == 0)
		return XB_SPEAKER_XEN;
	return strcmp(says, "Linux") == 0 ? XB_SPEAKER_LINUX : XB_SPEAKER_ANY;
}

struct xb_matchers *xb_matchers_new(const struct xb_symptom_list *list)
{
	struct xb_matchers *matchers = xb_alloc(sizeof(*matchers));

	matchers->count = list->count;
	matchers->rows = xb_alloc((list->count + 1) * sizeof(*matchers->rows));
	matchers->words = list->count / 64 + 1;
	matchers->always = xb_alloc(matchers->words * sizeof(*matchers->always));
	for (size_t i = 0; i < list->count; i++) {
		matchers->rows[i].symptom = &list->items[i];
		matchers->rows[i].speaker = speaker_of(&list->items[i]);
		find_literals(matchers, i);
	}
	return matchers;
}

void xb_matchers_free(struct xb_matchers *matchers)
{
	if (!matchers)
		return;
	for (size_t i = 0; i < matchers->literal_count; i++)
		free(matchers->literals[i].text);
	for (size_t i = 0; i < matchers->count; i++)
		if (matchers->rows[i].compiled)
			regfree(&matchers->rows[i].pattern);
	free(matchers->literals);
	free(matchers->rows);
	free(matchers->always);
	free(matchers);
}

/* The leftmost of the literals, and of those the longest, as regexec has it. */
static bool find_plain(const struct xb_matchers *matchers, const struct xb_matcher *matcher,
		       const char *line, regmatch_t caught[XB_CAUGHT_MAX])
{
	regmatch_t best = {-1, -1};

	for (size_t i = 0; i < matcher->literal_count; i++) {
		const struct xb_literal *literal = &matchers->literals[matcher->first_literal + i];
		const char *at = strstr(line, literal->text);
		regmatch_t one = {0};

		if (!at)
			continue;
		one.rm_so = (regoff_t)(at - line);
		one.rm_eo = one.rm_so + (regoff_t)literal->length;
		if (best.rm_so < 0 || one.rm_so < best.rm_so ||
		    (one.rm_so == best.rm_so && one.rm_eo > best.rm_eo))
			best = one;
	}
	for (size_t i = 1; i < XB_CAUGHT_MAX; i++)
		caught[i] = (regmatch_t){-1, -1};
	caught[0] = best;
	return best.rm_so >= 0;
}

/*
 * A pattern that has matched holds tables of 20 to 200 KiB, so that only so many stay compiled, and to
 * make one again costs as much as to read fifty lines. A row's pattern takes the place of another when
 * it is asked for twice as often: two that are asked for in turn do not drive each other out.
 */
enum { COMPILED_MAX = 32 };

static void discard(struct xb_matchers *matchers, struct xb_matcher *matcher)
{
	regfree(&matcher->pattern);
	matcher->compiled = false;
	matchers->compiled_count--;
}

static void make_room(struct xb_matchers *matchers, const struct xb_matcher *wanted)
{
	struct xb_matcher *least = NULL;

	if (matchers->compiled_count < COMPILED_MAX)
		return;
	for (size_t i = 0; i < matchers->count; i++) {
		struct xb_matcher *other = &matchers->rows[i];

		if (other->compiled && (!least || other->uses < least->uses))
			least = other;
	}
	if (wanted->uses / 2 > least->uses)
		discard(matchers, least);
}

bool xb_matchers_find(struct xb_matchers *matchers, size_t row, const char *line,
		      regmatch_t caught[XB_CAUGHT_MAX])
{
	struct xb_matcher *matcher = &matchers->rows[row];
	bool found;

	if (matcher->plain)
		return find_plain(matchers, matcher, line, caught);
	matcher->uses++;
	if (!matcher->compiled) {
		make_room(matchers, matcher);
		regcomp(&matcher->pattern, matcher->symptom->pattern.text, REG_EXTENDED);
		matcher->compiled = true;
		matchers->compiled_count++;
	}
	found = regexec(&matcher->pattern, line, XB_CAUGHT_MAX, caught, 0) == 0;
	if (matchers->compiled_count > COMPILED_MAX)
		discard(matchers, matcher);
	return found;
}

void xb_put_caught(struct xb_buf *out, const char *text, const char *line,
		   const regmatch_t caught[XB_CAUGHT_MAX])
{
	for (; *text; text++) {
		size_t group = text[0] == '\\' && text[1] >= '1' && text[1] < '0' + XB_CAUGHT_MAX
				       ? (size_t)(text[1] - '0')
				       : 0;

		if (!group) {
			xb_buf_putc(out, *text);
			continue;
		}
		text++;
		if (caught[group].rm_so >= 0)
			xb_buf_add(out, line + caught[group].rm_so,
				   (size_t)(caught[group].rm_eo - caught[group].rm_so));
	}
}
