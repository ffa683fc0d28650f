/* SPDX-License-Identifier: MIT */
#include "ui/terminal-parts.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
/* Behind <curses.h>, which it needs; its short names go at once. */
#include <term.h>
#undef lines
#undef columns

#include "ui/terminal-signal.h"

#define INSTEAD "use the commands: xenboot --help"

/* Behind an Esc the rest of a key is waited for this long; what comes later is still known, see terminal-late.c. */
enum { ESC_MS = 100 };
enum { CLOSE_MS = 500 }; /* how long the end waits for a line that takes nothing */

/* ---- What is needed ------------------------------------------------------------------------ */

/* A stream of its own for the terminal at FD, or for /dev/tty where FD is none. */
static FILE *open_stream(int fd, int flags, const char *mode)
{
	int own = isatty(fd) ? fcntl(fd, F_DUPFD_CLOEXEC, 3)
			     : open("/dev/tty", flags | O_CLOEXEC | O_NOCTTY);
	FILE *stream = own < 0 ? NULL : fdopen(own, mode);

	if (!stream && own >= 0)
		close(own);
	return stream;
}

static char *about_term(const char *before, const char *term, const char *after)
{
	struct xb_buf buf = {0};

	xb_buf_puts(&buf, before);
	xb_buf_put_visible(&buf, term, strlen(term));
	xb_buf_printf(&buf, "%s; " INSTEAD, after);
	return xb_buf_take(&buf);
}

/* Can the terminal do what menus need? NULL, or why not. */
static char *terminal_lacks(int fd)
{
	const char *term = getenv("TERM");
	int found;
	bool moves;

	if (!term || !*term)
		return about_term("the variable TERM does not say what the terminal is", "", "");
	if (setupterm(NULL, fd, &found) != OK && found < 0)
		return about_term("there is no data base of terminals in which '", term,
				  "' could be looked up (Debian and Ubuntu: ncurses-base)");
	if (!cur_term)
		return about_term("nothing is known of the terminal '", term,
				  "' that the variable TERM names");
	moves = ui_terminal_capability("cup") != NULL;
	del_curterm(cur_term);
	return moves ? NULL : about_term("the terminal '", term, "' cannot move its cursor");
}

/* ---- Looks --------------------------------------------------------------------------------- */

static attr_t curses_attributes(unsigned attributes)
{
	static const struct {
		unsigned ours;
		attr_t curses;
	} names[] = {
		{UI_BOLD, A_BOLD},
		{UI_DIM, A_DIM},
		{UI_UNDERLINE, A_UNDERLINE},
		{UI_REVERSE, A_REVERSE},
	};
	attr_t all = A_NORMAL;

	for (size_t i = 0; i < XB_COUNT(names); i++)
		if (attributes & names[i].ours)
			all |= names[i].curses;
	return all;
}

/* How many colours there are; *own becomes whether the terminal's own can be asked for. */
static int colours_begin(bool wanted, bool *own)
{
	*own = false;
	if (!wanted || !has_colors() || start_color() != OK)
		return 0;
	*own = use_default_colors() == OK;
	return COLORS >= 256 ? 256 : COLORS >= 8 ? 8 : 0;
}

/* The pairs of colours that were made: the terminal has few of them. */
struct pairs {
	struct {
		short foreground, background;
	} items[UI_GROUND_COUNT * UI_STYLE_COUNT];
	int count;
	bool own; /* the terminal's own colours can be asked for */
};

/* The pair for LOOK; 0 is the terminal's own. */
static short pair_of(struct pairs *pairs, const struct ui_look *look)
{
	short foreground = look->foreground, background = look->background;

	if (foreground < 0 && background < 0)
		return 0;
	if (!pairs->own && foreground < 0)
		foreground = COLOR_WHITE;
	if (!pairs->own && background < 0)
		background = COLOR_BLACK;
	for (int i = 0; i < pairs->count; i++)
		if (pairs->items[i].foreground == foreground &&
		    pairs->items[i].background == background)
			return (short)(i + 1);
	if (pairs->count + 1 >= COLOR_PAIRS ||
	    init_pair((short)(pairs->count + 1), foreground, background) != OK)
		return 0;
	pairs->items[pairs->count].foreground = foreground;
	pairs->items[pairs->count].background = background;
	return (short)++pairs->count;
}

static char *looks_begin(struct ui_terminal *terminal, const char *style, const char *ground,
			 bool colours)
{
	struct ui_look looks[UI_STYLE_COUNT];
	struct pairs pairs = {.count = 0};
	int count = colours_begin(colours, &pairs.own);
	char *why;

	ui_looks_make(looks, count, style, ground, &why);
	for (int i = 0; i < UI_GROUND_COUNT; i++) {
		for (int k = 0; k < UI_STYLE_COUNT; k++) {
			struct ui_look look = ui_look_on(looks, (enum ui_style)k, (enum ui_ground)i);

			terminal->paints[i][k] = (struct ui_paint){
				curses_attributes(look.attributes),
				count > 0 ? pair_of(&pairs, &look) : (short)0};
		}
	}
	return why;
}

/* ---- Taking and giving back ---------------------------------------------------------------- */

/* Those that report the mouse like xterm bracket pastes like it; but for the Linux console. */
static bool is_like_xterm(void)
{
	const char *mouse = ui_terminal_capability("kmous");

	if (strncmp(getenv("TERM"), "linux", 5) == 0)
		return false;
	return ui_terminal_capability("BE") ||
	       (mouse && (strcmp(mouse, "\033[M") == 0 || strcmp(mouse, "\033[<") == 0));
}

static void crash_put(const char *name)
{
	const char *text = ui_terminal_capability(name);

	if (text)
		tputs(text, 1, ui_crash_putc);
}

/* What a crash sends is made now, for then nothing can be made any more. */
static void crash_prepare(const struct ui_terminal *terminal, const struct termios *saved)
{
	static const char *const names[] = {"sgr0", "op", "rmacs", "cnorm", "rmcup", "rmkx"};

	ui_crash_begin(terminal->spare, saved);
	if (terminal->like_xterm)
		ui_crash_puts(UI_MODES_OFF);
	for (size_t i = 0; i < XB_COUNT(names); i++)
		crash_put(names[i]);
	if (!ui_terminal_capability("rmcup"))
		crash_put("clear");
	ui_crash_puts("\r\n");
	ui_crash_catch();
}

static void curses_settings(struct ui_terminal *terminal)
{
	raw();
	noecho();
	nonl();
	typeahead(-1); /* what is obsolete is not sent by choice of the caller, not by chance */
	if (!getenv("ESCDELAY"))
		set_escdelay(ESC_MS);
	terminal->keys = newpad(1, 1);
	nodelay(terminal->keys, TRUE);
	keypad(terminal->keys, TRUE);
	ui_terminal_bind_keys();
}

/* The size by LINES and COLUMNS of the environment is for lines that do not know theirs. */
static void choose_size(const struct ui_terminal *terminal)
{
	struct winsize size;

	if (ioctl(fileno(terminal->out), TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col) {
		use_env(FALSE);
		use_tioctl(TRUE);
	}
}

static void streams_close(struct ui_terminal *terminal)
{
	if (terminal->in)
		fclose(terminal->in);
	if (terminal->out)
		fclose(terminal->out);
	ui_line_close(terminal);
}

/* From here on the terminal is ours. False: *why. */
static bool curses_begin(struct ui_terminal *terminal, struct termios *saved, char **why)
{
	terminal->in = open_stream(STDIN_FILENO, O_RDWR, "r");
	terminal->out = open_stream(STDOUT_FILENO, O_RDWR, "w");
	if (!terminal->in || !terminal->out || tcgetattr(fileno(terminal->out), saved) != 0) {
		*why = xb_strdup("there is no terminal to show menus on; " INSTEAD);
		return false;
	}
	*why = terminal_lacks(fileno(terminal->out));
	if (!*why && !ui_line_open(terminal))
		*why = xb_format("the terminal cannot be opened: %s; " INSTEAD, strerror(errno));
	if (*why)
		return false;
	choose_size(terminal);
	ui_signals_catch(); /* before curses, which leaves alone what is caught */
	terminal->curses = newterm(NULL, terminal->out, terminal->in);
	if (terminal->curses)
		return true;
	ui_signals_release();
	*why = xb_strdup("the terminal cannot be set up for menus; " INSTEAD);
	return false;
}

struct ui_terminal *ui_terminal_open(const char *style, const char *ground, bool colours, bool mouse,
				     char **why)
{
	struct ui_terminal *terminal = xb_alloc(sizeof(*terminal));
	struct termios saved;

	terminal->spare = terminal->line = terminal->caught = -1;
	if (!curses_begin(terminal, &saved, why)) {
		streams_close(terminal);
		free(terminal);
		return NULL;
	}
	terminal->utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	terminal->like_xterm = is_like_xterm();
	crash_prepare(terminal, &saved);
	curses_settings(terminal);
	*why = looks_begin(terminal, style, ground, colours);
	ui_screen_resize(&terminal->shown, LINES, COLS);
	ui_terminal_forget(terminal);
	terminal->mouse = mouse;
	ui_terminal_modes_begin(terminal);
	return terminal;
}

void ui_terminal_close(struct ui_terminal *terminal)
{
	bool stuck;

	if (!terminal)
		return;
	stuck = !ui_line_ready(terminal, CLOSE_MS);
	if (stuck)
		ui_line_give_up(terminal);
	ui_terminal_leave(terminal);
	if (stuck)
		ui_crash_restore();
	delwin(terminal->keys);
	ui_crash_release();
	delscreen(terminal->curses);
	streams_close(terminal);
	ui_signals_release();
	ui_screen_free(&terminal->shown);
	xb_buf_clear(&terminal->pastes[0]);
	xb_buf_clear(&terminal->pastes[1]);
	free(terminal);
}

bool ui_terminal_utf8(const struct ui_terminal *terminal)
{
	return terminal->utf8;
}

void ui_terminal_size(const struct ui_terminal *terminal, int *rows, int *cols)
{
	*rows = terminal->shown.rows;
	*cols = terminal->shown.cols;
}
