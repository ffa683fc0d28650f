/* SPDX-License-Identifier: MIT */
/*
 * slow WHAT KEYS PROGRAM ARGUMENT...: a menu on a line of 9600 baud. KEYS lead to a menu, then a person presses Down
 * fifteen times, ten times a second, at a pseudo-terminal of 80x24 of which 960 bytes a second are read. Said are
 * the bytes that came, and how long after the last key the last of them did.
 */
#define _DEFAULT_SOURCE
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROWS = 24, COLS = 80, DOWNS = 15, KEY_MS = 100, BYTES_A_SECOND = 960, QUIET_MS = 700, STEP_MS = 5 };

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* At most MOST bytes of what there is within TIMEOUT ms. */
static size_t take(int terminal, size_t most, int timeout)
{
	struct pollfd wait = {.fd = terminal, .events = POLLIN};
	char bytes[4096];
	ssize_t got = 0;

	if (poll(&wait, 1, timeout) > 0)
		got = read(terminal, bytes, most < sizeof(bytes) ? most : sizeof(bytes));
	return got > 0 ? (size_t)got : 0;
}

/* Until nothing comes any more, as fast as it comes. */
static void settle(int terminal)
{
	while (take(terminal, SIZE_MAX, QUIET_MS))
		continue;
}

static void type(int terminal, const char *keys)
{
	if (write(terminal, keys, strlen(keys)) < 0)
		perror("write");
}

static void press_downs(int terminal, const char *down, const char *what)
{
	double begin = now(), last_key = begin, last_byte = begin, read_to = begin;
	size_t bytes = 0;
	int pressed = 0;

	while (pressed < DOWNS || now() - (last_byte > last_key ? last_byte : last_key) < QUIET_MS) {
		size_t may, got;

		if (pressed < DOWNS && now() - begin >= pressed * KEY_MS) {
			type(terminal, down);
			last_key = now();
			pressed++;
		}
		may = (size_t)((now() - read_to) * BYTES_A_SECOND / 1000);
		got = may ? take(terminal, may, STEP_MS) : 0;
		bytes += got;
		last_byte = got ? now() : last_byte;
		/* What was not used in time is not saved up. */
		read_to = got == may ? read_to + (double)got * 1000 / BYTES_A_SECOND : now();
		if (!may)
			poll(NULL, 0, 1);
	}
	printf("9600 baud, %d Downs: %-10s %5zu bytes, settled %5.0f ms after the last key\n", DOWNS, what, bytes,
	       last_byte > last_key ? last_byte - last_key : 0);
}

int main(int argc, char **argv)
{
	struct winsize size = {.ws_row = ROWS, .ws_col = COLS};
	int terminal;
	pid_t program;

	if (argc < 4) {
		fprintf(stderr, "usage: slow WHAT KEYS PROGRAM ARGUMENT...\n");
		return 2;
	}
	program = forkpty(&terminal, NULL, NULL, &size);
	if (program < 0) {
		perror("forkpty");
		return 1;
	}
	if (program == 0) {
		execvp(argv[3], argv + 3);
		perror(argv[3]);
		_exit(127);
	}
	settle(terminal);
	type(terminal, argv[2]);
	settle(terminal);
	press_downs(terminal, "\033OB", argv[1]); /* both put the keypad into its mode */
	kill(program, SIGKILL);
	waitpid(program, NULL, 0);
	return 0;
}
