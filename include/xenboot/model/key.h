/* SPDX-License-Identifier: MIT */
/* Keys of a profile: reading and changing by dotted path. */
#ifndef XENBOOT_MODEL_KEY_H
#define XENBOOT_MODEL_KEY_H

#include "xenboot/model/profile.h"

/*
 * A dotted path, `dom0.kernel.address`; after `options.` the rest is one option's name; a number
 * picks a list's item, from 0. For xb_text_set `+` is a new item behind all, `+N` a new one before item N,
 * and `LIST.N.move` with the value M moves item N so that it is item M then (`+`: the last); `domains.NAME.rename`
 * gives an item of a mapping by name another one, and leaves what names it elsewhere. What follows
 * an option's name is such a part where the option is set and no other has the whole for its name:
 * `dom0.options.console.1`. A bare option name stands for xen.options.NAME or dom0.options.NAME where
 * only one catalog knows it. The full path, the caller's to free; NULL with a diagnostic.
 */
char *xb_key_resolve(const struct xb_catalog *catalog, const char *key, struct xb_diags *diags);

/* The value at KEY in the merged profile, as YAML (a scalar is its bare text). False: not set. */
bool xb_profile_get(const struct xb_profile *profile, const char *key, struct xb_buf *out);
/* The same in one line, as xb_text_set takes it: lists and mappings in brackets, quotes where needed. */
bool xb_profile_get_line(const struct xb_profile *profile, const char *key, struct xb_buf *out);

/*
 * TEXT (a profile's bytes, from PATH) with KEY set to VALUE: only the bytes of that value change;
 * comments, order, layout, BOM and line ends stay. A new key goes behind its siblings. VALUE is
 * text as typed in `set KEY=VALUE`: it is quoted where YAML would read it as something else, but
 * true, null, false, auto and numbers stay plain, [a, b] is a list, and {..} a mapping. Where a text
 * stands for the section that KEY is in (`kernel: Image`), it becomes {file: Image} for other keys.
 */
bool xb_text_set(const char *path, const char *text, size_t length, const char *key,
		 const char *value, struct xb_buf *out, struct xb_diags *diags);
/* The same without KEY. A key that is not there is an error. The last item takes its list along; where the
 * file extends another, [] stays. */
bool xb_text_unset(const char *path, const char *text, size_t length, const char *key,
		   struct xb_buf *out, struct xb_diags *diags);

/*
 * The same where TEXT has not KEY and OLD, an earlier text of the profile, has: it comes back where and as it
 * stood there, with its comment, and what is new stays. False: there is no such place; OUT is as it was.
 */
bool xb_text_set_as_in(const char *old, size_t old_length, const char *path, const char *text,
		       size_t length, const char *key, const char *value, struct xb_buf *out);
/* Does a text itself, without what it extends, have KEY? */
bool xb_text_has(const char *text, size_t length, const char *key);
/* Do both say the same, in whatever order and layout? False where one is no YAML. */
bool xb_text_says_same(const char *a, size_t a_length, const char *b, size_t b_length);

/*
 * Where KEY leads into a list that PROFILE has from one that it extends, and TEXT, its own file at PATH,
 * has not: OUT is TEXT with that list written out, so that its items can be changed here. Where it leads
 * into no such list OUT is empty. False with a diagnostic: the list cannot be written here.
 */
bool xb_text_adopt(const struct xb_profile *profile, const char *path, const char *text,
		   size_t length, const char *key, struct xb_buf *out, struct xb_diags *diags);

/* What stands at a key. */
enum xb_key_kind {
	XB_KEY_TEXT,
	XB_KEY_NUMBER,
	XB_KEY_ADDRESS, /* a number, or the word auto */
	XB_KEY_FLAG,    /* true or false */
	XB_KEY_TEXTS,   /* a list of texts, or one */
	XB_KEY_BOARD,   /* the name of a board (a mapping in place is possible too) */
	XB_KEY_FILE,    /* a text that names a file */
	XB_KEY_OPTIONS, /* a scope's section of options: xen.options, dom0.options */
	XB_KEY_LIST,    /* a list of mappings: overlays, edits */
	XB_KEY_NAMED,   /* a mapping by name: domains, checks, the properties that an edit sets */
	XB_KEY_OTHER,   /* edited as YAML */
};
struct xb_key_info {
	const char *key;   /* "dom0.kernel.address" */
	const char *about; /* one line */
	const char *standing; /* what holds while it is not given, in words: "tftp"; NULL: nothing does */
	const char *unit;     /* of a number: "bytes"; NULL: it has none */
	enum xb_key_kind kind;
	bool required;
	enum xb_scope scope;      /* XB_KEY_OPTIONS: whose */
	const char *const *words; /* the words allowed, NULL at the end; NULL: any; of each item */
	const char *item;         /* LIST, NAMED, TEXTS: what one item is, "device-tree edit"; else NULL */
	size_t items;             /* how many the profile has */
	/* LIST, NAMED of mappings: the key that an item is told apart by, by its last name: "path". */
	const struct xb_key_info *first;
};
struct xb_key_list {
	struct xb_key_info *items;
	size_t count, capacity;
	const struct xb_words *outputs; /* or NULL */
	struct xb_arena arena;
};
/*
 * Every key that PROFILE may have, in the order of the documentation, from the tables that read profiles;
 * sections themselves are left out. Behind a list or a mapping by name come the keys of the items that it
 * has (device-tree.overlays.0.file, load.before.0), behind a section of options those that have several
 * values, behind the board its keys where it is in place. PROFILE NULL: as of one with no items. `format`
 * and `resolved` are not for people: not in it. OUTPUTS: the words of outputs (xb_output_words); NULL: any.
 */
void xb_profile_keys(const struct xb_profile *profile, const struct xb_words *outputs,
		     struct xb_key_list *list);
void xb_key_list_clear(struct xb_key_list *list);

/*
 * The key of what is written AT (the file of the profile, or one that it extends): the deepest key
 * whose name or value stands there; where nothing begins in that column, the last that begins before
 * it in the line. New text, the caller's; NULL: nothing of this profile stands there.
 */
char *xb_profile_key_at(const struct xb_profile *profile, struct xb_pos at);
/* Is KEY the section itself, or does it stand in it? All keys stand in "". */
bool xb_key_is_in(const char *key, const char *section);
/* Where the value of KEY is written; false: the profile does not have it. */
bool xb_profile_where(const struct xb_profile *profile, const char *key, struct xb_pos *at);

#endif
