/* SPDX-License-Identifier: MIT */
/*
 * front COLSxROWS RUNS PROGRAM ARGUMENT...: what the front end costs on a pseudo-terminal of that size. What it
 * sends goes through a terminal emulator, so that "painted" means that the screen shows it: each
 * step checks what it has measured. Exit 1 when the screen is not what it should be, or when the
 * line of the cursor takes too many bytes, which is the same on any machine; times are told, and
 * for people to judge.
 */
#define _DEFAULT_SOURCE
#include <poll.h>
#include <pty.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

enum {
	MOST_COLS = 300,
	LIST_COLS = 40, /* of the line of the cursor; the rest may be another pane's */
	QUIET_MS = 30, /* a paint is sent at once; longer than this is silence */
	FIRST_MS = 2000,
	MOST_RUNS = 200,
	MOVES = 15, /* over the list's edge, so that it scrolls */
	MOST_TIMES = MOST_RUNS * MOVES,
	MOST_READS = 256,
	MOST_LINE_BYTES = 400
};

enum { PAINT, LINE, MOVE, SEARCH, TYPED, VALUE, SERIES };
static struct series {
	const char *what, *target;
	size_t count;
	double times[MOST_TIMES];
} all[SERIES] = {
	[PAINT] = {"first paint", "12 ms"},	    [LINE] = {"a movement: its new line", "-"},
	[MOVE] = {"a movement: all of it", "1 ms"}, [SEARCH] = {"a letter of a search", "-"},
	[TYPED] = {"a character, judged", "5 ms"},  [VALUE] = {"a value, map and preview", "5 ms"},
};
static int rows = 24, cols = 80; /* of the terminal */
static size_t paint_bytes, line_bytes, move_bytes; /* the most that there were */

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* ---- What comes ---------------------------------------------------------------------------- */

/* What was sent in answer to something, and when each part of it came. */
struct answer {
	char bytes[65536];
	size_t count;
	struct {
		size_t end;
		double time;
	} reads[MOST_READS];
	size_t read_count;
};

struct front {
	pid_t program;
	int terminal;
	VTerm *shown; /* all that came */
	VTerm *slow;  /* the same, byte for byte */
	struct answer answer;
};

static void listen_to(struct front *front, double start)
{
	struct pollfd wait = {.fd = front->terminal, .events = POLLIN};
	struct answer *answer = &front->answer;

	answer->count = answer->read_count = 0;
	while (answer->read_count < MOST_READS &&
	       poll(&wait, 1, answer->count ? QUIET_MS : FIRST_MS) > 0) {
		ssize_t got = read(front->terminal, answer->bytes + answer->count,
				   sizeof(answer->bytes) - answer->count);

		if (got <= 0)
			break;
		answer->count += (size_t)got;
		answer->reads[answer->read_count].end = answer->count;
		answer->reads[answer->read_count++].time = now() - start;
	}
	vterm_input_write(front->shown, answer->bytes, answer->count);
}

static double time_of_byte(const struct answer *answer, size_t at)
{
	for (size_t i = 0; i < answer->read_count; i++)
		if (at <= answer->reads[i].end)
			return answer->reads[i].time;
	return 0;
}

/* ---- What is seen -------------------------------------------------------------------------- */

static void row_text(VTerm *vterm, int row, char out[MOST_COLS + 1])
{
	for (int col = 0; col < cols; col++) {
		VTermScreenCell cell = {0};

		vterm_screen_get_cell(vterm_obtain_screen(vterm), (VTermPos){row, col}, &cell);
		out[col] = cell.chars[0] > ' ' && cell.chars[0] < 0x7f ? (char)cell.chars[0] : ' ';
	}
	out[cols] = '\0';
}

static int cursor_row(VTerm *vterm)
{
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(vterm), &at);
	return at.row;
}

/* Do both show the same there, looks included? */
static bool same_row(VTerm *a, VTerm *b, int row)
{
	for (int col = 0; col < LIST_COLS; col++) {
		VTermScreenCell x = {0}, y = {0};

		vterm_screen_get_cell(vterm_obtain_screen(a), (VTermPos){row, col}, &x);
		vterm_screen_get_cell(vterm_obtain_screen(b), (VTermPos){row, col}, &y);
		if (memcmp(x.chars, y.chars, sizeof(x.chars)) != 0 ||
		    x.attrs.bold != y.attrs.bold || x.attrs.reverse != y.attrs.reverse ||
		    !vterm_color_is_equal(&x.fg, &y.fg) || !vterm_color_is_equal(&x.bg, &y.bg))
			return false;
	}
	return true;
}

/* The bytes until ROW was what it is now; the slow one sees the rest as well. */
static size_t bytes_until_row(struct front *front, int row)
{
	size_t found = 0;

	for (size_t i = 0; i < front->answer.count; i++) {
		vterm_input_write(front->slow, front->answer.bytes + i, 1);
		if (!found && same_row(front->slow, front->shown, row))
			found = i + 1;
	}
	return found;
}

/* TEXT must stand in ROW; -1: in any. */
static void expect(struct front *front, int row, const char *text)
{
	char line[MOST_COLS + 1];

	for (int i = row < 0 ? 0 : row; i < (row < 0 ? rows : row + 1); i++) {
		row_text(front->shown, i, line);
		if (strstr(line, text))
			return;
	}
	fprintf(stderr, "front: '%s' is not on the screen:\n", text);
	for (int i = 0; i < rows; i++) {
		row_text(front->shown, i, line);
		fprintf(stderr, "%s\n", line);
	}
	exit(1);
}

/* ---- What is done -------------------------------------------------------------------------- */

static void note(int series, double time)
{
	all[series].times[all[series].count++] = time;
}

static void note_most(size_t *most, size_t bytes)
{
	*most = bytes > *most ? bytes : *most;
}

/* Press KEYS and return how long it took until the last byte of the answer. */
static double press(struct front *front, const char *keys)
{
	double start = now();

	if (write(front->terminal, keys, strlen(keys)) < 0)
		perror("write");
	listen_to(front, start);
	return time_of_byte(&front->answer, front->answer.count);
}

/* The same; the slow one need not see how it came about. */
static double press_plainly(struct front *front, const char *keys)
{
	double time = press(front, keys);

	vterm_input_write(front->slow, front->answer.bytes, front->answer.count);
	return time;
}

static VTerm *new_screen(void)
{
	VTerm *vterm = vterm_new(rows, cols);

	vterm_set_utf8(vterm, 1);
	vterm_screen_enable_altscreen(vterm_obtain_screen(vterm), 1);
	vterm_screen_reset(vterm_obtain_screen(vterm), 1);
	return vterm;
}

/* So that everything is sent at once: a line that may be slow is spared what the next key makes obsolete. */
static void set_speed(speed_t speed)
{
	struct termios line;

	if (tcgetattr(STDIN_FILENO, &line) == 0 && cfsetspeed(&line, speed) == 0)
		tcsetattr(STDIN_FILENO, TCSANOW, &line);
}

static void start(struct front *front, char **command)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	double began = now();

	front->program = forkpty(&front->terminal, NULL, NULL, &size);
	if (front->program < 0) {
		perror("forkpty");
		exit(1);
	}
	if (front->program == 0) {
		set_speed(B115200);
		execv(command[0], command);
		_exit(127);
	}
	front->shown = new_screen();
	front->slow = new_screen();
	listen_to(front, began);
	vterm_input_write(front->slow, front->answer.bytes, front->answer.count);
	note(PAINT, time_of_byte(&front->answer, front->answer.count));
	note_most(&paint_bytes, front->answer.count);
	expect(front, 0, "xenboot");
	expect(front, 1, "Main menu");
	expect(front, -1, "Enter open");
}

static void move_about(struct front *front)
{
	press_plainly(front, "/sched_credit_tslice_ms\r");
	press_plainly(front, "g");
	for (int i = 0; i < MOVES; i++) {
		double time = press(front, "j");
		int row = cursor_row(front->shown);
		size_t bytes = bytes_until_row(front, row);

		expect(front, row, ">");
		note(MOVE, time);
		note(LINE, time_of_byte(&front->answer, bytes));
		note_most(&line_bytes, bytes);
		note_most(&move_bytes, front->answer.count);
	}
}

static void search(struct front *front)
{
	press_plainly(front, "/");
	press_plainly(front, "late");
	note(SEARCH, press_plainly(front, "n"));
	expect(front, 2, "laten");
	press_plainly(front, "\033");
}

/* From the map, with the preview below it: both are made anew. */
static void change_value(struct front *front)
{
	char line[MOST_COLS + 1] = "";

	press_plainly(front, "p");
	press_plainly(front, "m");
	press_plainly(front, "g");
	for (int i = 0; i < 100 && !strstr(line, "ramdisk"); i++) {
		press_plainly(front, "j");
		row_text(front->shown, cursor_row(front->shown), line);
	}
	press_plainly(front, "e");
	press_plainly(front, "\x15"
			     "0x5000000");
	note(TYPED, press_plainly(front, "0"));
	expect(front, -1, "ok: 0x50000000");
	note(VALUE, press_plainly(front, "\r"));
	expect(front, cursor_row(front->shown), "50000000"); /* behind as many zeros as the map has */
	expect(front, -1, "set dom0.ramdisk.address");
}

static void quit(struct front *front)
{
	int status;

	press(front, "q"); /* a journal that is left would be asked about */
	press(front, "n");
	waitpid(front->program, &status, 0);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		fprintf(stderr, "front: the program failed\n");
		exit(1);
	}
	close(front->terminal);
	vterm_free(front->shown);
	vterm_free(front->slow);
}

/* ---- What it came to ----------------------------------------------------------------------- */

static int compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static void tell(struct series *series)
{
	qsort(series->times, series->count, sizeof(*series->times), compare);
	printf("front end: %-25s %7.2f ms least, %7.2f ms median   (target %s)\n", series->what,
	       series->times[0], series->times[series->count / 2], series->target);
}

int main(int argc, char **argv)
{
	static struct front front;
	int runs = argc > 3 && sscanf(argv[1], "%dx%d", &cols, &rows) == 2 ? atoi(argv[2]) : 0;

	if (runs < 1 || runs > MOST_RUNS || cols > MOST_COLS) {
		fprintf(stderr, "usage: front COLSxROWS RUNS PROGRAM ARGUMENT...\n");
		return 2;
	}
	for (int i = 0; i < runs; i++) {
		start(&front, argv + 3);
		move_about(&front);
		search(&front);
		change_value(&front);
		quit(&front);
	}
	for (int i = 0; i < SERIES; i++)
		tell(&all[i]);
	printf("front end of %dx%d: most bytes: %zu of the first paint, %zu of a movement, %zu until its "
	       "line is "
	       "there (target %d)\n",
	       cols, rows, paint_bytes, move_bytes, line_bytes, MOST_LINE_BYTES);
	return line_bytes >= MOST_LINE_BYTES;
}
