/* SPDX-License-Identifier: MIT */
#include "diagnose/matcher.h"

#include <stdlib.h>
#include <string.h>

#include "diagnose/pattern.h"

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
		const char *behind = xb_pattern_skip_atom(at), *next;
		bool optional, plain = xb_pattern_is_plain(at);

		next = xb_pattern_skip_repeats(behind, &optional);
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

		stop = xb_pattern_alternative_end(at, end);
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
	const char *pattern = matchers->rows[row].symptom->pattern.text;
	struct literal_set set = literals_of(pattern, pattern + strlen(pattern));

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
		matchers->rows[i].first_branch = matchers->branch_count;
		xb_branches_add(list->items[i].pattern.text, &matchers->branches,
				&matchers->branch_count, &matchers->branch_capacity);
		matchers->rows[i].branch_count =
			matchers->branch_count - matchers->rows[i].first_branch;
	}
	return matchers;
}

void xb_matchers_free(struct xb_matchers *matchers)
{
	if (!matchers)
		return;
	for (size_t i = 0; i < matchers->literal_count; i++)
		free(matchers->literals[i].text);
	for (size_t i = 0; i < matchers->branch_count; i++)
		xb_branch_clear(&matchers->branches[i]);
	free(matchers->branches);
	free(matchers->literals);
	free(matchers->rows);
	free(matchers->always);
	free(matchers);
}

/*
 * An expression that has matched holds tables of 10 to 200 KiB, so that only so many stay compiled, and to
 * make one again costs as much as to read fifty lines. One takes the place of another when it is asked
 * for twice as often: two that are asked for in turn do not drive each other out.
 */
enum { COMPILED_MAX = 64 };

static void make_room(struct xb_matchers *matchers, const struct xb_branch *wanted)
{
	struct xb_branch *least = NULL;

	if (matchers->compiled_count < COMPILED_MAX)
		return;
	for (size_t i = 0; i < matchers->branch_count; i++) {
		struct xb_branch *other = &matchers->branches[i];

		if (other->compiled && (!least || other->uses < least->uses))
			least = other;
	}
	if (wanted->uses / 2 > least->uses) {
		xb_branch_discard(least);
		matchers->compiled_count--;
	}
}

static bool branch_finds(struct xb_matchers *matchers, struct xb_branch *branch, const char *line,
			 regmatch_t caught[XB_CAUGHT_MAX])
{
	bool was_compiled = branch->compiled, found;

	if (branch->rest && !was_compiled && strstr(line, branch->prefix))
		make_room(matchers, branch);
	found = xb_branch_finds(branch, line, caught);
	if (branch->compiled == was_compiled)
		return found;
	if (matchers->compiled_count < COMPILED_MAX)
		matchers->compiled_count++;
	else
		xb_branch_discard(branch);
	return found;
}

/* The leftmost match counts, and of those the longest. */
static bool is_better(const regmatch_t *one, const regmatch_t *best)
{
	return best->rm_so < 0 || one->rm_so < best->rm_so ||
	       (one->rm_so == best->rm_so && one->rm_eo > best->rm_eo);
}

bool xb_matchers_find(struct xb_matchers *matchers, size_t row, const char *line,
		      regmatch_t caught[XB_CAUGHT_MAX])
{
	const struct xb_matcher *matcher = &matchers->rows[row];
	regmatch_t one[XB_CAUGHT_MAX];

	caught[0].rm_so = -1;
	for (size_t i = 0; i < matcher->branch_count; i++) {
		struct xb_branch *branch = &matchers->branches[matcher->first_branch + i];

		if (branch_finds(matchers, branch, line, one) && is_better(&one[0], &caught[0]))
			memcpy(caught, one, sizeof(one));
	}
	return caught[0].rm_so >= 0;
}

