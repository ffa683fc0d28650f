/* SPDX-License-Identifier: MIT */
/*
 * Runs a script of what a person does at a terminal, and compares what is seen there.
 * usage: drive [--update] SCRIPT         with expected screens beside it, or in EXPECT_DIR
 *
 * A line of a script is one of the following; rows and columns count from 1. Words may be in double
 * quotes; in words and in pasted text, \n \r \t \e \\ \" and \xHH stand for what they do in C.
 *
 *   size ROWS COLS        of the terminals that are started from here on (24 80 at first)
 *   env NAME=VALUE        for the programs that are started from here on; NAME alone removes it
 *   start ARG...          run xenboot (XENBOOT) and wait until it reads single keys, or ends
 *   run PROGRAM ARG...    run something else
 *   restart               the same again, on a new terminal
 *   keys WORD...          press keys: Up, Enter, Ctrl-L, F1, /, text:several-characters
 *   count                 the keys that are pressed from here on
 *   counted MOST          they were no more than that
 *   paste TEXT            bracketed where the program asked for that
 *   mouse click|double|wheel-up|wheel-down ROW COL
 *   resize ROWS COLS
 *   expect TEXT           TEXT stands in one line of the screen, within 10 s
 *   gone TEXT             TEXT stood on the screen and does no more, within 10 s; it stood there
 *                         when something was expected or done, since what was done after the last
 *                         line of this kind
 *   absent TEXT           the screen is quiet, and TEXT does not stand there
 *   screen NAME           the screen is NAME.screen; --update: write that
 *   picture NAME [light]  the same as a picture, NAME.svg, on a dark or a light ground
 *   cursor ROW COL        the cursor is there
 *   style ROW COL WORD... the cell is bold, underline, reverse, colour, or no-bold ...; fg:210 and bg:237
 *                         are numbers of the palette, -1 the terminal's own
 *   bytes MOST            no more bytes came since the last line that did something
 *   series COUNT KEY BACK ten times a second; pressed anew behind BACK where the machine was too busy for that,
 *                         so that what it says of bytes does not depend on a clock
 *   within MOST TEXT      of those, no more had come when TEXT stood on the screen
 *   sent WORD             these bytes are among what came since the last line that did something
 *   bell                  the terminal rang since then
 *   signal NAME           send it to the program
 *   hangup                the line breaks
 *   deaf                  what the program sends is not taken in any more, until the next start
 *   wait STATUS           the program ends with this status; 128 and more: by a signal
 *   shell COMMAND         run by sh, must succeed
 */
#include <ctype.h>
#include <errno.h>
#include <libgen.h>
#include <locale.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tui/emulator.h"
#include "tui/picture.h"
#include "ui/key.h"

/* Quiet is longer than what the program waits for another key. */
enum { LIMIT_MS = 10000, QUIET_MS = 250, SERIES_MS = 100, LATE_MS = 10, MOST_WORDS = 64 };

struct drive {
	struct emulator emulator;
	const char *script, *folder;
	int line;
	size_t pressed; /* since the last `count` */
	bool update;
	char **argv; /* of the program that was started last */
	struct xb_buf seen; /* screens of that program, for `gone` */
	bool over;          /* they are of no more use once something is done */
	/* The line that is carried out. */
	char *words[MOST_WORDS];
	int count;
	char *rest; /* all behind the first word */
};

static void put_screen(const struct drive *drive)
{
	struct xb_buf text = {0};

	if (!drive->emulator.vterm)
		return;
	emulator_text(&drive->emulator, &text);
	fprintf(stderr, "---- the screen:\n%s----\n", text.data);
	xb_buf_clear(&text);
}

static _Noreturn void fail(struct drive *drive, const char *format, ...) XB_PRINTF(2, 3);
static _Noreturn void fail(struct drive *drive, const char *format, ...)
{
	va_list args;

	put_screen(drive);
	fprintf(stderr, "%s:%d: ", drive->script, drive->line);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	emulator_stop(&drive->emulator);
	exit(1);
}

/* ---- Words --------------------------------------------------------------------------------- */

static int hex_digit(char digit)
{
	return isdigit((unsigned char)digit) ? digit - '0'
					     : tolower((unsigned char)digit) - 'a' + 10;
}

/* Take the escape at *from, behind its backslash. */
static char unescape(const char **from)
{
	static const char names[] = "nrtesz\\\"", meant[] = "\n\r\t\033 \0\\\"";
	const char *at = *from, *name;

	if (at[0] == 'x' && isxdigit((unsigned char)at[1]) && isxdigit((unsigned char)at[2])) {
		*from += 3;
		return (char)(hex_digit(at[1]) << 4 | hex_digit(at[2]));
	}
	name = *at ? strchr(names, *at) : NULL;
	*from += *at ? 1 : 0;
	return name ? meant[name - names] : *at;
}

/* The next word of *TEXT, or NULL; whole: to the end of the line. */
static char *next_word(const char **text, bool whole)
{
	struct xb_buf word = {0};
	bool quoted = false;
	const char *at = *text;

	while (*at == ' ' || *at == '\t')
		at++;
	if (!*at)
		return NULL;
	while (*at && (whole || quoted || (*at != ' ' && *at != '\t'))) {
		char byte = *at++;

		if (byte == '"' && !whole)
			quoted = !quoted;
		else
			xb_buf_putc(&word, byte == '\\' ? unescape(&at) : byte);
	}
	*text = at;
	return xb_buf_take(&word);
}

static int number_at(struct drive *drive, int word)
{
	char *end;
	long number;

	if (word >= drive->count)
		fail(drive, "'%s' wants another number", drive->words[0]);
	number = strtol(drive->words[word], &end, 10);
	if (*end || number < 0 || number > 100000)
		fail(drive, "'%s' is no number that '%s' could use", drive->words[word],
		     drive->words[0]);
	return (int)number;
}

static void want_words(struct drive *drive, int least)
{
	if (drive->count <= least)
		fail(drive, "'%s' wants more words", drive->words[0]);
}

static void want_program(struct drive *drive)
{
	if (!drive->emulator.vterm)
		fail(drive, "'%s' before anything was started", drive->words[0]);
}

/* ---- Waiting ------------------------------------------------------------------------------- */

typedef bool condition(struct drive *drive);

/* Wait until CONDITION holds; what a program showed before it ended counts. */
static bool wait_until(struct drive *drive, condition *holds)
{
	long long end = emulator_now() + LIMIT_MS;

	want_program(drive);
	do {
		bool ended = emulator_ended(&drive->emulator);

		if (holds(drive))
			return true;
		if (ended)
			return false;
		emulator_pump(&drive->emulator, 20);
	} while (emulator_now() < end);
	return false;
}

static const char *how_it_stands(struct drive *drive)
{
	return drive->emulator.program ? "after 10 s" : "and the program has ended";
}

/* ---- Programs ------------------------------------------------------------------------------ */

static void forget_argv(struct drive *drive)
{
	for (int i = 0; drive->argv && drive->argv[i]; i++)
		free(drive->argv[i]);
	free(drive->argv);
	drive->argv = NULL;
}

/* The words from FIRST on become the program's, behind PROGRAM if there is one. */
static void set_argv(struct drive *drive, const char *program)
{
	int count = 0;

	forget_argv(drive);
	drive->argv = xb_alloc(((size_t)drive->count + 2) * sizeof(*drive->argv));
	if (program)
		drive->argv[count++] = xb_strdup(program);
	for (int i = 1; i < drive->count; i++)
		drive->argv[count++] = xb_strdup(drive->words[i]);
}

static bool is_ready(struct drive *drive)
{
	return emulator_is_raw(&drive->emulator) || emulator_ended(&drive->emulator);
}

static void begin(struct drive *drive, bool wait)
{
	if (!drive->argv)
		fail(drive, "nothing was started yet");
	if (drive->emulator.program && !emulator_ended(&drive->emulator))
		fail(drive, "the program that was started before still runs");
	emulator_start(&drive->emulator, drive->argv);
	xb_buf_clear(&drive->seen);
	if (wait && !wait_until(drive, is_ready))
		fail(drive, "the program does not read single keys %s", how_it_stands(drive));
}

static void do_start(struct drive *drive)
{
	const char *program = getenv("XENBOOT");

	set_argv(drive, program ? program : "xenboot");
	begin(drive, true);
}

static void do_run(struct drive *drive)
{
	want_words(drive, 1);
	set_argv(drive, NULL);
	begin(drive, false);
}

static void do_restart(struct drive *drive)
{
	begin(drive, true);
}

static void do_size(struct drive *drive)
{
	drive->emulator.rows = number_at(drive, 1);
	drive->emulator.cols = number_at(drive, 2);
}

static void do_env(struct drive *drive)
{
	char *equals;

	want_words(drive, 1);
	equals = strchr(drive->words[1], '=');
	if (equals)
		*equals = '\0';
	if (equals)
		setenv(drive->words[1], equals + 1, 1);
	else
		unsetenv(drive->words[1]);
}

static void do_signal(struct drive *drive)
{
	static const struct {
		const char *name;
		int number;
	} names[] = {
		{"HUP", SIGHUP},   {"INT", SIGINT},   {"QUIT", SIGQUIT},   {"KILL", SIGKILL},
		{"TERM", SIGTERM}, {"STOP", SIGSTOP}, {"TSTP", SIGTSTP},   {"CONT", SIGCONT},
		{"SEGV", SIGSEGV}, {"ABRT", SIGABRT}, {"WINCH", SIGWINCH}, {"USR1", SIGUSR1},
	};

	want_words(drive, 1);
	for (size_t i = 0; i < XB_COUNT(names); i++) {
		if (strcmp(names[i].name, drive->words[1]) == 0) {
			if (!drive->emulator.program ||
			    kill(drive->emulator.program, names[i].number))
				fail(drive, "no program to send a signal to");
			return;
		}
	}
	fail(drive, "no signal is called '%s'", drive->words[1]);
}

static void do_wait(struct drive *drive)
{
	int status = number_at(drive, 1);
	long long end = emulator_now() + LIMIT_MS;

	want_program(drive);
	while (!emulator_ended(&drive->emulator)) {
		if (emulator_now() >= end)
			fail(drive, "the program has not ended after 10 s");
		emulator_pump(&drive->emulator, 10);
	}
	if (drive->emulator.status != status)
		fail(drive, "the program ended with status %d instead of %d",
		     drive->emulator.status, status);
}

static void do_shell(struct drive *drive)
{
	int status;

	fflush(NULL);
	status = system(drive->rest);
	if (status != 0)
		fail(drive, "the command failed with status %d",
		     WIFEXITED(status) ? WEXITSTATUS(status) : status);
}

static void do_hangup(struct drive *drive)
{
	emulator_hangup(&drive->emulator);
}

static void do_deaf(struct drive *drive)
{
	want_program(drive);
	drive->emulator.deaf = true;
}

/* ---- Hands --------------------------------------------------------------------------------- */

static void do_keys(struct drive *drive)
{
	want_words(drive, 1);
	for (int i = 1; i < drive->count; i++) {
		const char *word = drive->words[i];

		drive->pressed += strncmp(word, "text:", 5) == 0 ? strlen(word + 5) : 1;
		if (strncmp(word, "text:", 5) == 0)
			emulator_send(&drive->emulator, word + 5, strlen(word + 5));
		else if (ui_key_parse(word) == UI_KEY_NONE ||
			 !emulator_key(&drive->emulator, ui_key_parse(word)))
			fail(drive, "no key is called '%s'", word);
	}
}

/* Press KEY COUNT times. False: not in time. */
static bool press_series(struct drive *drive, int count, int key)
{
	for (int i = 0; i < count; i++) {
		long long begin = emulator_now();

		emulator_key(&drive->emulator, key);
		while (emulator_now() - begin < SERIES_MS)
			emulator_pump(&drive->emulator, 5);
		if (emulator_now() - begin > SERIES_MS + LATE_MS)
			return false;
	}
	return true;
}

static void do_series(struct drive *drive)
{
	int count = number_at(drive, 1), key, back;

	want_words(drive, 3);
	key = ui_key_parse(drive->words[2]);
	back = ui_key_parse(drive->words[3]);
	for (int tries = 0; tries < 20; tries++) {
		emulator_settle(&drive->emulator, QUIET_MS, LIMIT_MS);
		drive->emulator.received = 0;
		if (press_series(drive, count, key))
			return;
		emulator_settle(&drive->emulator, QUIET_MS, LIMIT_MS);
		emulator_key(&drive->emulator, back);
	}
	fail(drive, "the machine is too busy to press keys ten times a second");
}

static void do_count(struct drive *drive)
{
	drive->pressed = 0;
}

static void do_counted(struct drive *drive)
{
	if (drive->pressed > (size_t)number_at(drive, 1))
		fail(drive, "%zu keys were pressed", drive->pressed);
}

static void do_paste(struct drive *drive)
{
	const char *at = drive->rest;
	char *text = next_word(&at, true);

	emulator_paste(&drive->emulator, text ? text : "", text ? strlen(text) : 0);
	free(text);
}

static void do_mouse(struct drive *drive)
{
	static const struct {
		const char *name;
		int button, times;
	} kinds[] = {{"click", 1, 1}, {"double", 1, 2}, {"wheel-up", 4, 1}, {"wheel-down", 5, 1}};
	int row = number_at(drive, 2), col = number_at(drive, 3);

	for (size_t i = 0; i < XB_COUNT(kinds); i++) {
		if (strcmp(kinds[i].name, drive->words[1]) == 0) {
			emulator_click(&drive->emulator, row - 1, col - 1, kinds[i].button,
				       kinds[i].times);
			return;
		}
	}
	fail(drive, "no mouse does '%s'", drive->words[1]);
}

static void do_resize(struct drive *drive)
{
	int rows = number_at(drive, 1), cols = number_at(drive, 2);

	emulator_resize(&drive->emulator, rows, cols);
}

/* ---- Eyes ---------------------------------------------------------------------------------- */

/* Keep what is on the screen, for who asks later whether it has gone. */
static void remember_screen(struct drive *drive)
{
	emulator_text(&drive->emulator, &drive->seen);
	xb_buf_putc(&drive->seen, '\f');
}

static bool is_on_screen(struct drive *drive)
{
	struct xb_buf text = {0};
	bool found;

	emulator_text(&drive->emulator, &text);
	found = strstr(text.data, drive->rest) != NULL;
	xb_buf_clear(&text);
	return found;
}

static bool is_gone(struct drive *drive)
{
	return !is_on_screen(drive);
}

static void do_expect(struct drive *drive)
{
	want_words(drive, 1);
	if (!wait_until(drive, is_on_screen))
		fail(drive, "'%s' is not on the screen %s", drive->rest, how_it_stands(drive));
	remember_screen(drive);
}

static void do_gone(struct drive *drive)
{
	want_words(drive, 1);
	if (!drive->seen.data || !strstr(drive->seen.data, drive->rest))
		fail(drive, "'%s' was not on the screen before", drive->rest);
	drive->over = true;
	if (!wait_until(drive, is_gone))
		fail(drive, "'%s' is still on the screen %s", drive->rest, how_it_stands(drive));
}

static void do_absent(struct drive *drive)
{
	want_words(drive, 1);
	want_program(drive);
	if (!emulator_settle(&drive->emulator, QUIET_MS, LIMIT_MS))
		fail(drive, "the screen is not quiet after 10 s");
	if (is_on_screen(drive))
		fail(drive, "'%s' is on the screen", drive->rest);
}

/* What is on the screen now, in one of the forms that can be compared. */
typedef void form(struct drive *drive, struct xb_buf *out);

static void put_text(struct drive *drive, struct xb_buf *out)
{
	emulator_text(&drive->emulator, out);
}

static void put_picture(struct drive *drive, struct xb_buf *out)
{
	bool light = drive->count > 2 && strcmp(drive->words[2], "light") == 0;

	picture_put(&drive->emulator, light, out);
}

static void write_form(struct drive *drive, form *put, const char *path)
{
	struct xb_buf text = {0};
	FILE *file;

	if (!emulator_settle(&drive->emulator, QUIET_MS, LIMIT_MS))
		fail(drive, "the screen is not quiet after 10 s");
	put(drive, &text);
	file = fopen(path, "w");
	if (!file || fputs(text.data, file) == EOF || fclose(file) != 0)
		fail(drive, "%s: %s", path, strerror(errno));
	xb_buf_clear(&text);
}

/* The line at *text, which moves behind it; "" at the end. */
static char *take_line(const char **text)
{
	size_t length = strcspn(*text, "\n");
	char *line = xb_strndup(*text, length);

	*text += length + ((*text)[length] ? 1 : 0);
	return line;
}

static void put_differences(const char *want, const char *got)
{
	for (int row = 1; *want || *got; row++) {
		char *wanted = take_line(&want), *seen = take_line(&got);

		if (strcmp(wanted, seen) != 0)
			fprintf(stderr, "%3d want |%s\n    got  |%s\n", row, wanted, seen);
		free(wanted);
		free(seen);
	}
}

/* Wait until the screen is in that form what WANT says. */
static void await_form(struct drive *drive, form *put, const char *path, const char *want)
{
	long long end = emulator_now() + LIMIT_MS;
	struct xb_buf got = {0};

	do {
		bool ended = emulator_ended(&drive->emulator);

		xb_buf_clear(&got);
		put(drive, &got);
		if (strcmp(got.data, want) == 0)
			break;
		if (ended || emulator_now() >= end) {
			put_differences(want, got.data);
			fail(drive, "the screen is not %s %s", path, how_it_stands(drive));
		}
		emulator_pump(&drive->emulator, 20);
	} while (true);
	xb_buf_clear(&got);
}

static void compare_form(struct drive *drive, form *put, const char *suffix)
{
	struct xb_buf want = {0};
	char *path;

	want_words(drive, 1);
	want_program(drive);
	path = xb_format("%s/%s%s", drive->folder, drive->words[1], suffix);
	if (drive->update)
		write_form(drive, put, path);
	else if (xb_file_read(path, 1 << 20, &want) != 0)
		fail(drive, "%s cannot be read; drive --update makes it", path);
	else
		await_form(drive, put, path, want.data ? want.data : "");
	remember_screen(drive);
	xb_buf_clear(&want);
	free(path);
}

static void do_screen(struct drive *drive)
{
	compare_form(drive, put_text, ".screen");
}

static void do_picture(struct drive *drive)
{
	compare_form(drive, put_picture, ".svg");
}

static bool cursor_is_there(struct drive *drive)
{
	int row, col;

	emulator_cursor(&drive->emulator, &row, &col);
	return row == number_at(drive, 1) - 1 && col == number_at(drive, 2) - 1;
}

static void do_cursor(struct drive *drive)
{
	int row, col;

	if (wait_until(drive, cursor_is_there))
		return;
	emulator_cursor(&drive->emulator, &row, &col);
	fail(drive, "the cursor is in row %d, column %d %s", row + 1, col + 1,
	     how_it_stands(drive));
}

static unsigned look_by_name(struct drive *drive, const char *name)
{
	static const struct {
		const char *name;
		unsigned look;
	} names[] = {{"bold", LOOK_BOLD},
		     {"underline", LOOK_UNDERLINE},
		     {"reverse", LOOK_REVERSE},
		     {"colour", LOOK_COLOUR}};

	for (size_t i = 0; i < XB_COUNT(names); i++)
		if (strcmp(names[i].name, name) == 0)
			return names[i].look;
	fail(drive, "no cell can be '%s'", name);
}

/* Does the cell look as WORD says? */
static bool is_so(struct drive *drive, const struct emulator_cell *cell, const char *word)
{
	bool without = strncmp(word, "no-", 3) == 0;

	if (strncmp(word, "fg:", 3) == 0)
		return cell->ink == atoi(word + 3);
	if (strncmp(word, "bg:", 3) == 0)
		return cell->ground == atoi(word + 3);
	return ((cell->look & look_by_name(drive, word + (without ? 3 : 0))) == 0) == without;
}

static bool style_is_so(struct drive *drive)
{
	struct emulator_cell cell =
		emulator_cell_at(&drive->emulator, number_at(drive, 1) - 1, number_at(drive, 2) - 1);

	for (int i = 3; i < drive->count; i++)
		if (!is_so(drive, &cell, drive->words[i]))
			return false;
	return true;
}

static void do_style(struct drive *drive)
{
	want_words(drive, 3);
	if (!wait_until(drive, style_is_so))
		fail(drive, "the cell in row %s, column %s does not look so %s", drive->words[1],
		     drive->words[2], how_it_stands(drive));
}

static void do_bytes(struct drive *drive)
{
	int most = number_at(drive, 1);

	want_program(drive);
	if (!emulator_settle(&drive->emulator, QUIET_MS, LIMIT_MS))
		fail(drive, "the screen is not quiet after 10 s");
	if (drive->emulator.received > (size_t)most)
		fail(drive, "%zu bytes came, %d at most were expected", drive->emulator.received,
		     most);
}

static void do_within(struct drive *drive)
{
	int most = number_at(drive, 1);
	long long end = emulator_now() + LIMIT_MS;

	want_words(drive, 2);
	want_program(drive);
	drive->rest += strcspn(drive->rest, " \t");
	drive->rest += strspn(drive->rest, " \t");
	while (!is_on_screen(drive)) {
		if (drive->emulator.received >= (size_t)most)
			fail(drive, "'%s' is not on the screen after %d bytes", drive->rest, most);
		if (!emulator_pump_byte(&drive->emulator, 20) && emulator_now() >= end)
			fail(drive, "'%s' is not on the screen %s", drive->rest,
			     how_it_stands(drive));
	}
}

static bool was_sent(struct drive *drive)
{
	return drive->emulator.raw.data && strstr(drive->emulator.raw.data, drive->words[1]);
}

static void do_sent(struct drive *drive)
{
	want_words(drive, 1);
	if (!wait_until(drive, was_sent))
		fail(drive, "the program did not send '%s' %s", drive->words[1], how_it_stands(drive));
}

static bool has_rung(struct drive *drive)
{
	return drive->emulator.bells;
}

static void do_bell(struct drive *drive)
{
	if (!wait_until(drive, has_rung))
		fail(drive, "the terminal did not ring %s", how_it_stands(drive));
}

/* ---- Scripts ------------------------------------------------------------------------------- */

static const struct command {
	const char *name;
	void (*run)(struct drive *drive);
	bool does; /* something at the terminal, from which bytes and bells are counted */
} commands[] = {
	{"size", do_size, false},
	{"env", do_env, false},
	{"start", do_start, true},
	{"run", do_run, true},
	{"restart", do_restart, true},
	{"keys", do_keys, true},
	{"series", do_series, true},
	{"count", do_count, false},
	{"counted", do_counted, false},
	{"paste", do_paste, true},
	{"mouse", do_mouse, true},
	{"resize", do_resize, true},
	{"expect", do_expect, false},
	{"gone", do_gone, false},
	{"screen", do_screen, false},
	{"picture", do_picture, false},
	{"absent", do_absent, false},
	{"cursor", do_cursor, false},
	{"style", do_style, false},
	{"bytes", do_bytes, false},
	{"within", do_within, false},
	{"sent", do_sent, false},
	{"bell", do_bell, false},
	{"signal", do_signal, true},
	{"hangup", do_hangup, true},
	{"deaf", do_deaf, false},
	{"wait", do_wait, false},
	{"shell", do_shell, false},
};

static void split_line(struct drive *drive, char *line)
{
	const char *at = line;

	line[strcspn(line, "\r\n")] = '\0';
	for (drive->count = 0; drive->count < MOST_WORDS; drive->count++) {
		drive->words[drive->count] = next_word(&at, false);
		if (!drive->words[drive->count])
			break;
	}
	drive->rest = line + strspn(line, " \t");
	drive->rest += strcspn(drive->rest, " \t");
	drive->rest += strspn(drive->rest, " \t");
}

static void run_line(struct drive *drive, char *line)
{
	split_line(drive, line);
	for (size_t i = 0; drive->count > 0 && drive->words[0][0] != '#'; i++) {
		if (i == XB_COUNT(commands))
			fail(drive, "no line begins with '%s'", drive->words[0]);
		if (strcmp(commands[i].name, drive->words[0]) != 0)
			continue;
		if (commands[i].does && drive->emulator.vterm) {
			if (drive->emulator.master >= 0)
				emulator_pump(&drive->emulator, 0);
			if (drive->over)
				xb_buf_clear(&drive->seen);
			drive->over = false;
			remember_screen(drive);
			drive->emulator.received = 0;
			xb_buf_clear(&drive->emulator.raw);
			drive->emulator.bells = false;
		}
		commands[i].run(drive);
		break;
	}
	for (int i = 0; i < drive->count; i++)
		free(drive->words[i]);
}

static int run_script(struct drive *drive)
{
	FILE *file = fopen(drive->script, "r");
	char *line = NULL;
	size_t capacity = 0;

	if (!file) {
		perror(drive->script);
		return 2;
	}
	while (getline(&line, &capacity, file) > 0) {
		drive->line++;
		run_line(drive, line);
	}
	free(line);
	fclose(file);
	emulator_stop(&drive->emulator);
	xb_buf_clear(&drive->seen);
	forget_argv(drive);
	return 0;
}

int main(int argc, char **argv)
{
	struct drive drive = {.emulator = {.rows = 24, .cols = 80, .master = -1}};
	char *copy;
	int status;

	setlocale(LC_CTYPE, "C.UTF-8");
	drive.update = argc > 1 && strcmp(argv[1], "--update") == 0;
	if (argc != (drive.update ? 3 : 2)) {
		fprintf(stderr, "usage: drive [--update] SCRIPT\n");
		return 2;
	}
	drive.script = argv[argc - 1];
	copy = xb_strdup(drive.script);
	drive.folder = getenv("EXPECT_DIR") ? getenv("EXPECT_DIR") : dirname(copy);
	status = run_script(&drive);
	free(copy);
	return status;
}
