/* SPDX-License-Identifier: MIT */
/*
 * From YAML nodes to structures by tables. A key of a profile, board or catalog is one row: its
 * name, the shape of its value and where it goes in the structure. Unknown keys, wrong shapes and
 * missing keys are reported from the same rows.
 */
#ifndef MODEL_SCHEMA_H
#define MODEL_SCHEMA_H

#include "model/yaml.h"
#include "xenboot/model.h"

enum xb_shape {
	XB_SHAPE_TEXT,     /* struct xb_text */
	XB_SHAPE_NUMBER,   /* struct xb_number */
	XB_SHAPE_ADDRESS,  /* struct xb_number; the word auto as well */
	XB_SHAPE_FLAG,     /* struct xb_flag: true or false */
	XB_SHAPE_TEXTS,    /* struct xb_texts: a list of texts, or one text */
	XB_SHAPE_MAP,      /* a structure in place, by `sub` */
	XB_SHAPE_MAPS,     /* an array of structures by `sub`: a pointer, and a size_t at `count_offset` */
	XB_SHAPE_NAMED,    /* the same from a mapping: each item has its name, in the mapping's order */
	XB_SHAPE_SETTINGS, /* struct xb_settings: options in order */
	XB_SHAPE_LEVELS,   /* struct xb_check_levels: a severity for each code that is named */
	XB_SHAPE_OWN,      /* by `own` */
	XB_SHAPE_FORMAT,   /* the number 1, and nothing to keep */
	XB_SHAPE_IGNORED,  /* read elsewhere */
};

/* What a text must be, where it is none of a few words. What a row does not say is the strictest. */
enum xb_text_form {
	XB_TEXT_WORD,         /* not empty, no blank in it */
	XB_TEXT_LINE,         /* not empty, one line, no blank at its ends */
	XB_TEXT_LINE_OR_NONE, /* the same, or empty */
	XB_TEXT_WORDS,        /* one line, perhaps empty, blanks anywhere */
	XB_TEXT_SOME,         /* something besides blanks */
	XB_TEXT_ANY,
};
/* The same as a regular expression, for POSIX's extended and for JSON Schema; NULL: any text. */
const char *xb_text_form_pattern(enum xb_text_form form);
/* Is TEXT so? *problem: what it is instead, to be said behind the key; *hint: what to do. */
bool xb_text_form_fits(enum xb_text_form form, const char *text, const char **problem,
		       const char **hint);

struct xb_decoder {
	struct xb_arena *arena; /* owns what is decoded */
	struct xb_diags *diags;
	void *context;          /* for `own` */
};

/* The words for a severity: off, note, warning, error; NULL at the end. A word's place is the severity it
 * stands for, counted from XB_CHECK_OFF. */
extern const char *const xb_level_words[];

struct xb_schema;
struct xb_field {
	const char *name;
	enum xb_shape shape;
	size_t offset;
	size_t count_offset; /* MAPS, NAMED: of the size_t that counts the items */
	size_t most;         /* TEXTS, MAPS, NAMED: so many items there may be; 0: any number */
	bool required;
	const struct xb_schema *sub;
	bool (*own)(struct xb_decoder *decoder, const struct xb_node *node, void *target);
	bool outputs;          /* TEXTS: words of outputs, which who uses them judges */
	struct xb_words words; /* TEXT, TEXTS, NUMBER: the only ones allowed; rows NULL: any */
	enum xb_text_form form; /* TEXT, TEXTS: each text, where there are no words */
	enum xb_scope scope;   /* SETTINGS: whose options stand there */
	enum xb_key_kind key;  /* what a person sees there, where SHAPE does not say; 0: it does */
	bool hidden;           /* not for people to change */
	const char *about;     /* a line for the editor that completes the key */
	const char *standing;  /* what holds while it is not given, in words: "tftp"; NULL: nothing does */
	const char *unit;      /* NUMBER, ADDRESS: of what; NULL: it is an address, or needs none */
	struct json_t *(*json)(void); /* OWN: what JSON Schema says of it; NULL: anything. `rest`: of each value;
				       * NULL: the options of the scope */
};

struct xb_schema {
	const char *what; /* "profile", "memory range": for messages */
	const struct xb_field *fields;
	size_t count;
	const struct xb_schema *base; /* its keys come first, its structure lies at base_offset; or NULL */
	size_t base_offset;
	size_t size;            /* of the structure */
	size_t at_offset;       /* of a struct xb_pos for the whole; SIZE_MAX: none */
	size_t name_offset;     /* items of NAMED: of the struct xb_text that has the name */
	const char *const *one_of; /* keys, of which exactly one stands there; ends with NULL; or NULL */
	const char *const *some_of; /* the same, of which at least one does; the first is asked for */
	const char *plain_field; /* the key that a plain text stands for; NULL: a mapping it must be */
	const struct xb_field *rest; /* SETTINGS: takes the keys that no row has; NULL: those are unknown */
};
#define XB_NO_POS SIZE_MAX

/* Fill TARGET from NODE. False when anything was wrong; the rest is filled all the same. */
bool xb_schema_decode(struct xb_decoder *decoder, const struct xb_schema *schema,
		      const struct xb_node *node, void *target);

/* Is NODE a format that is known? Else says so. */
bool xb_schema_check_format(const struct xb_node *node, struct xb_diags *diags);

/* "a" or "an", as goes before schema->what. */
const char *xb_schema_article(const struct xb_schema *schema);

/* All keys of SCHEMA, those of its base first. */
size_t xb_schema_count(const struct xb_schema *schema);
/* Row INDEX of them; *start (if not NULL): where the structure of its offsets begins. */
const struct xb_field *xb_schema_row(const struct xb_schema *schema, size_t index, size_t *start);
/* Is KEY one of the schema's? For `set` and `get`. */
const struct xb_field *xb_schema_field(const struct xb_schema *schema, const char *key,
				       size_t length);
/* Their names in order, NULL at the end; freed by the caller with free(). */
const char **xb_schema_names(const struct xb_schema *schema);

/* May NAME be the name of an item of a NAMED mapping: letters, digits, - and _? So it is one part of a
 * key, and can be a part of a node's name. */
#define XB_NAME_PATTERN "^[A-Za-z0-9][A-Za-z0-9_-]*$"
#define XB_NAME_TAKEN "options" /* but this: what follows it in a key is an option's name */
bool xb_schema_name_valid(const char *name);

/* The array that a MAPS or NAMED row speaks of, in STRUCTURE. */
struct xb_items {
	void *items; /* of sub->size bytes each */
	size_t count;
};
struct xb_items xb_items_get(const struct xb_field *field, const void *structure);
void xb_items_set(const struct xb_field *field, void *structure, struct xb_items items);

/* What JSON Schema says of a mapping by SCHEMA; INHERITS: of a file that extends another, where what is
 * required may be missing and a ~ takes away. Options are a reference to a definition. */
struct json_t *xb_json_schema_mapping(const struct xb_schema *schema, bool inherits);

#endif
