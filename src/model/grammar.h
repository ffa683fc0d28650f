/* SPDX-License-Identifier: MIT */
/*
 * A small grammar for the values of options, as catalogs write it. It says which texts are
 * understood, not what they mean.
 *
 *	trap                    a word or punctuation that stands for itself
 *	'a|b'                   the same, quoted; a quote cannot hold a quote
 *	a|b                     one of them
 *	( )                     a group
 *	[ ]                     may be there or not
 *	X,...                   one or more X, with commas between them; X is the one thing before
 *	                        it: a word, a quoted text, an atom or a group
 *	<int>  <int 1..8>       a number as Xen reads it (C base 0), perhaps negative; either end of
 *	                        the range may be left out; <int 8> is exactly 8
 *	<size>  <size 4K..1G>   a size as Xen reads it: a number and at most one of B K M G T, in
 *	                        either case; no suffix means KiB. The ends of the range are bytes,
 *	                        written as profiles write numbers
 *	<bool>                  yes on true enable 1, no off false disable 0
 *	<word>                  characters without comma, colon and blank, at least one
 *	<string>                characters without blank, at least one
 *	<text>                  any characters, at least one
 *	<char>                  one printable ASCII character other than the blank
 *
 * Blanks between the parts of a grammar mean nothing. `|` binds least. A number is taken whole:
 * <int> does not match the 1 of 12. Blanks in values are space, tab, line ends and other controls.
 *
 * Neither a grammar nor a value can make the work explode: a grammar has at most 4,096 bytes and 32
 * nested groups; each pair of a place in the grammar and a place in the value is looked at once, a
 * million of them at most; and a value of more than 4,096 bytes fits no grammar.
 */
#ifndef MODEL_GRAMMAR_H
#define MODEL_GRAMMAR_H

#include <stdbool.h>
#include <stddef.h>

enum {
	XB_GRAMMAR_TEXT_MAX = 4096,
	XB_GRAMMAR_DEPTH_MAX = 32,
	XB_GRAMMAR_VALUE_MAX = 4096,
	XB_GRAMMAR_STEPS_MAX = 1000000,
};

struct xb_grammar;

/* NULL on a fault; then *error is a new string that says which, and where ("column 5: ..."). */
struct xb_grammar *xb_grammar_compile(const char *text, char **error);
void xb_grammar_free(struct xb_grammar *grammar);

/*
 * Does VALUE as a whole fit? *reached (if not NULL) is the number of bytes up to the end of the
 * farthest part that fitted, for messages.
 */
bool xb_grammar_match(const struct xb_grammar *grammar, const char *value, size_t *reached);

/* The same, and *steps is how many pairs of places were looked at. */
bool xb_grammar_match_counted(const struct xb_grammar *grammar, const char *value, size_t *reached,
			      size_t *steps);

/* The text that the grammar was compiled from. */
const char *xb_grammar_text(const struct xb_grammar *grammar);

/* The words that stand for themselves in the grammar, NULL-terminated, owned by it. */
const char *const *xb_grammar_words(const struct xb_grammar *grammar);

#endif
