/* SPDX-License-Identifier: MIT */
/* A journal as bytes; draft/journal.h says what they are. */
#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "draft/journal.h"

#define WORD "xenboot-journal "
#define FIRST_LINE WORD "1\n"

enum {
	MOST_NAME = 8192, /* a path and more */
	MOST_DIGITS = 7,
	CHECK_DIGITS = 8
};

static const char *const record_words[] = {
	[XB_RECORD_PROFILE] = "profile", [XB_RECORD_BEGIN] = "begin", [XB_RECORD_STEP] = "step",
	[XB_RECORD_UNDO] = "undo",	 [XB_RECORD_REDO] = "redo",
};

void xb_text_digest(const char *text, size_t length, char out[XB_TEXT_DIGEST])
{
	SHA256Data((const uint8_t *)text, length, out);
}

/* ---- Writing -------------------------------------------------------------------------------- */

static uint32_t add_to_check(uint32_t check, const char *bytes, size_t length)
{
	return length ? (uint32_t)crc32(check, (const Bytef *)bytes, (uInt)length) : check;
}

void xb_journal_put(struct xb_buf *out, uint32_t *check, enum xb_record kind, const char *name,
		    const char *text, size_t length)
{
	size_t name_length = name ? strlen(name) : 0, begin = out->length;

	xb_buf_printf(out, "%s %zu %zu ", record_words[kind], name_length, length);
	*check = add_to_check(*check, out->data + begin, out->length - begin);
	*check = add_to_check(*check, name, name_length);
	*check = add_to_check(*check, text, length);
	xb_buf_printf(out, "%08x\n", (unsigned)*check);
	xb_buf_add(out, name, name_length);
	xb_buf_add(out, text, length);
	xb_buf_putc(out, '\n');
}

void xb_journal_put_all(struct xb_buf *out, uint32_t *check, const char *key, const char *digest,
			const struct xb_history *history)
{
	const struct xb_state *states = history->items;

	*check = 0;
	xb_buf_puts(out, FIRST_LINE);
	xb_journal_put(out, check, XB_RECORD_PROFILE, key, digest, strlen(digest));
	xb_journal_put(out, check, XB_RECORD_BEGIN, NULL, states[0].text, states[0].length);
	for (size_t i = 1; i < history->count; i++)
		xb_journal_put(out, check, XB_RECORD_STEP, states[i].step, states[i].text,
			       states[i].length);
	for (size_t i = history->count - 1; i > history->now; i--)
		xb_journal_put(out, check, XB_RECORD_UNDO, NULL, NULL, 0);
}

/* ---- Reading -------------------------------------------------------------------------------- */

struct reader {
	const char *bytes;
	size_t length, at;
	uint32_t check;
};

struct record {
	enum xb_record kind;
	const char *name, *text;
	size_t name_length, length;
};

static bool read_kind(struct reader *r, enum xb_record *kind)
{
	for (size_t i = 0; i < XB_RECORD_COUNT; i++) {
		size_t length = strlen(record_words[i]);

		if (r->length - r->at > length && r->bytes[r->at + length] == ' ' &&
		    memcmp(r->bytes + r->at, record_words[i], length) == 0) {
			*kind = (enum xb_record)i;
			r->at += length + 1;
			return true;
		}
	}
	return false;
}

/* Digits and a blank: a number up to MOST. */
static bool read_number(struct reader *r, size_t most, size_t *number)
{
	size_t begin = r->at;

	*number = 0;
	for (; r->at < r->length && r->bytes[r->at] >= '0' && r->bytes[r->at] <= '9'; r->at++) {
		if (r->at - begin == MOST_DIGITS)
			return false;
		*number = *number * 10 + (size_t)(r->bytes[r->at] - '0');
	}
	if (r->at == begin || r->at == r->length || r->bytes[r->at] != ' ' || *number > most)
		return false;
	r->at++;
	return true;
}

static bool is_check(const struct reader *r, uint32_t check)
{
	char want[CHECK_DIGITS + 2];

	snprintf(want, sizeof(want), "%08x\n", (unsigned)check);
	return memcmp(r->bytes + r->at, want, CHECK_DIGITS + 1) == 0;
}

/* The record at the reader's place, whole and sound; false: there is none. */
static bool read_record(struct reader *r, struct record *record)
{
	size_t begin = r->at, rest;
	uint32_t check;

	if (!read_kind(r, &record->kind) || !read_number(r, MOST_NAME, &record->name_length) ||
	    !read_number(r, XB_TEXT_BYTES, &record->length))
		return false;
	rest = CHECK_DIGITS + 1 + record->name_length + record->length + 1;
	if (r->length - r->at < rest)
		return false;
	record->name = r->bytes + r->at + CHECK_DIGITS + 1;
	record->text = record->name + record->name_length;
	check = add_to_check(r->check, r->bytes + begin, r->at - begin);
	check = add_to_check(check, record->name, record->name_length + record->length);
	if (!is_check(r, check) || record->text[record->length] != '\n')
		return false;
	r->check = check;
	r->at += rest;
	return true;
}

static bool read_beginning(struct reader *r, struct xb_journal_content *content)
{
	size_t first = strlen(FIRST_LINE);
	struct record record;

	if (r->length < first || memcmp(r->bytes, FIRST_LINE, first) != 0)
		return false;
	r->at = first;
	if (!read_record(r, &record) || record.kind != XB_RECORD_PROFILE ||
	    record.length >= sizeof(content->digest))
		return false;
	content->key = xb_strndup(record.name, record.name_length);
	memcpy(content->digest, record.text, record.length);
	if (!read_record(r, &record) || record.kind != XB_RECORD_BEGIN)
		return false;
	xb_history_begin(&content->history, record.text, record.length);
	return true;
}

/* Do again what the record says; false: it cannot be done here. */
static bool follow(struct xb_history *history, const struct record *record)
{
	char *name;

	if (record->kind == XB_RECORD_UNDO)
		return xb_history_undo(history);
	if (record->kind == XB_RECORD_REDO)
		return xb_history_redo(history);
	if (record->kind != XB_RECORD_STEP)
		return false;
	name = xb_strndup(record->name, record->name_length);
	xb_history_push(history, name, record->text, record->length);
	free(name);
	return true;
}

bool xb_journal_parse(const char *bytes, size_t length, struct xb_journal_content *content)
{
	struct reader r = {.bytes = bytes, .length = length};
	struct record record;

	*content = (struct xb_journal_content){0};
	if (!read_beginning(&r, content)) {
		xb_journal_content_clear(content);
		return false;
	}
	do {
		content->length = r.at;
		content->check = r.check;
	} while (read_record(&r, &record) && follow(&content->history, &record));
	return true;
}

bool xb_journal_is_foreign(const char *bytes, size_t length)
{
	size_t word = strlen(WORD), first = strlen(FIRST_LINE);

	return length >= first && memcmp(bytes, WORD, word) == 0 &&
	       memcmp(bytes, FIRST_LINE, first) != 0;
}

static bool has_digest(const struct xb_state *state, const char *digest)
{
	char own[XB_TEXT_DIGEST];

	xb_text_digest(state->text, state->length, own);
	return strcmp(own, digest) == 0;
}

size_t xb_journal_unsaved(const struct xb_journal_content *content, const char *digest)
{
	const struct xb_history *history = &content->history;
	size_t now = history->now;

	if (has_digest(&history->items[now], digest))
		return 0;
	/* The text that was saved may have been left by steps or by undo. */
	for (size_t far = 1; far <= now || now + far < history->count; far++)
		if ((far <= now && has_digest(&history->items[now - far], content->digest)) ||
		    (now + far < history->count &&
		     has_digest(&history->items[now + far], content->digest)))
			return far;
	return now > 0 ? now : 1;
}

void xb_journal_content_clear(struct xb_journal_content *content)
{
	free(content->key);
	xb_history_clear(&content->history);
	*content = (struct xb_journal_content){0};
}
