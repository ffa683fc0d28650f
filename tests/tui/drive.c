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

#include "tui/drive.h"
#include "ui/key.h"

static void put_screen(const struct drive *drive)
{
	struct xb_buf text = {0};

	if (!drive->emulator.vterm)
		return;
	emulator_text(&drive->emulator, &text);
	fprintf(stderr, "---- the screen:\n%s----\n", text.data);
	xb_buf_clear(&text);
}

void drive_fail(struct drive *drive, const char *format, ...)
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

int drive_number_at(struct drive *drive, int word)
{
	char *end;
	long number;

	if (word >= drive->count)
		drive_fail(drive, "'%s' wants another number", drive->words[0]);
	number = strtol(drive->words[word], &end, 10);
	if (*end || number < 0 || number > 100000)
		drive_fail(drive, "'%s' is no number that '%s' could use", drive->words[word],
		     drive->words[0]);
	return (int)number;
}

void drive_want_words(struct drive *drive, int least)
{
	if (drive->count <= least)
		drive_fail(drive, "'%s' wants more words", drive->words[0]);
}

void drive_want_program(struct drive *drive)
{
	if (!drive->emulator.vterm)
		drive_fail(drive, "'%s' before anything was started", drive->words[0]);
}

/* ---- Waiting ------------------------------------------------------------------------------- */

/* Wait until CONDITION holds; what a program showed before it ended counts. */
bool drive_wait_until(struct drive *drive, drive_condition *holds)
{
	long long end = emulator_now() + LIMIT_MS;

	drive_want_program(drive);
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

const char *drive_how_it_stands(struct drive *drive)
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
		drive_fail(drive, "nothing was started yet");
	if (drive->emulator.program && !emulator_ended(&drive->emulator))
		drive_fail(drive, "the program that was started before still runs");
	emulator_start(&drive->emulator, drive->argv);
	xb_buf_clear(&drive->seen);
	if (wait && !drive_wait_until(drive, is_ready))
		drive_fail(drive, "the program does not read single keys %s", drive_how_it_stands(drive));
}

static void do_start(struct drive *drive)
{
	const char *program = getenv("XENBOOT");

	set_argv(drive, program ? program : "xenboot");
	begin(drive, true);
}

static void do_run(struct drive *drive)
{
	drive_want_words(drive, 1);
	set_argv(drive, NULL);
	begin(drive, false);
}

static void do_restart(struct drive *drive)
{
	begin(drive, true);
}

static void do_size(struct drive *drive)
{
	drive->emulator.rows = drive_number_at(drive, 1);
	drive->emulator.cols = drive_number_at(drive, 2);
}

static void do_env(struct drive *drive)
{
	char *equals;

	drive_want_words(drive, 1);
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

	drive_want_words(drive, 1);
	for (size_t i = 0; i < XB_COUNT(names); i++) {
		if (strcmp(names[i].name, drive->words[1]) == 0) {
			if (!drive->emulator.program ||
			    kill(drive->emulator.program, names[i].number))
				drive_fail(drive, "no program to send a signal to");
			return;
		}
	}
	drive_fail(drive, "no signal is called '%s'", drive->words[1]);
}

static void do_wait(struct drive *drive)
{
	int status = drive_number_at(drive, 1);
	long long end = emulator_now() + LIMIT_MS;

	drive_want_program(drive);
	while (!emulator_ended(&drive->emulator)) {
		if (emulator_now() >= end)
			drive_fail(drive, "the program has not ended after 10 s");
		emulator_pump(&drive->emulator, 10);
	}
	if (drive->emulator.status != status)
		drive_fail(drive, "the program ended with status %d instead of %d",
		     drive->emulator.status, status);
}

static void do_shell(struct drive *drive)
{
	int status;

	fflush(NULL);
	status = system(drive->rest);
	if (status != 0)
		drive_fail(drive, "the command failed with status %d",
		     WIFEXITED(status) ? WEXITSTATUS(status) : status);
}

static void do_hangup(struct drive *drive)
{
	emulator_hangup(&drive->emulator);
}

static void do_deaf(struct drive *drive)
{
	drive_want_program(drive);
	drive->emulator.deaf = true;
}

/* ---- Hands --------------------------------------------------------------------------------- */

static void do_keys(struct drive *drive)
{
	drive_want_words(drive, 1);
	for (int i = 1; i < drive->count; i++) {
		const char *word = drive->words[i];

		drive->pressed += strncmp(word, "text:", 5) == 0 ? strlen(word + 5) : 1;
		if (strncmp(word, "text:", 5) == 0)
			emulator_send(&drive->emulator, word + 5, strlen(word + 5));
		else if (ui_key_parse(word) == UI_KEY_NONE ||
			 !emulator_key(&drive->emulator, ui_key_parse(word)))
			drive_fail(drive, "no key is called '%s'", word);
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
	int count = drive_number_at(drive, 1), key, back;

	drive_want_words(drive, 3);
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
	drive_fail(drive, "the machine is too busy to press keys ten times a second");
}

static void do_count(struct drive *drive)
{
	drive->pressed = 0;
}

static void do_counted(struct drive *drive)
{
	if (drive->pressed > (size_t)drive_number_at(drive, 1))
		drive_fail(drive, "%zu keys were pressed", drive->pressed);
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
	int row = drive_number_at(drive, 2), col = drive_number_at(drive, 3);

	for (size_t i = 0; i < XB_COUNT(kinds); i++) {
		if (strcmp(kinds[i].name, drive->words[1]) == 0) {
			emulator_click(&drive->emulator, row - 1, col - 1, kinds[i].button,
				       kinds[i].times);
			return;
		}
	}
	drive_fail(drive, "no mouse does '%s'", drive->words[1]);
}

static void do_resize(struct drive *drive)
{
	int rows = drive_number_at(drive, 1), cols = drive_number_at(drive, 2);

	emulator_resize(&drive->emulator, rows, cols);
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
	{"expect", drive_expect, false},
	{"gone", drive_gone, false},
	{"screen", drive_screen, false},
	{"picture", drive_picture, false},
	{"absent", drive_absent, false},
	{"cursor", drive_cursor, false},
	{"style", drive_style, false},
	{"bytes", drive_bytes, false},
	{"within", drive_within, false},
	{"sent", drive_sent, false},
	{"bell", drive_bell, false},
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
			drive_fail(drive, "no line begins with '%s'", drive->words[0]);
		if (strcmp(commands[i].name, drive->words[0]) != 0)
			continue;
		if (commands[i].does && drive->emulator.vterm) {
			if (drive->emulator.master >= 0)
				emulator_pump(&drive->emulator, 0);
			if (drive->over)
				xb_buf_clear(&drive->seen);
			drive->over = false;
			drive_remember_screen(drive);
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
