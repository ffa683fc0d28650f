/* SPDX-License-Identifier: MIT */
#include "ui/terminal-parts.h"

#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <wchar.h>

#include "ui/terminal-signal.h"
#include "ui/text.h"

/* A paste that is longer is cut; what has begun and does not go on for this time is over. */
enum { PASTE_BYTES = 1 << 20, REST_MS = 1000, DOUBLE_CLICK_MS = 400 };
/* An Esc that is older begins no key. */
enum { LATE_MS = 3000 };

static const struct {
	int code, key;
} keys[] = {
	{KEY_UP, UI_KEY_UP},
	{KEY_DOWN, UI_KEY_DOWN},
	{KEY_LEFT, UI_KEY_LEFT},
	{KEY_RIGHT, UI_KEY_RIGHT},
	{KEY_PPAGE, UI_KEY_PAGE_UP},
	{KEY_A3, UI_KEY_PAGE_UP},
	{KEY_NPAGE, UI_KEY_PAGE_DOWN},
	{KEY_C3, UI_KEY_PAGE_DOWN},
	{KEY_HOME, UI_KEY_HOME},
	{KEY_FIND, UI_KEY_HOME},
	{KEY_A1, UI_KEY_HOME},
	{KEY_END, UI_KEY_END},
	{KEY_SELECT, UI_KEY_END},
	{KEY_LL, UI_KEY_END},
	{KEY_C1, UI_KEY_END},
	{KEY_IC, UI_KEY_INSERT},
	{KEY_DC, UI_KEY_DELETE},
	{KEY_BACKSPACE, UI_KEY_BACKSPACE},
	{8, UI_KEY_BACKSPACE},
	{127, UI_KEY_BACKSPACE},
	{KEY_BTAB, UI_KEY_BACK_TAB},
	{KEY_ENTER, UI_KEY_ENTER},
	{10, UI_KEY_ENTER},
	{CODE_WORD_LEFT, UI_KEY_WORD_LEFT},
	{CODE_WORD_RIGHT, UI_KEY_WORD_RIGHT},
};

long long ui_terminal_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* ---- Waiting ------------------------------------------------------------------------------- */

/* Readable and nothing to read: that is the end of it. */
static bool is_at_end(int fd)
{
	struct pollfd polled = {.fd = fd, .events = POLLIN};
	int waiting;

	return poll(&polled, 1, 0) > 0 && ioctl(fd, FIONREAD, &waiting) == 0 && waiting == 0;
}

/* Wait for input, a signal or the time: whatever it was, it is looked at afterwards. */
static void wait_for_input(struct ui_terminal *terminal, int timeout)
{
	struct pollfd polled = {.fd = fileno(terminal->in), .events = POLLIN};

	if (ui_signals_poll(&polled, timeout) <= 0)
		return;
	if (polled.revents & (POLLHUP | POLLERR | POLLNVAL))
		terminal->hung = true;
}

/* The next code of curses, or ERR where none is there. */
static int next_code(struct ui_terminal *terminal)
{
	int code = wgetch(terminal->keys);

	if (code == ERR && is_at_end(fileno(terminal->in)))
		terminal->hung = true;
	return code;
}

/* The next code of something that has begun; ERR when it does not go on. */
static int rest_code(struct ui_terminal *terminal)
{
	long long end = ui_terminal_now() + REST_MS;
	int code;

	while ((code = next_code(terminal)) == ERR) {
		long long left = end - ui_terminal_now();

		if (left <= 0 || terminal->hung || ui_signal_came(UI_SIGNAL_HANGUP))
			break;
		wait_for_input(terminal, (int)left);
	}
	return code;
}

/* ---- Pastes -------------------------------------------------------------------------------- */

/* Add a byte that was typed or pasted, in the encoding of the locale. */
static void put_byte(const struct ui_terminal *terminal, struct xb_buf *buf, int byte)
{
	char text[UI_UTF8_BYTES];
	wint_t wide;

	if (terminal->utf8 || byte < 0x80) {
		xb_buf_putc(buf, (char)byte);
		return;
	}
	wide = btowc(byte);
	if (wide == WEOF)
		xb_buf_putc(buf, '?');
	else
		xb_buf_add(buf, text, ui_text_encode((int)wide, text));
}

static bool read_paste(struct ui_terminal *terminal, struct ui_event *event)
{
	struct xb_buf *buf = &terminal->pastes[terminal->paste_next];
	int code;

	buf->length = 0;
	while ((code = rest_code(terminal)) != CODE_PASTE_END && code != ERR)
		if (code <= 0xff && buf->length < PASTE_BYTES)
			put_byte(terminal, buf, code);
	terminal->paste_next = !terminal->paste_next;
	event->key = UI_KEY_PASTE;
	event->length = buf->length;
	event->text = "";
	if (buf->length > 0) {
		buf->data[buf->length] = '\0';
		event->text = buf->data;
	}
	return true;
}

/* ---- Mouse --------------------------------------------------------------------------------- */

static enum ui_mouse click_kind(struct ui_terminal *terminal, int row, int col)
{
	long long now = ui_terminal_now();
	bool again = row == terminal->click_row && col == terminal->click_col &&
		     terminal->click_time && now - terminal->click_time <= DOUBLE_CLICK_MS;

	terminal->click_row = row;
	terminal->click_col = col;
	terminal->click_time = again ? 0 : now; /* a third one begins anew */
	return again ? UI_MOUSE_DOUBLE : UI_MOUSE_CLICK;
}

/* The buttons as xterm counts them: 0 is the left one, and the wheel's two have 64 added. */
static bool event_of_button(struct ui_terminal *terminal, int button, int row, int col,
			    struct ui_event *event)
{
	enum { WITH_KEYS = 4 | 8 | 16, WHEEL_UP = 64, WHEEL_DOWN = 65 };

	button &= ~WITH_KEYS;
	if (row < 0 || col < 0 || (button != 0 && button != WHEEL_UP && button != WHEEL_DOWN))
		return false;
	event->key = UI_KEY_MOUSE;
	event->row = row;
	event->col = col;
	event->mouse = button == WHEEL_UP     ? UI_MOUSE_WHEEL_UP
		       : button == WHEEL_DOWN ? UI_MOUSE_WHEEL_DOWN
					      : click_kind(terminal, row, col);
	return true;
}

/* BUTTON;COLUMN;ROW from 1, then M where the button went down. */
static bool read_mouse_decimal(struct ui_terminal *terminal, struct ui_event *event)
{
	int numbers[3] = {0}, count = 0, code;

	while (((code = rest_code(terminal)) >= '0' && code <= '9') || code == ';') {
		if (code == ';')
			count++;
		if (count > 2 || numbers[count] > 9999)
			return false;
		if (code != ';')
			numbers[count] = numbers[count] * 10 + code - '0';
	}
	return code == 'M' && count == 2 &&
	       event_of_button(terminal, numbers[0], numbers[2] - 1, numbers[1] - 1, event);
}

/* The same in three bytes, each with 32 added. */
static bool read_mouse_bytes(struct ui_terminal *terminal, struct ui_event *event)
{
	int bytes[3];

	for (int i = 0; i < 3; i++) {
		bytes[i] = rest_code(terminal) - 32;
		if (bytes[i] < 0 || bytes[i] > 0xff - 32)
			return false;
	}
	return event_of_button(terminal, bytes[0], bytes[2] - 1, bytes[1] - 1, event);
}

/* ---- Keys ---------------------------------------------------------------------------------- */

/* The bytes of the character that BYTE begins; 0: none begins so. */
static size_t sequence_length(int byte)
{
	return byte >= 0xc2 && byte <= 0xdf   ? 2
	       : byte >= 0xe0 && byte <= 0xef ? 3
	       : byte >= 0xf0 && byte <= 0xf4 ? 4
					      : 0;
}

/* A byte of 0x80 or more; the others of its character may have come before or come later. */
static bool read_byte(struct ui_terminal *terminal, int byte, struct ui_event *event)
{
	char *partial = terminal->partial;
	size_t wanted;
	wint_t wide;

	if (!terminal->utf8) {
		wide = btowc(byte);
		event->key = wide == WEOF ? UI_KEY_NONE : (int)wide;
		return wide != WEOF;
	}
	if (sequence_length(byte) > 0)
		terminal->partial_length = 0;
	else if (terminal->partial_length == 0)
		return false;
	partial[terminal->partial_length++] = (char)byte;
	wanted = sequence_length((unsigned char)partial[0]);
	if (terminal->partial_length < wanted)
		return false;
	terminal->partial_length = 0;
	if (xb_utf8_length(partial, wanted) != wanted)
		return false;
	event->key = ui_text_decode(partial, wanted);
	return true;
}

/* The key that erases by the terminal's settings; only a control character can be one. */
static bool is_erase(int code)
{
	unsigned char erase = (unsigned char)erasechar();

	return erase != 0 && code == erase && ui_text_is_control(erase);
}

static bool event_of_code(struct ui_terminal *terminal, int code, struct ui_event *event)
{
	if (code >= 0x80 && code <= 0xff)
		return read_byte(terminal, code, event);
	terminal->partial_length = 0;
	if (code == CODE_PASTE_BEGIN)
		return read_paste(terminal, event);
	if (code == CODE_MOUSE_DECIMAL)
		return read_mouse_decimal(terminal, event);
	if (code == CODE_MOUSE_BYTES)
		return read_mouse_bytes(terminal, event);
	for (size_t i = 0; i < XB_COUNT(keys); i++) {
		if (keys[i].code == code) {
			event->key = keys[i].key;
			return true;
		}
	}
	if (code >= KEY_F(1) && code <= KEY_F(12))
		event->key = UI_KEY_F1 + code - KEY_F(1);
	else if (code < 0x80)
		event->key = is_erase(code) ? UI_KEY_BACKSPACE : code;
	else
		return false; /* a key that means nothing here */
	return true;
}

/* ---- Events -------------------------------------------------------------------------------- */

/* What signals ask for; false: nothing that the caller has to know. */
static bool event_of_signal(struct ui_terminal *terminal, struct ui_event *event)
{
	bool changed = false;

	event->key = UI_KEY_HANGUP;
	if (terminal->hung || ui_signal_came(UI_SIGNAL_HANGUP))
		return true; /* again and again, so that no dialog can overlook it */
	event->key = UI_KEY_RESIZE;
	if (ui_signal_came(UI_SIGNAL_STOP)) {
		ui_terminal_suspend(terminal);
		changed = true;
	}
	if (ui_signal_came(UI_SIGNAL_CONTINUE)) {
		ui_signal_take(UI_SIGNAL_CONTINUE);
		ui_terminal_resume(terminal);
		changed = true;
	}
	if (ui_signal_came(UI_SIGNAL_RESIZE)) {
		ui_signal_take(UI_SIGNAL_RESIZE);
		/* Back at the same size, the terminal may have lost what stood there meanwhile. */
		if (!ui_terminal_resized(terminal))
			ui_terminal_redraw(terminal);
		changed = true;
	}
	return changed;
}

/* The next event that is there already. */
static bool event_at_hand(struct ui_terminal *terminal, struct ui_event *event)
{
	int code;

	*event = (struct ui_event){.key = UI_KEY_NONE};
	/* Signals come through for a moment, so that a stream of keys does not keep them off. */
	wait_for_input(terminal, 0);
	if (event_of_signal(terminal, event))
		return true;
	while ((code = next_code(terminal)) != ERR) {
		terminal->is_late = false;
		if (terminal->escape_time && ui_terminal_now() - terminal->escape_time < LATE_MS)
			code = ui_late_code(terminal, code, rest_code);
		terminal->escape_time = code == UI_KEY_ESC ? ui_terminal_now() : 0;
		event->late = terminal->is_late;
		if (event_of_code(terminal, code, event))
			return true;
	}
	event->key = UI_KEY_NONE;
	event->late = false;
	return false;
}

bool ui_terminal_pending(struct ui_terminal *terminal)
{
	if (!terminal->is_ahead)
		terminal->is_ahead = event_at_hand(terminal, &terminal->ahead);
	return terminal->is_ahead;
}

void ui_terminal_read(struct ui_terminal *terminal, int timeout, struct ui_event *event)
{
	long long deadline = timeout < 0 ? 0 : ui_terminal_now() + timeout;

	while (!ui_terminal_pending(terminal)) {
		long long left = timeout < 0 ? -1 : deadline - ui_terminal_now();

		if (timeout >= 0 && left <= 0) {
			*event = (struct ui_event){.key = UI_KEY_NONE};
			return;
		}
		wait_for_input(terminal, (int)left);
	}
	*event = terminal->ahead;
	terminal->is_ahead = false;
}
