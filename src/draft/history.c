/* SPDX-License-Identifier: MIT */
#include "draft/history.h"

#include <stdlib.h>
#include <string.h>

static size_t cost(const struct xb_state *state)
{
	return sizeof(*state) + state->length + (state->step ? strlen(state->step) : 0);
}

static void forget(struct xb_history *history, size_t index)
{
	struct xb_state *state = &history->items[index];

	history->bytes -= cost(state);
	free(state->step);
	free(state->text);
	history->count--;
	memmove(state, state + 1, (history->count - index) * sizeof(*state));
}

static void append(struct xb_history *history, char *step, const char *text, size_t length)
{
	struct xb_state *state;

	history->items = xb_grow(history->items, &history->capacity, history->count,
				 sizeof(*history->items));
	state = &history->items[history->count++];
	*state = (struct xb_state){.step = step, .text = xb_alloc(length + 1), .length = length};
	if (length)
		memcpy(state->text, text, length);
	history->bytes += cost(state);
}

/* NAME as it can be shown anywhere, in one line, cut where it is longer than a line. */
static char *shown_name(const char *name)
{
	struct xb_buf shown = {0};
	size_t end = XB_STEP_BYTES - 3;

	xb_buf_put_visible(&shown, name, strlen(name));
	if (shown.length > XB_STEP_BYTES) {
		/* Not inside a character. */
		while (((unsigned char)shown.data[end] & 0xc0) == 0x80)
			end--;
		shown.length = end;
		xb_buf_puts(&shown, "...");
	}
	return xb_buf_take(&shown);
}

void xb_history_begin(struct xb_history *history, const char *text, size_t length)
{
	xb_history_clear(history);
	append(history, NULL, text, length);
}

void xb_history_push(struct xb_history *history, const char *step, const char *text, size_t length)
{
	while (history->count > history->now + 1)
		forget(history, history->count - 1);
	append(history, shown_name(step), text, length);
	history->now = history->count - 1;
	while (history->bytes > XB_HISTORY_BYTES && history->now > 0) {
		forget(history, 0);
		history->now--;
	}
}

bool xb_history_undo(struct xb_history *history)
{
	if (history->now == 0)
		return false;
	history->now--;
	return true;
}

bool xb_history_redo(struct xb_history *history)
{
	if (history->now + 1 >= history->count)
		return false;
	history->now++;
	return true;
}

const struct xb_state *xb_history_now(const struct xb_history *history)
{
	return &history->items[history->now];
}

bool xb_state_is(const struct xb_state *state, const char *text, size_t length)
{
	return state->length == length && (!length || memcmp(state->text, text, length) == 0);
}

void xb_history_clear(struct xb_history *history)
{
	for (size_t i = 0; i < history->count; i++) {
		free(history->items[i].step);
		free(history->items[i].text);
	}
	free(history->items);
	*history = (struct xb_history){0};
}
