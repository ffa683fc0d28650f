/* SPDX-License-Identifier: MIT */
/* Structures to bytes and back, by the tables of schema.h. Numbers are little-endian; a text is its
 * length, its bytes and a NUL, so that it is used where it lies. */
#include <string.h>

#include "model/pack.h"

/* A text that is not there, as opposed to an empty one. */
#define NO_TEXT UINT32_MAX

/* ---- Out ------------------------------------------------------------------------------------ */

static void put_number(struct xb_buf *out, uint64_t value, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++)
		xb_buf_putc(out, (char)(unsigned char)(value >> (8 * i)));
}

static void put_pos(struct xb_buf *out, struct xb_pos at)
{
	put_number(out, at.line, 4);
	put_number(out, at.column, 4);
}

static void put_text(struct xb_buf *out, const struct xb_text *text)
{
	size_t length = text->text ? strlen(text->text) : 0;

	put_number(out, text->text ? length : NO_TEXT, 4);
	if (!text->text)
		return;
	xb_buf_add(out, text->text, length + 1);
	put_pos(out, text->at);
}

static bool put_items(const struct xb_schema *schema, struct xb_items items, struct xb_buf *out)
{
	bool good = true;

	put_number(out, items.count, 4);
	for (size_t i = 0; i < items.count; i++)
		good &= xb_pack(schema, (const char *)items.items + i * schema->size, out);
	return good;
}

static bool put_field(const struct xb_field *field, const char *source, struct xb_buf *out)
{
	const void *at = source + field->offset;
	const struct xb_number *number = at;
	const struct xb_flag *flag = at;
	const struct xb_texts *texts = at;

	switch (field->shape) {
	case XB_SHAPE_TEXT:
		put_text(out, at);
		return true;
	case XB_SHAPE_NUMBER:
	case XB_SHAPE_ADDRESS:
		put_number(out, number->value, 8);
		put_number(out, (number->given ? 1u : 0u) | (number->automatic ? 2u : 0u), 1);
		put_pos(out, number->at);
		return true;
	case XB_SHAPE_FLAG:
		put_number(out, (flag->value ? 1u : 0u) | (flag->given ? 2u : 0u), 1);
		put_pos(out, flag->at);
		return true;
	case XB_SHAPE_TEXTS:
		put_number(out, texts->count, 4);
		for (size_t i = 0; i < texts->count; i++)
			put_text(out, &texts->items[i]);
		return true;
	case XB_SHAPE_MAP:
		return xb_pack(field->sub, at, out);
	case XB_SHAPE_MAPS:
		return put_items(field->sub, xb_items_get(field, source), out);
	case XB_SHAPE_FORMAT:
	case XB_SHAPE_IGNORED:
		return true;
	case XB_SHAPE_NAMED:
	case XB_SHAPE_SETTINGS:
	case XB_SHAPE_LEVELS:
	case XB_SHAPE_OWN:
		break;
	}
	return false;
}

bool xb_pack(const struct xb_schema *schema, const void *source, struct xb_buf *out)
{
	bool good = true;

	if (schema->at_offset != XB_NO_POS)
		put_pos(out, *(const struct xb_pos *)((const char *)source + schema->at_offset));
	for (size_t i = 0; i < xb_schema_count(schema); i++) {
		size_t start;
		const struct xb_field *field = xb_schema_row(schema, i, &start);

		good &= put_field(field, (const char *)source + start, out);
	}
	return good;
}

/* ---- In ------------------------------------------------------------------------------------- */

struct reader {
	const unsigned char *at, *end; /* at NULL: what was read was no packed structure */
	const char *path;
	struct xb_arena *arena;
};

/* The next BYTES, or NULL when there are not so many. */
static const unsigned char *take(struct reader *in, size_t bytes)
{
	const unsigned char *taken = in->at;

	if (!taken || (size_t)(in->end - taken) < bytes)
		taken = NULL;
	in->at = taken ? taken + bytes : NULL;
	return taken;
}

/* Without a loop, which a compiler turns into one load: there are thousands of them at start-up. */
static uint32_t number32(const unsigned char *at)
{
	return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static uint8_t get_byte(struct reader *in)
{
	const unsigned char *at = take(in, 1);

	return at ? *at : 0;
}

static uint32_t get_number32(struct reader *in)
{
	const unsigned char *at = take(in, 4);

	return at ? number32(at) : 0;
}

static uint64_t get_number64(struct reader *in)
{
	const unsigned char *at = take(in, 8);

	return at ? number32(at) | (uint64_t)number32(at + 4) << 32 : 0;
}

static struct xb_pos get_pos(struct reader *in)
{
	const unsigned char *at = take(in, 8);
	struct xb_pos pos = {0};

	if (at && number32(at))
		pos = (struct xb_pos){in->path, number32(at), number32(at + 4)};
	return pos;
}

static struct xb_text get_text(struct reader *in)
{
	uint32_t length = get_number32(in);
	struct xb_text text = {0};

	if (!in->at || length == NO_TEXT)
		return text;
	if ((size_t)(in->end - in->at) <= length || in->at[length] != '\0') {
		in->at = NULL;
		return text;
	}
	text.text = (const char *)in->at;
	in->at += length + 1;
	text.at = get_pos(in);
	return text;
}

/* How many items follow; each of them has at least one byte. */
static size_t get_count(struct reader *in)
{
	uint32_t count = get_number32(in);

	if (in->at && count > (size_t)(in->end - in->at))
		in->at = NULL;
	return in->at ? count : 0;
}

static void get_struct(struct reader *in, const struct xb_schema *schema, void *target);

static struct xb_items get_items(struct reader *in, const struct xb_schema *schema)
{
	size_t count = get_count(in);
	char *items = count ? xb_arena_alloc(in->arena, count * schema->size) : NULL;

	for (size_t i = 0; in->at && i < count; i++)
		get_struct(in, schema, items + i * schema->size);
	return (struct xb_items){items, count};
}

static void get_texts(struct reader *in, struct xb_texts *texts)
{
	texts->count = get_count(in);
	if (texts->count)
		texts->items = xb_arena_alloc(in->arena, texts->count * sizeof(*texts->items));
	for (size_t i = 0; i < texts->count; i++)
		texts->items[i] = get_text(in);
}

static void get_field(struct reader *in, const struct xb_field *field, char *target)
{
	void *at = target + field->offset;
	struct xb_number *number = at;
	struct xb_flag *flag = at;
	uint8_t bits;

	switch (field->shape) {
	case XB_SHAPE_TEXT:
		*(struct xb_text *)at = get_text(in);
		break;
	case XB_SHAPE_NUMBER:
	case XB_SHAPE_ADDRESS:
		number->value = get_number64(in);
		bits = get_byte(in);
		number->given = bits & 1;
		number->automatic = bits & 2;
		number->at = get_pos(in);
		break;
	case XB_SHAPE_FLAG:
		bits = get_byte(in);
		flag->value = bits & 1;
		flag->given = bits & 2;
		flag->at = get_pos(in);
		break;
	case XB_SHAPE_TEXTS:
		get_texts(in, at);
		break;
	case XB_SHAPE_MAP:
		get_struct(in, field->sub, at);
		break;
	case XB_SHAPE_MAPS:
		xb_items_set(field, target, get_items(in, field->sub));
		break;
	case XB_SHAPE_FORMAT:
	case XB_SHAPE_IGNORED:
	case XB_SHAPE_NAMED:
	case XB_SHAPE_SETTINGS:
	case XB_SHAPE_LEVELS:
	case XB_SHAPE_OWN:
		break;
	}
}

/* The schema's own rows. */
static void get_fields(struct reader *in, const struct xb_schema *schema, char *target)
{
	for (size_t i = 0; in->at && i < schema->count; i++)
		get_field(in, &schema->fields[i], target);
}

static void get_struct(struct reader *in, const struct xb_schema *schema, void *target)
{
	if (schema->at_offset != XB_NO_POS)
		*(struct xb_pos *)((char *)target + schema->at_offset) = get_pos(in);
	if (schema->base)
		get_fields(in, schema->base, (char *)target + schema->base_offset);
	get_fields(in, schema, target);
}

bool xb_unpack(const struct xb_schema *schema, const char *path, const void *data, size_t size,
	       struct xb_arena *arena, void *target)
{
	struct reader in = {.at = data, .path = path, .arena = arena};

	in.end = in.at + size;
	get_struct(&in, schema, target);
	return in.at == in.end;
}
