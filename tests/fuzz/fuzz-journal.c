/* SPDX-License-Identifier: MIT */
/*
 * A journal from its bytes: what is read of it is its sound part, and is the same when it is
 * written and read again. Checksums stop a fuzzer at once, so that a first line "#steps" makes each
 * further line a step ("<" and ">" lines: undo and redo) of a journal that is written here, then
 * damaged where the line "@PLACE BYTE" says.
 */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "draft/journal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_same(const struct xb_history *a, const struct xb_history *b)
{
	assert(a->count == b->count && a->now == b->now);
	for (size_t i = 0; i < a->count; i++) {
		assert(xb_state_is(&a->items[i], b->items[i].text, b->items[i].length));
		assert(i == 0 || strcmp(a->items[i].step, b->items[i].step) == 0);
	}
}

static void write_and_read_again(const struct xb_journal_content *content)
{
	struct xb_journal_content again;
	struct xb_buf bytes = {0};
	uint32_t check;

	xb_journal_put_all(&bytes, &check, content->key, content->digest, &content->history);
	assert(xb_journal_parse(bytes.data, bytes.length, &again));
	assert(again.length == bytes.length && again.check == check);
	assert(strcmp(again.key, content->key) == 0);
	check_same(&again.history, &content->history);
	xb_journal_content_clear(&again);
	xb_buf_clear(&bytes);
}

static void try_bytes(const char *bytes, size_t length)
{
	struct xb_journal_content content, sound;

	xb_journal_is_foreign(bytes, length);
	if (!xb_journal_parse(bytes, length, &content)) {
		assert(!content.key && content.history.count == 0);
		return;
	}
	assert(content.length <= length && content.history.now < content.history.count);
	xb_journal_unsaved(&content, "-");
	assert(xb_journal_parse(bytes, content.length, &sound));
	assert(sound.length == content.length && sound.check == content.check);
	check_same(&sound.history, &content.history);
	write_and_read_again(&content);
	xb_journal_content_clear(&sound);
	xb_journal_content_clear(&content);
}

/* ---- A journal that is written first -------------------------------------------------------- */

struct writer {
	struct xb_buf bytes;
	uint32_t check;
	struct xb_history history;
	size_t damage_at;
	unsigned damage;
};

static void put_line(struct writer *w, const char *line, size_t length)
{
	if (length && line[0] == '@') {
		char *end;

		w->damage_at = strtoul(line + 1, &end, 10);
		w->damage = (unsigned)strtoul(end, NULL, 10) & 0xff;
	} else if (length == 1 && line[0] == '<') {
		if (xb_history_undo(&w->history))
			xb_journal_put(&w->bytes, &w->check, XB_RECORD_UNDO, NULL, NULL, 0);
	} else if (length == 1 && line[0] == '>') {
		if (xb_history_redo(&w->history))
			xb_journal_put(&w->bytes, &w->check, XB_RECORD_REDO, NULL, NULL, 0);
	} else {
		char *name = xb_strndup(line, length);
		const struct xb_state *now;

		xb_history_push(&w->history, name, line, length);
		now = xb_history_now(&w->history);
		xb_journal_put(&w->bytes, &w->check, XB_RECORD_STEP, now->step, now->text,
			       now->length);
		free(name);
	}
}

static void try_steps(const char *text)
{
	struct writer w = {.damage_at = SIZE_MAX};
	struct xb_journal_content content;

	xb_history_begin(&w.history, "begin", 5);
	xb_journal_put_all(&w.bytes, &w.check, "key", "-", &w.history);
	while (*text) {
		size_t length = strcspn(text, "\n");

		put_line(&w, text, length);
		text += length + (text[length] == '\n');
	}
	assert(xb_journal_parse(w.bytes.data, w.bytes.length, &content));
	assert(content.length == w.bytes.length);
	check_same(&content.history, &w.history);
	xb_journal_content_clear(&content);
	if (w.damage_at < w.bytes.length)
		w.bytes.data[w.damage_at] ^= (char)w.damage;
	try_bytes(w.bytes.data, w.bytes.length);
	xb_history_clear(&w.history);
	xb_buf_clear(&w.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char steps[] = "#steps\n";
	char *text = xb_alloc(size + 1);

	if (size)
		memcpy(text, bytes, size);
	if (strncmp(text, steps, strlen(steps)) == 0)
		try_steps(text + strlen(steps));
	else
		try_bytes((const char *)bytes, size);
	free(text);
	return 0;
}
