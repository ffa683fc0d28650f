/* SPDX-License-Identifier: MIT */
/*
 * A key that is set again stands where it stood. What was taken out of the older text is found by taking it out
 * once more; it goes back between the lines it stood between. What comes of that is proved: without the key it
 * says what the text says.
 */
#include <string.h>

#include "model/key.h"
#include "model/profile.h"
#include "model/yaml.h"

/* Some whole lines. */
struct lines {
	const char *text;
	size_t length;
};

/* ---- The same in other words ---------------------------------------------------------------- */

static bool flatten(const char *text, size_t length, struct xb_flat *out)
{
	struct xb_diags ignored = {0};
	struct xb_document *document = xb_yaml_parse("", text, length, &ignored);

	if (document)
		xb_node_flatten(&xb_profile_schema, document->root, true, out);
	xb_yaml_free(document);
	xb_diags_clear(&ignored);
	return document;
}

bool xb_text_says_same(const char *a, size_t a_length, const char *b, size_t b_length)
{
	struct xb_flat left = {0}, right = {0};
	struct xb_differences found = {0};
	bool same = flatten(a, a_length, &left) && flatten(b, b_length, &right);

	if (same) {
		xb_flat_compare(&left, &right, &found);
		same = found.count == 0;
	}
	xb_differences_clear(&found);
	xb_flat_clear(&left);
	xb_flat_clear(&right);
	return same;
}

bool xb_text_has(const char *text, size_t length, const char *key)
{
	struct xb_diags ignored = {0};
	struct xb_document *document = xb_yaml_parse("", text, length, &ignored);
	bool has = document && xb_key_find(&xb_profile_schema, document->root, key);

	xb_yaml_free(document);
	xb_diags_clear(&ignored);
	return has;
}

/* ---- What was taken out --------------------------------------------------------------------- */

/* The lines TAKEN of OLD became LEFT, behind the first AT bytes, which both have. */
struct gap {
	size_t at;
	struct lines taken, left;
};

static bool ends_line(const char *text, size_t begin, size_t at)
{
	return at == begin || text[at - 1] == '\n';
}

static struct gap gap_between(const char *old, size_t old_length, const struct xb_buf *without)
{
	size_t at = 0, old_end = old_length, end = without->length;

	for (size_t i = 0; i < end && i < old_end && old[i] == without->data[i]; i++)
		at = old[i] == '\n' ? i + 1 : at;
	while (old_end > at && end > at && old[old_end - 1] == without->data[end - 1]) {
		old_end--;
		end--;
	}
	while (old_end < old_length &&
	       !(ends_line(old, at, old_end) && ends_line(without->data, at, end))) {
		old_end++;
		end++;
	}
	return (struct gap){at, {old + at, old_end - at}, {without->data + at, end - at}};
}

/* ---- Where it goes -------------------------------------------------------------------------- */

/* Only where it stands is it known that a line is the same: SOUGHT must be there once. */
static bool find_once(const struct lines *text, const struct lines *sought, size_t *at)
{
	size_t count = 0;

	if (!sought->length)
		return false;
	for (size_t i = 0; i + sought->length <= text->length; i++) {
		if (!ends_line(text->text, 0, i) ||
		    memcmp(text->text + i, sought->text, sought->length) != 0)
			continue;
		count++;
		*at = i;
	}
	return count == 1;
}

/* The line that ends at END of TEXT up to its colon, which stays when its value is another one; with ALL
 * of it where it has none. */
static struct lines key_part(const char *text, size_t begin, size_t end)
{
	const char *colon = memchr(text + begin, ':', end - begin);

	return (struct lines){text + begin, colon ? (size_t)(colon - text) + 1 - begin : end - begin};
}

static size_t line_end(const struct lines *text, size_t at)
{
	const char *newline = memchr(text->text + at, '\n', text->length - at);

	return newline ? (size_t)(newline - text->text) + 1 : text->length;
}

/* Behind the nearest line above the gap that TEXT still has; before all where there is none. */
static bool place_below(const struct xb_buf *without, const struct gap *gap, const struct lines *text,
			size_t *at)
{
	size_t end = gap->at;

	while (end > 0) {
		size_t begin = end - 1;
		struct lines part;

		while (begin > 0 && without->data[begin - 1] != '\n')
			begin--;
		part = key_part(without->data, begin, end);
		if (find_once(text, &part, at)) {
			*at = line_end(text, *at);
			return ends_line(text->text, 0, *at);
		}
		end = begin;
	}
	*at = 0;
	return true;
}

/* TEXT with the lines back where they were. */
static bool put_back(const struct xb_buf *without, const struct gap *gap, const struct lines *text,
		     struct xb_buf *out)
{
	size_t at, skip = gap->left.length;

	if (skip ? !find_once(text, &gap->left, &at) : !place_below(without, gap, text, &at))
		return false;
	xb_buf_add(out, text->text, at);
	xb_buf_add(out, gap->taken.text, gap->taken.length);
	xb_buf_add(out, text->text + at + skip, text->length - at - skip);
	return true;
}

/* ---- Between braces ------------------------------------------------------------------------- */

/* Behind the nearest of those that stood before CHILD of OLD, which MAP still has; first where it has none. */
static void put_pair(const struct lines *text, const struct xb_node *map, const struct xb_node *old,
		     const struct xb_child *child, const struct lines *pair, struct xb_buf *out)
{
	const struct xb_child *before = NULL;
	size_t at;

	for (size_t i = (size_t)(child - old->children); i-- > 0 && !before;)
		before = xb_node_child(map, old->children[i].key->text);
	at = before ? before->value->end : map->begin + 1;
	xb_buf_add(out, text->text, at);
	xb_buf_puts(out, before ? ", " : "");
	xb_buf_add(out, pair->text, pair->length);
	xb_buf_puts(out, !before && map->count ? ", " : "");
	xb_buf_add(out, text->text + at, text->length - at);
}

static bool put_back_in_braces(const struct xb_document *old, const struct xb_document *now, const char *key,
			       struct xb_buf *out)
{
	struct xb_key_walk was = xb_key_walk(&xb_profile_schema, old->root, key);
	struct xb_key_walk is = xb_key_walk(&xb_profile_schema, now->root, key);
	const struct lines text = {now->text, now->length};
	struct lines pair;

	if (was.rest[0] || !was.child || !was.child->key || !was.parent->flow || !is.rest[0] ||
	    strcmp(is.rest, was.part) != 0 || is.node->kind != XB_NODE_MAP || !is.node->flow)
		return false;
	pair.text = old->text + was.child->key->begin;
	pair.length = was.child->value->end - was.child->key->begin;
	put_pair(&text, is.node, was.parent, was.child, &pair, out);
	return true;
}

/* ---- The whole ------------------------------------------------------------------------------ */

/* Does RESTORED say what TEXT says, and KEY? */
static bool is_proved(const struct xb_buf *restored, const struct lines *text, const char *key)
{
	struct xb_diags ignored = {0};
	struct xb_buf without = {0};
	bool good = xb_text_unset("", restored->data, restored->length, key, &without, &ignored) &&
		    xb_text_says_same(without.data ? without.data : "", without.length, text->text,
				      text->length);

	xb_buf_clear(&without);
	xb_diags_clear(&ignored);
	return good;
}

static bool restore_in_braces(const struct lines *old, const struct lines *now, const char *key,
			      struct xb_buf *out)
{
	struct xb_diags ignored = {0};
	struct xb_document *before = xb_yaml_parse("", old->text, old->length, &ignored);
	struct xb_document *document = xb_yaml_parse("", now->text, now->length, &ignored);
	bool good = before && document && put_back_in_braces(before, document, key, out) &&
		    is_proved(out, now, key);

	xb_yaml_free(before);
	xb_yaml_free(document);
	xb_diags_clear(&ignored);
	return good;
}

/* By whole lines, which take comments along. */
static bool restore_lines(const struct lines *old, const struct lines *now, const char *key,
			  struct xb_buf *out)
{
	struct xb_diags ignored = {0};
	struct xb_buf without = {0};
	bool good = xb_text_unset("", old->text, old->length, key, &without, &ignored) && without.length;

	if (good) {
		const struct gap gap = gap_between(old->text, old->length, &without);

		good = put_back(&without, &gap, now, out) && is_proved(out, now, key);
	}
	xb_buf_clear(&without);
	xb_diags_clear(&ignored);
	return good;
}

bool xb_text_set_as_in(const char *old, size_t old_length, const char *path, const char *text,
		       size_t length, const char *key, const char *value, struct xb_buf *out)
{
	const struct lines before = {old, old_length}, now = {text, length};
	struct xb_diags ignored = {0};
	struct xb_buf restored = {0};
	bool good = restore_lines(&before, &now, key, &restored);

	if (!good) {
		xb_buf_clear(&restored);
		good = restore_in_braces(&before, &now, key, &restored);
	}
	good = good && xb_text_set(path, restored.data, restored.length, key, value, out, &ignored);
	xb_buf_clear(&restored);
	xb_diags_clear(&ignored);
	return good;
}
