/* SPDX-License-Identifier: MIT */
/* Symptoms: what lines of a serial log mean, from the files of symptoms/. */
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "model/data.h"
#include "model/schema.h"

#define FIELD(member) offsetof(struct xb_symptom, member)

static const char *const kinds[] = {
	[XB_SYMPTOM_FAULT] = "fault",
	[XB_SYMPTOM_CONSEQUENCE] = "consequence",
	[XB_SYMPTOM_REMARK] = "remark",
	[XB_SYMPTOM_STAGE] = "stage",
	[XB_SYMPTOM_EVIDENCE] = "evidence",
	[XB_SYMPTOM_MUTE] = "mute",
	NULL,
};
static const char *const boots[] = {
	[XB_BOOT_GOES_ON] = "goes-on",
	[XB_BOOT_BEGINS] = "begins",
	[XB_BOOT_ENDS] = "ends",
	NULL,
};
static const char *const guests[] = {
	[XB_GUEST_ANY] = "any",
	[XB_GUEST_NONE] = "none",
	[XB_GUEST_OWN] = "own",
	[XB_GUEST_BUILT] = "built",
	[XB_GUEST_NEXT] = "next",
	[XB_GUEST_EITHER] = "either",
	NULL,
};
static const char *const tests[] = {"outside-banks", "single-bank", "several-banks", NULL};
static const char *const speakers[] = {"U-Boot", "Xen", "Linux", "xenboot", NULL};

static const struct xb_field symptom_fields[] = {
	{"name", XB_SHAPE_TEXT, .offset = FIELD(name), .required = true},
	{"kind", XB_SHAPE_TEXT, .offset = FIELD(kind_text), .words = XB_WORDS(kinds)},
	{"says", XB_SHAPE_TEXT, .offset = FIELD(says), .required = true,
	 .words = XB_WORDS(speakers)},
	{"pattern", XB_SHAPE_TEXT, .offset = FIELD(pattern),
	 .form = XB_TEXT_SOME, .required = true},
	{"means", XB_SHAPE_TEXT, .offset = FIELD(means), .form = XB_TEXT_SOME},
	{"cause", XB_SHAPE_TEXT, .offset = FIELD(cause), .form = XB_TEXT_SOME},
	{"cure", XB_SHAPE_TEXT, .offset = FIELD(cure), .form = XB_TEXT_SOME},
	{"code", XB_SHAPE_TEXT, .offset = FIELD(code)},
	{"options", XB_SHAPE_TEXTS, .offset = FIELD(options), .form = XB_TEXT_LINE},
	{"order", XB_SHAPE_NUMBER, .offset = FIELD(order)},
	{"until", XB_SHAPE_TEXTS, .offset = FIELD(until.names)},
	{"after", XB_SHAPE_TEXTS, .offset = FIELD(after.names)},
	{"unless", XB_SHAPE_TEXTS, .offset = FIELD(unless.names)},
	{"from", XB_SHAPE_TEXT, .offset = FIELD(from)},
	{"to", XB_SHAPE_TEXT, .offset = FIELD(to)},
	{"test", XB_SHAPE_TEXT, .offset = FIELD(test), .words = XB_WORDS(tests)},
	{"stays", XB_SHAPE_FLAG, .offset = FIELD(stays)},
	{"retried", XB_SHAPE_TEXTS, .offset = FIELD(retried.names)},
	{"boot", XB_SHAPE_TEXT, .offset = FIELD(boot_text), .words = XB_WORDS(boots)},
	{"next", XB_SHAPE_FLAG, .offset = FIELD(next)},
	{"address", XB_SHAPE_FLAG, .offset = FIELD(address)},
	{"guest", XB_SHAPE_TEXT, .offset = FIELD(guest_text), .words = XB_WORDS(guests)},
	{"names", XB_SHAPE_NUMBER, .offset = FIELD(names)},
};
static const struct xb_schema symptom_schema = {
	.what = "symptom",
	.fields = symptom_fields,
	.count = XB_COUNT(symptom_fields),
	.size = sizeof(struct xb_symptom),
	.at_offset = XB_NO_POS,
};

struct symptom_file {
	struct xb_symptom *items;
	size_t count;
};
static const struct xb_field file_fields[] = {
	{"format", XB_SHAPE_FORMAT, .required = true},
	{"symptoms", XB_SHAPE_MAPS, .offset = offsetof(struct symptom_file, items),
	 .count_offset = offsetof(struct symptom_file, count),
	 .required = true, .sub = &symptom_schema},
};
static const struct xb_schema file_schema = {
	.what = "file of symptoms",
	.fields = file_fields,
	.count = XB_COUNT(file_fields),
	.size = sizeof(struct symptom_file),
	.at_offset = XB_NO_POS,
};

const char *xb_symptom_kind_name(enum xb_symptom_kind kind)
{
	return kinds[kind];
}

/* ---- Is a row sound? ------------------------------------------------------------------------ */

static bool check_pattern(const struct xb_symptom *symptom, struct xb_diags *diags)
{
	char problem[128];
	regex_t compiled;
	int error = regcomp(&compiled, symptom->pattern.text, REG_EXTENDED);

	if (!error) {
		regfree(&compiled);
		return true;
	}
	regerror(error, &compiled, problem, sizeof(problem));
	return xb_error(diags, XB_CODE_BAD_VALUE, symptom->pattern.at, "symptom %s: pattern: %s",
			symptom->name.text, problem);
}

static bool check_code(const struct xb_symptom *symptom, struct xb_diags *diags)
{
	if (!symptom->code.text || xb_code_find(symptom->code.text, NULL))
		return true;
	return xb_error(diags, XB_CODE_BAD_VALUE, symptom->code.at,
			"symptom %s: no diagnostic has the code '%s'", symptom->name.text,
			symptom->code.text);
}

/* A stage has its place among the stages; evidence needs nothing; anything else says what it means
 * and what helps. */
static bool check_parts(const struct xb_symptom *symptom, struct xb_diags *diags)
{
	bool whole = symptom->kind == XB_SYMPTOM_STAGE
			     ? symptom->order.given
			     : symptom->means.text && symptom->cause.text && symptom->cure.text;

	if (whole || symptom->kind == XB_SYMPTOM_EVIDENCE)
		return true;
	return xb_error(diags, XB_CODE_MISSING_KEY, symptom->name.at, "symptom %s needs %s",
			symptom->name.text,
			symptom->kind == XB_SYMPTOM_STAGE ? "order" : "means, cause and cure");
}

/* The first of WORDS is meant where none is given. */
static size_t place_of(const struct xb_text *given, const struct xb_words *words)
{
	return given->text ? xb_words_find(words, given->text) : 0;
}

static bool settle(struct xb_symptom *symptom, struct xb_diags *diags)
{
	static const struct xb_words kind_words = XB_WORDS(kinds), boot_words = XB_WORDS(boots),
				     guest_words = XB_WORDS(guests);
	bool good;

	symptom->kind = (enum xb_symptom_kind)place_of(&symptom->kind_text, &kind_words);
	symptom->boot = (enum xb_symptom_boot)place_of(&symptom->boot_text, &boot_words);
	symptom->guest = (enum xb_symptom_guest)place_of(&symptom->guest_text, &guest_words);
	good = check_pattern(symptom, diags);
	good &= check_code(symptom, diags);
	good &= check_parts(symptom, diags);
	return good;
}

/* The row called NAME; list->count: there is none. */
static size_t row_called(const struct xb_symptom_list *list, const char *name)
{
	size_t i = 0;

	while (i < list->count && strcmp(list->items[i].name.text, name) != 0)
		i++;
	return i;
}

/* Rows may stand in another file than those that they name. */
static bool link_rows(struct xb_symptom_list *list, const struct xb_symptom *symptom,
		      const char *key, struct xb_symptom_links *links, struct xb_diags *diags)
{
	bool good = true;

	links->at = xb_arena_alloc(&list->arena, (links->names.count + 1) * sizeof(*links->at));
	for (size_t i = 0; i < links->names.count; i++) {
		const struct xb_text *name = &links->names.items[i];

		links->at[i] = row_called(list, name->text);
		if (links->at[i] == list->count)
			good = xb_error(diags, XB_CODE_BAD_VALUE, name->at,
					"symptom %s: %s: there is no symptom '%s'",
					symptom->name.text, key, name->text);
	}
	return good;
}

/* What ends a fault is a stage. */
static bool check_until(const struct xb_symptom_list *list, const struct xb_symptom *symptom,
			struct xb_diags *diags)
{
	bool good = true;

	for (size_t i = 0; i < symptom->until.names.count; i++)
		if (list->items[symptom->until.at[i]].kind != XB_SYMPTOM_STAGE)
			good = xb_error(diags, XB_CODE_BAD_VALUE, symptom->until.names.items[i].at,
					"symptom %s: until: '%s' is no stage", symptom->name.text,
					symptom->until.names.items[i].text);
	return good;
}

/* Whether a row counts is asked of the rows that it hangs on: none may lead back to where that began. */
enum row_state { ROW_NEW, ROW_OPEN, ROW_DONE };

static bool check_row(const struct xb_symptom_list *list, size_t at, enum row_state *states,
		      struct xb_diags *diags);

static bool check_links(const struct xb_symptom_list *list, const struct xb_symptom *symptom,
			const char *key, const struct xb_symptom_links *links,
			enum row_state *states, struct xb_diags *diags)
{
	bool good = true;

	for (size_t i = 0; i < links->names.count; i++) {
		const struct xb_text *name = &links->names.items[i];

		if (states[links->at[i]] == ROW_OPEN)
			good = xb_error(diags, XB_CODE_BAD_VALUE, name->at,
					"symptom %s: %s: '%s' hangs on %s itself",
					symptom->name.text, key, name->text, symptom->name.text);
		else if (states[links->at[i]] == ROW_NEW)
			good &= check_row(list, links->at[i], states, diags);
	}
	return good;
}

static bool check_row(const struct xb_symptom_list *list, size_t at, enum row_state *states,
		      struct xb_diags *diags)
{
	const struct xb_symptom *symptom = &list->items[at];
	bool good;

	states[at] = ROW_OPEN;
	good = check_links(list, symptom, "after", &symptom->after, states, diags);
	good &= check_links(list, symptom, "unless", &symptom->unless, states, diags);
	states[at] = ROW_DONE;
	return good;
}

static bool check_circles(const struct xb_symptom_list *list, struct xb_diags *diags)
{
	enum row_state *states = xb_alloc((list->count + 1) * sizeof(*states));
	bool good = true;

	for (size_t i = 0; i < list->count; i++)
		if (states[i] == ROW_NEW)
			good &= check_row(list, i, states, diags);
	free(states);
	return good;
}

static bool link_all(struct xb_symptom_list *list, struct xb_diags *diags)
{
	bool good = true;

	for (size_t i = 0; i < list->count; i++) {
		struct xb_symptom *symptom = &list->items[i];

		good &= link_rows(list, symptom, "after", &symptom->after, diags);
		good &= link_rows(list, symptom, "unless", &symptom->unless, diags);
		good &= link_rows(list, symptom, "retried", &symptom->retried, diags);
		good &= link_rows(list, symptom, "until", &symptom->until, diags) &&
			check_until(list, symptom, diags);
	}
	return good && check_circles(list, diags);
}

/* ---- Reading -------------------------------------------------------------------------------- */

static bool read_file(struct xb_symptom_list *list, size_t *capacity, struct xb_decoder *d,
		      struct xb_data *data, const struct xb_data_file *file)
{
	struct xb_document *document = xb_data_parse(data, file, d->diags);
	struct symptom_file content = {0};
	bool good;

	if (!document)
		return false;
	list->documents->items[list->documents->count++] = document;
	good = xb_schema_decode(d, &file_schema, document->root, &content);
	for (size_t i = 0; good && i < content.count; i++) {
		list->items = xb_grow(list->items, capacity, list->count, sizeof(*list->items));
		list->items[list->count] = content.items[i];
		good &= settle(&list->items[list->count++], d->diags);
	}
	return good;
}

struct xb_symptom_list *xb_symptoms_load(struct xb_data *data, struct xb_diags *diags)
{
	struct xb_symptom_list *list = xb_alloc(sizeof(*list));
	struct xb_decoder d = {.arena = &list->arena, .diags = diags};
	struct xb_data_file *files;
	size_t count = xb_data_list(data, XB_DATA_SYMPTOMS, &files), capacity = 0;
	bool good = true;

	list->documents = xb_arena_alloc(&list->arena, sizeof(*list->documents));
	list->documents->items =
		xb_arena_alloc(&list->arena, (count + 1) * sizeof(*list->documents->items));
	for (size_t i = 0; i < count; i++)
		good &= read_file(list, &capacity, &d, data, &files[i]);
	free(files);
	if (good && link_all(list, diags))
		return list;
	xb_symptoms_free(list);
	return NULL;
}

void xb_symptoms_free(struct xb_symptom_list *list)
{
	if (!list)
		return;
	for (size_t i = 0; i < list->documents->count; i++)
		xb_yaml_free(list->documents->items[i]);
	free(list->items);
	xb_arena_clear(&list->arena);
	free(list);
}
