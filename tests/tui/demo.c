/* SPDX-License-Identifier: MIT */
/*
 * The smallest program on ui/terminal.h: a list, and a line that names the last event. By it the
 * terminal and the driver are tested without the front end.
 *   Up, Down, wheel   move      Ctrl-L  draw anew     s  crash     o  run the stack over
 *   click             select    Ctrl-Z  suspend       q  end       w  wait busily for a key
 *   f                 send more than any line holds that nobody reads
 */
#include <locale.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/terminal.h"

enum { ITEMS = 50 };

struct demo {
	struct ui_terminal *terminal;
	struct ui_screen screen;
	int at, top;
	char *said;
};

static void layout(struct demo *demo)
{
	int shown = demo->screen.rows - 3;

	if (demo->at < demo->top)
		demo->top = demo->at;
	if (demo->at >= demo->top + shown)
		demo->top = demo->at - shown + 1;
}

static void draw(struct demo *demo)
{
	struct ui_screen *screen = &demo->screen;
	struct ui_area all = {0, 0, screen->rows, screen->cols};

	ui_screen_clear(screen);
	ui_put(screen, all, 0, 0, all.cols, UI_TITLE, "A list", SIZE_MAX);
	ui_rule(screen, all, 1, "\u00e9tat \u6587\u5b57");
	for (int row = 2; row < all.rows - 1 && demo->top + row - 2 < ITEMS; row++) {
		int item = demo->top + row - 2;
		char *text =
			xb_format("Option number %d and its value, e\u0301 \u6587\u5b57", item);

		ui_put(screen, all, row, 2, all.cols - 2, item % 5 ? UI_NAME : UI_ERROR, text,
		       SIZE_MAX);
		free(text);
		if (item == demo->at) {
			ui_put(screen, all, row, 0, 1, UI_NAME, ">", 1);
			ui_lay(screen, all, row, 0, all.cols, UI_GROUND_SELECTED);
			screen->cursor_row = row;
			screen->cursor_col = 0;
		}
	}
	ui_put(screen, all, all.rows - 1, 0, all.cols, UI_HINT, demo->said, SIZE_MAX);
}

static void say(struct demo *demo, const struct ui_event *event)
{
	static const char *const mice[] = {"click", "double", "wheel up", "wheel down"};
	char name[UI_KEY_TEXT];

	free(demo->said);
	ui_key_name(event->key, name);
	if (event->key == UI_KEY_MOUSE)
		demo->said = xb_format("%s at %d, %d", mice[event->mouse], event->row + 1,
				       event->col + 1);
	else if (event->key == UI_KEY_PASTE)
		demo->said = xb_format("%s of %zu bytes: %.*s", name, event->length,
				       (int)event->length, event->text);
	else
		demo->said = xb_format("%s", name);
}

static void move_by(struct demo *demo, int step)
{
	int to = demo->at + step;

	if (to >= 0 && to < ITEMS)
		demo->at = to;
}

static void on_mouse(struct demo *demo, const struct ui_event *event)
{
	if (event->mouse == UI_MOUSE_WHEEL_UP)
		move_by(demo, -1);
	else if (event->mouse == UI_MOUSE_WHEEL_DOWN)
		move_by(demo, 1);
	else
		move_by(demo, demo->top + event->row - 2 - demo->at);
}

static void on_resize(struct demo *demo)
{
	int rows, cols;

	ui_terminal_size(demo->terminal, &rows, &cols);
	ui_screen_resize(&demo->screen, rows, cols);
}

/* Not by a null pointer, which some sanitizers see before the system does. */
static void crash(void)
{
	volatile uintptr_t nowhere = 64;

	*(volatile int *)nowhere = 0;
}

static int overrun(int depth)
{
	volatile char frame[4096];
	int deeper;

	frame[depth & 4095] = 1;
	deeper = depth < 0 ? 0 : overrun(depth + frame[depth & 4095]);
	return deeper + frame[deeper & 4095];
}

static void flood(struct demo *demo)
{
	for (int i = 0; i < 2000; i++) {
		ui_terminal_redraw(demo->terminal);
		ui_terminal_show(demo->terminal, &demo->screen, 0, demo->screen.rows);
	}
}

static void on_key(struct demo *demo, const struct ui_event *event)
{
	switch (event->key) {
	case UI_KEY_UP:
	case UI_KEY_DOWN:
		move_by(demo, event->key == UI_KEY_UP ? -1 : 1);
		break;
	case UI_KEY_MOUSE:
		on_mouse(demo, event);
		break;
	case UI_KEY_RESIZE:
		on_resize(demo);
		break;
	case UI_CTRL('L'):
		ui_terminal_redraw(demo->terminal);
		break;
	case UI_CTRL('Z'):
		ui_terminal_suspend(demo->terminal);
		break;
	case 'f':
		flood(demo);
		break;
	case 's':
		crash();
		break;
	case 'o':
		demo->at = overrun(0);
		break;
	case 'w':
		while (!ui_terminal_pending(demo->terminal))
			continue;
		break;
	}
}

static int run(struct demo *demo)
{
	struct ui_event event = {0};

	on_resize(demo);
	while (event.key != 'q' && event.key != UI_KEY_HANGUP) {
		layout(demo);
		draw(demo);
		ui_terminal_show(demo->terminal, &demo->screen, demo->screen.cursor_row,
				 demo->screen.cursor_row + 1);
		if (!ui_terminal_pending(demo->terminal))
			ui_terminal_show(demo->terminal, &demo->screen, 0, demo->screen.rows);
		ui_terminal_read(demo->terminal, -1, &event);
		say(demo, &event);
		on_key(demo, &event);
	}
	return event.key == 'q' ? 0 : 5;
}

int main(void)
{
	struct demo demo = {.said = xb_strdup("ready")};
	char *why;
	int status = 4;

	setlocale(LC_CTYPE, "");
	demo.terminal = ui_terminal_open(getenv("XENBOOT_STYLE"), getenv("COLORFGBG"),
					 !getenv("NO_COLOR"), true, &why);
	if (demo.terminal) {
		demo.screen.utf8 = ui_terminal_utf8(demo.terminal);
		status = run(&demo);
	}
	ui_terminal_close(demo.terminal);
	if (why)
		fprintf(stderr, "demo: %s\n", why);
	if (status == 5)
		fprintf(stderr, "demo: hung up\n");
	ui_screen_free(&demo.screen);
	free(demo.said);
	free(why);
	return status;
}
