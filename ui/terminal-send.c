/* SPDX-License-Identifier: MIT */
/*
 * What curses sends is caught in memory and sent from there: curses would write on to a line that
 * takes nothing, through any signal, and no handler has to break in upon it this way.
 */
#define _GNU_SOURCE /* memfd_create, dup3 */
#include "ui/terminal-parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

#include "ui/terminal-signal.h"

/* Of 9600 baud, with its start and stop bits; what a faster line holds is out sooner. */
enum { SLOW_BYTES_A_MS = 1 };

/* The terminal at FD opened once more, so that our writing to it can be without waiting and that of others is
 * as it was. A terminal of somebody else is reached by /dev/tty. */
static int open_line(int fd)
{
	const int flags = O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
	const char *name = ttyname(fd);
	int line = name ? open(name, flags) : -1;

	return line >= 0 ? line : open("/dev/tty", flags);
}

bool ui_line_open(struct ui_terminal *terminal)
{
	int out = fileno(terminal->out);

	terminal->spare = fcntl(out, F_DUPFD_CLOEXEC, 3);
	terminal->line = open_line(out);
	terminal->caught = memfd_create("xenboot", MFD_CLOEXEC);
	return terminal->spare >= 0 && terminal->line >= 0 && terminal->caught >= 0;
}

void ui_line_close(struct ui_terminal *terminal)
{
	const int all[] = {terminal->spare, terminal->line, terminal->caught};

	for (size_t i = 0; i < XB_COUNT(all); i++)
		if (all[i] >= 0)
			close(all[i]);
}

bool ui_line_ready(struct ui_terminal *terminal, int timeout)
{
	struct pollfd polled = {.fd = fileno(terminal->out), .events = POLLOUT};
	int ready;

	do {
		if (terminal->hung || (timeout < 0 && ui_signal_came(UI_SIGNAL_HANGUP)))
			return false;
		ready = ui_signals_poll(&polled, timeout);
	} while (ready < 0);
	terminal->hung |= (polled.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
	return !terminal->hung && ready > 0;
}

enum ui_speed ui_terminal_speed(const struct ui_terminal *terminal)
{
	struct termios line;
	speed_t speed = tcgetattr(terminal->line, &line) == 0 ? cfgetospeed(&line) : B38400;

	return speed <= B19200 ? UI_SPEED_SLOW : speed == B38400 ? UI_SPEED_UNKNOWN : UI_SPEED_FAST;
}

int ui_terminal_behind(const struct ui_terminal *terminal)
{
	int waiting;

	if (ioctl(terminal->line, TIOCOUTQ, &waiting) != 0)
		return 0;
	return waiting / SLOW_BYTES_A_MS;
}

bool ui_line_send(struct ui_terminal *terminal, const char *bytes, size_t length)
{
	while (length > 0 && ui_line_ready(terminal, -1)) {
		ssize_t written = write(terminal->line, bytes, length);

		if (written < 0 && errno != EAGAIN && errno != EINTR)
			terminal->hung = true;
		if (written > 0) {
			bytes += written;
			length -= (size_t)written;
		}
	}
	return length == 0;
}

void ui_line_refresh(struct ui_terminal *terminal)
{
	int out = fileno(terminal->out);
	char bytes[4096];
	off_t left;
	ssize_t length;

	if (!ui_line_ready(terminal, -1))
		return;
	lseek(terminal->caught, 0, SEEK_SET);
	dup3(terminal->caught, out, O_CLOEXEC);
	refresh();
	dup3(terminal->spare, out, O_CLOEXEC);
	left = lseek(terminal->caught, 0, SEEK_CUR); /* what stands behind it is of an earlier time */
	lseek(terminal->caught, 0, SEEK_SET);
	for (; left > 0; left -= length) {
		length = read(terminal->caught, bytes,
			      left < (off_t)sizeof(bytes) ? (size_t)left : sizeof(bytes));
		if (length <= 0 || !ui_line_send(terminal, bytes, (size_t)length))
			return;
	}
}

void ui_line_give_up(struct ui_terminal *terminal)
{
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (nowhere < 0)
		return;
	dup3(nowhere, fileno(terminal->out), O_CLOEXEC);
	close(nowhere);
}
