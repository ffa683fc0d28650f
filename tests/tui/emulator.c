/* SPDX-License-Identifier: MIT */
#include "tui/emulator.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include "ui/key.h"
#include "ui/text.h"

long long emulator_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static void die(const char *what)
{
	perror(what);
	exit(2);
}

/* ---- The program --------------------------------------------------------------------------- */

static void run_program(int slave, char **argv)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	/* Those that a shell has its background jobs ignore, and nohup. */
	signal(SIGINT, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
	signal(SIGHUP, SIG_DFL);
	setsid();
	ioctl(slave, TIOCSCTTY, 0);
	for (int fd = 0; fd <= 2; fd++)
		dup2(slave, fd);
	execvp(argv[0], argv);
	perror(argv[0]);
	_exit(127);
}

/* The terminal answers and types by this. */
static void on_output(const char *bytes, size_t length, void *context)
{
	emulator_send(context, bytes, length);
}

static int on_bell(void *context)
{
	((struct emulator *)context)->bells = true;
	return 1;
}

/* Whether the program has asked for the mouse: the library itself reports clicks all the same. */
static int on_property(VTermProp property, VTermValue *value, void *context)
{
	if (property == VTERM_PROP_MOUSE)
		((struct emulator *)context)->mouse = value->number != VTERM_PROP_MOUSE_NONE;
	return 1;
}

static void open_screen(struct emulator *emulator)
{
	static const VTermScreenCallbacks callbacks = {.bell = on_bell,
						       .settermprop = on_property};

	emulator->mouse = false;
	emulator->vterm = vterm_new(emulator->rows, emulator->cols);
	vterm_set_utf8(emulator->vterm, 1);
	vterm_output_set_callback(emulator->vterm, on_output, emulator);
	emulator->screen = vterm_obtain_screen(emulator->vterm);
	vterm_screen_set_callbacks(emulator->screen, &callbacks, emulator);
	vterm_screen_enable_altscreen(emulator->screen, 1);
	vterm_screen_reset(emulator->screen, 1);
}

static void set_size(const struct emulator *emulator)
{
	struct winsize size = {.ws_row = (unsigned short)emulator->rows,
			       .ws_col = (unsigned short)emulator->cols};

	if (ioctl(emulator->master, TIOCSWINSZ, &size) != 0)
		die("the size of the terminal");
}

void emulator_start(struct emulator *emulator, char **argv)
{
	emulator_stop(emulator);
	emulator->master = posix_openpt(O_RDWR | O_NOCTTY);
	if (emulator->master < 0 || grantpt(emulator->master) != 0 ||
	    unlockpt(emulator->master) != 0)
		die("a pseudo-terminal");
	emulator->slave = open(ptsname(emulator->master), O_RDWR | O_NOCTTY);
	if (emulator->slave < 0)
		die("the pseudo-terminal's other end");
	fcntl(emulator->master, F_SETFD, FD_CLOEXEC);
	fcntl(emulator->slave, F_SETFD, FD_CLOEXEC);
	fcntl(emulator->master, F_SETFL, O_NONBLOCK);
	set_size(emulator);
	open_screen(emulator);
	emulator->received = 0;
	emulator->deaf = false;
	emulator->status = -1;
	emulator->program = fork();
	if (emulator->program < 0)
		die("a process");
	if (emulator->program == 0)
		run_program(emulator->slave, argv);
}

void emulator_stop(struct emulator *emulator)
{
	if (emulator->program > 0) {
		kill(emulator->program, SIGKILL);
		waitpid(emulator->program, NULL, 0);
	}
	emulator->program = 0;
	if (emulator->vterm) {
		vterm_free(emulator->vterm);
		close(emulator->slave);
		if (emulator->master >= 0)
			close(emulator->master);
	}
	xb_buf_clear(&emulator->raw);
	emulator->vterm = NULL;
	emulator->master = -1;
}

void emulator_hangup(struct emulator *emulator)
{
	close(emulator->master);
	emulator->master = -1;
}

/* ---- What the program sends ---------------------------------------------------------------- */

enum { RAW_BYTES = 1 << 18 };

static void keep_raw(struct emulator *emulator, const char *bytes, size_t length)
{
	if (emulator->raw.length > RAW_BYTES)
		xb_buf_clear(&emulator->raw);
	xb_buf_add(&emulator->raw, bytes, length);
}

bool emulator_pump(struct emulator *emulator, int timeout)
{
	struct pollfd polled = {.fd = emulator->master, .events = POLLIN};
	char bytes[4096];
	ssize_t length;
	bool came = false;

	if (emulator->deaf) {
		poll(NULL, 0, timeout);
		return false;
	}
	while (poll(&polled, 1, came ? 0 : timeout) > 0 && (polled.revents & POLLIN)) {
		length = read(emulator->master, bytes, sizeof(bytes));
		if (length <= 0)
			break;
		vterm_input_write(emulator->vterm, bytes, (size_t)length);
		keep_raw(emulator, bytes, (size_t)length);
		emulator->received += (size_t)length;
		came = true;
	}
	vterm_screen_flush_damage(emulator->screen);
	return came;
}

bool emulator_pump_byte(struct emulator *emulator, int timeout)
{
	struct pollfd polled = {.fd = emulator->master, .events = POLLIN};
	char byte;

	if (poll(&polled, 1, timeout) <= 0 || read(emulator->master, &byte, 1) != 1)
		return false;
	vterm_input_write(emulator->vterm, &byte, 1);
	vterm_screen_flush_damage(emulator->screen);
	emulator->received++;
	return true;
}

bool emulator_ended(struct emulator *emulator)
{
	int status;

	if (emulator->program == 0)
		return true;
	if (waitpid(emulator->program, &status, WNOHANG) != emulator->program)
		return false;
	emulator->program = 0;
	emulator->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	while (emulator_pump(emulator, 0))
		continue;
	return true;
}

bool emulator_is_raw(const struct emulator *emulator)
{
	struct termios now;

	return tcgetattr(emulator->slave, &now) == 0 && !(now.c_lflag & ICANON);
}

/* Has the program read all, and does it sleep? *switches counts how often it has gone to sleep. */
static bool is_idle(const struct emulator *emulator, long *switches)
{
	char *path = xb_format("/proc/%ld/status", (long)emulator->program);
	FILE *file = fopen(path, "r");
	char line[256], state = 'S';
	int waiting = 0;

	*switches = 0;
	while (file && fgets(line, sizeof(line), file)) {
		sscanf(line, "State: %c", &state);
		sscanf(line, "voluntary_ctxt_switches: %ld", switches);
	}
	if (file)
		fclose(file);
	free(path);
	ioctl(emulator->slave, FIONREAD, &waiting);
	return state == 'S' && waiting == 0;
}

bool emulator_settle(struct emulator *emulator, int quiet, int limit)
{
	long long end = emulator_now() + limit, since = emulator_now();
	long switches, before = -1;

	while (emulator_now() < end) {
		bool came = emulator_pump(emulator, 5);

		if (emulator_ended(emulator))
			return true;
		if (came || !is_idle(emulator, &switches) || switches != before) {
			since = emulator_now();
			is_idle(emulator, &before);
		} else if (emulator_now() - since >= quiet) {
			return true;
		}
	}
	return false;
}

/* ---- What the person at the terminal does -------------------------------------------------- */

void emulator_send(struct emulator *emulator, const char *bytes, size_t length)
{
	long long end = emulator_now() + 10000;

	/* Both ways at once, or two full buffers would wait for each other. */
	while (length > 0 && emulator->master >= 0 && emulator_now() < end) {
		struct pollfd polled = {.fd = emulator->master, .events = POLLIN | POLLOUT};
		ssize_t sent;

		poll(&polled, 1, 1000);
		if (polled.revents & POLLIN)
			emulator_pump(emulator, 0);
		if (!(polled.revents & POLLOUT))
			continue;
		sent = write(emulator->master, bytes, length);
		if (sent < 0 && errno != EAGAIN)
			break;
		if (sent > 0) {
			bytes += sent;
			length -= (size_t)sent;
		}
	}
}

/* Keys that terminals send in more than one way, by the mode that the program chose. */
static const struct {
	int key;
	VTermKey vterm;
	VTermModifier modifier;
} special[] = {
	{UI_KEY_UP, VTERM_KEY_UP, VTERM_MOD_NONE},
	{UI_KEY_DOWN, VTERM_KEY_DOWN, VTERM_MOD_NONE},
	{UI_KEY_LEFT, VTERM_KEY_LEFT, VTERM_MOD_NONE},
	{UI_KEY_RIGHT, VTERM_KEY_RIGHT, VTERM_MOD_NONE},
	{UI_KEY_PAGE_UP, VTERM_KEY_PAGEUP, VTERM_MOD_NONE},
	{UI_KEY_PAGE_DOWN, VTERM_KEY_PAGEDOWN, VTERM_MOD_NONE},
	{UI_KEY_HOME, VTERM_KEY_HOME, VTERM_MOD_NONE},
	{UI_KEY_END, VTERM_KEY_END, VTERM_MOD_NONE},
	{UI_KEY_INSERT, VTERM_KEY_INS, VTERM_MOD_NONE},
	{UI_KEY_DELETE, VTERM_KEY_DEL, VTERM_MOD_NONE},
	{UI_KEY_BACKSPACE, VTERM_KEY_BACKSPACE, VTERM_MOD_NONE},
	{UI_KEY_BACK_TAB, VTERM_KEY_TAB, VTERM_MOD_SHIFT},
	{UI_KEY_WORD_LEFT, VTERM_KEY_LEFT, VTERM_MOD_CTRL},
	{UI_KEY_WORD_RIGHT, VTERM_KEY_RIGHT, VTERM_MOD_CTRL},
};

bool emulator_key(struct emulator *emulator, int key)
{
	char text[UI_UTF8_BYTES];
	size_t length = ui_text_encode(key, text);

	if (length > 0) {
		emulator_send(emulator, text, length);
		/* An escape that is followed too soon is the beginning of a key's sequence. */
		return key != UI_KEY_ESC || emulator_settle(emulator, 60, 10000);
	}
	if (key >= UI_KEY_F1 && key <= UI_KEY_F12) {
		vterm_keyboard_key(emulator->vterm,
				   (VTermKey)VTERM_KEY_FUNCTION(key - UI_KEY_F1 + 1),
				   VTERM_MOD_NONE);
		return true;
	}
	for (size_t i = 0; i < XB_COUNT(special); i++) {
		if (special[i].key == key) {
			vterm_keyboard_key(emulator->vterm, special[i].vterm, special[i].modifier);
			return true;
		}
	}
	return false;
}

void emulator_paste(struct emulator *emulator, const char *text, size_t length)
{
	vterm_keyboard_start_paste(emulator->vterm);
	emulator_send(emulator, text, length);
	vterm_keyboard_end_paste(emulator->vterm);
}

void emulator_click(struct emulator *emulator, int row, int col, int button, int times)
{
	if (!emulator->mouse) /* a program that has just drawn may be about to ask */
		emulator_settle(emulator, 60, 10000);
	if (!emulator->mouse)
		return;
	vterm_mouse_move(emulator->vterm, row, col, VTERM_MOD_NONE);
	for (int i = 0; i < times; i++) {
		vterm_mouse_button(emulator->vterm, button, true, VTERM_MOD_NONE);
		if (button <= 3)
			vterm_mouse_button(emulator->vterm, button, false, VTERM_MOD_NONE);
	}
}

void emulator_resize(struct emulator *emulator, int rows, int cols)
{
	emulator_pump(emulator, 0);
	emulator->rows = rows;
	emulator->cols = cols;
	vterm_set_size(emulator->vterm, rows, cols);
	set_size(emulator);
}

/* ---- The screen ---------------------------------------------------------------------------- */

static VTermScreenCell cell_at(const struct emulator *emulator, int row, int col)
{
	VTermScreenCell cell = {.width = 1};

	vterm_screen_get_cell(emulator->screen, (VTermPos){row, col}, &cell);
	return cell;
}

static void put_cell(const VTermScreenCell *cell, struct xb_buf *out)
{
	char text[UI_UTF8_BYTES];

	if (cell->chars[0] == (uint32_t)-1) /* the other half of a wide character */
		return;
	if (cell->chars[0] == 0)
		xb_buf_putc(out, ' ');
	for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
		xb_buf_add(out, text, ui_text_encode((int)cell->chars[i], text));
}

void emulator_text(const struct emulator *emulator, struct xb_buf *out)
{
	for (int row = 0; row < emulator->rows; row++) {
		size_t start = out->length;

		for (int col = 0; col < emulator->cols; col++) {
			VTermScreenCell cell = cell_at(emulator, row, col);

			put_cell(&cell, out);
		}
		while (out->length > start && out->data[out->length - 1] == ' ')
			out->length--;
		xb_buf_putc(out, '\n');
	}
}

void emulator_cursor(const struct emulator *emulator, int *row, int *col)
{
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(emulator->vterm), &at);
	*row = at.row;
	*col = at.col;
}

/* As xterm has them, but for the first sixteen, which are every terminal's own choice. */
static int rgb_of(const struct emulator *emulator, VTermColor colour, bool own)
{
	static const int steps[] = {0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff};
	int number = VTERM_COLOR_IS_INDEXED(&colour) ? colour.indexed.idx : -1;
	int cube = number - 16;

	if (own)
		return -1;
	if (number >= 232)
		return (8 + 10 * (number - 232)) * 0x10101;
	if (number >= 16)
		return steps[cube / 36] << 16 | steps[cube / 6 % 6] << 8 | steps[cube % 6];
	vterm_screen_convert_color_to_rgb(emulator->screen, &colour);
	return colour.rgb.red << 16 | colour.rgb.green << 8 | colour.rgb.blue;
}

static int number_of(const VTermColor *colour, bool own)
{
	return own || !VTERM_COLOR_IS_INDEXED(colour) ? -1 : colour->indexed.idx;
}

struct emulator_cell emulator_cell_at(const struct emulator *emulator, int row, int col)
{
	VTermScreenCell cell = cell_at(emulator, row, col);
	bool own_ink = VTERM_COLOR_IS_DEFAULT_FG(&cell.fg);
	bool own_ground = VTERM_COLOR_IS_DEFAULT_BG(&cell.bg);
	struct emulator_cell out = {
		.look = (cell.attrs.bold ? LOOK_BOLD : 0u) |
			(cell.attrs.underline ? LOOK_UNDERLINE : 0u) |
			(cell.attrs.reverse ? LOOK_REVERSE : 0u) |
			(own_ink && own_ground ? 0u : LOOK_COLOUR),
		.foreground = rgb_of(emulator, cell.fg, own_ink),
		.background = rgb_of(emulator, cell.bg, own_ground),
		.ink = number_of(&cell.fg, own_ink),
		.ground = number_of(&cell.bg, own_ground),
	};
	struct xb_buf text = {0};

	put_cell(&cell, &text);
	snprintf(out.text, sizeof(out.text), "%s", text.data ? text.data : "");
	xb_buf_clear(&text);
	return out;
}
