/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* ppoll */
#include "ui/terminal-signal.h"

#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "xenboot/base.h"

static const struct {
	int number;
	enum ui_signal which;
	bool unless_ignored; /* nohup and shells without job control mean it */
} caught[] = {
	{SIGHUP, UI_SIGNAL_HANGUP, true},   {SIGINT, UI_SIGNAL_HANGUP, true},
	{SIGTERM, UI_SIGNAL_HANGUP, false}, {SIGWINCH, UI_SIGNAL_RESIZE, false},
	{SIGTSTP, UI_SIGNAL_STOP, true},    {SIGCONT, UI_SIGNAL_CONTINUE, false},
};

/* Handlers reach file-scope variables alone. */
static volatile sig_atomic_t came[UI_SIGNAL_COUNT];
static struct sigaction caught_before[XB_COUNT(caught)];
static sigset_t mask_before;

static void handle_signal(int number)
{
	for (size_t i = 0; i < XB_COUNT(caught); i++)
		if (caught[i].number == number)
			came[caught[i].which] = 1;
}

bool ui_signal_came(enum ui_signal which)
{
	return came[which] != 0;
}

void ui_signal_take(enum ui_signal which)
{
	came[which] = 0;
}

void ui_signals_catch(void)
{
	struct sigaction action = {.sa_handler = handle_signal};
	sigset_t blocked;

	sigfillset(&action.sa_mask);
	sigprocmask(SIG_BLOCK, NULL, &mask_before);
	blocked = mask_before;
	for (size_t i = 0; i < XB_COUNT(caught); i++) {
		came[caught[i].which] = 0;
		sigaction(caught[i].number, NULL, &caught_before[i]);
		if (caught[i].unless_ignored && caught_before[i].sa_handler == SIG_IGN)
			continue;
		sigaddset(&blocked, caught[i].number);
		sigaction(caught[i].number, &action, NULL);
	}
	sigprocmask(SIG_SETMASK, &blocked, NULL);
}

void ui_signals_release(void)
{
	/* First the mask: a second hang-up that waits must not meet what was there before. */
	sigprocmask(SIG_SETMASK, &mask_before, NULL);
	for (size_t i = 0; i < XB_COUNT(caught); i++)
		sigaction(caught[i].number, &caught_before[i], NULL);
}

int ui_signals_poll(struct pollfd *polled, int timeout)
{
	struct timespec time = {timeout / 1000, timeout % 1000 * 1000000L};

	return ppoll(polled, 1, timeout < 0 ? NULL : &time, &mask_before);
}

void ui_signals_stop(void)
{
	struct sigaction stop = {.sa_handler = SIG_DFL}, before;
	sigset_t only, mask;

	sigemptyset(&stop.sa_mask);
	sigaction(SIGTSTP, &stop, &before);
	sigemptyset(&only);
	sigaddset(&only, SIGTSTP);
	kill(0, SIGTSTP);
	/* Here the program stops, and here it goes on. */
	sigprocmask(SIG_UNBLOCK, &only, &mask);
	sigprocmask(SIG_SETMASK, &mask, NULL);
	sigaction(SIGTSTP, &before, NULL);
	ui_signal_take(UI_SIGNAL_STOP);
}

void ui_signals_begin_wait(struct ui_signals_kept *kept)
{
	const struct sigaction ignore = {.sa_handler = SIG_IGN};

	sigaction(SIGINT, &ignore, &kept->interrupt);
	sigaction(SIGQUIT, &ignore, &kept->quit);
}

void ui_signals_end_wait(const struct ui_signals_kept *kept)
{
	sigaction(SIGINT, &kept->interrupt, NULL);
	sigaction(SIGQUIT, &kept->quit, NULL);
}

void ui_signals_child(const struct ui_signals_kept *kept)
{
	ui_signals_end_wait(kept);
	sigprocmask(SIG_SETMASK, &mask_before, NULL);
}

/* ---- Crashes ------------------------------------------------------------------------------- */

enum { STUCK_MS = 500 };

static const int crashes[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT};

static struct {
	int fd;
	struct termios saved;
	char text[512];
	size_t length;
	struct sigaction before[XB_COUNT(crashes)];
	char stack[32768]; /* the usual one may be what ran over */
	stack_t stack_before;
} crash;

void ui_crash_begin(int fd, const struct termios *saved)
{
	crash.fd = fd;
	crash.saved = *saved;
	crash.length = 0;
}

int ui_crash_putc(int byte)
{
	if (crash.length < sizeof(crash.text))
		crash.text[crash.length++] = (char)byte;
	return byte;
}

void ui_crash_puts(const char *text)
{
	while (*text)
		ui_crash_putc(*text++);
}

void ui_crash_restore(void)
{
	struct pollfd polled = {.fd = crash.fd, .events = POLLOUT};
	ssize_t written;

	/* What waits on a line that is stopped would hold up what restores it. */
	if (poll(&polled, 1, STUCK_MS) <= 0)
		tcflush(crash.fd, TCOFLUSH);
	if (poll(&polled, 1, 0) > 0)
		written = write(crash.fd, crash.text, crash.length);
	else
		written = 0;
	(void)written;
	tcsetattr(crash.fd, TCSANOW, &crash.saved);
}

/* Restore the terminal, then let the signal do what it would have done. */
static void handle_crash(int number, siginfo_t *info, void *context)
{
	(void)context;
	ui_crash_restore();
	for (size_t i = 0; i < XB_COUNT(crashes); i++)
		if (crashes[i] == number)
			sigaction(number, &crash.before[i], NULL);
	/* What the processor raised comes again by itself, with the place where it happened. */
	if (info->si_code <= 0)
		raise(number);
}

void ui_crash_catch(void)
{
	struct sigaction action = {.sa_sigaction = handle_crash,
				   .sa_flags = SA_SIGINFO | SA_ONSTACK};
	stack_t stack = {.ss_sp = crash.stack, .ss_size = sizeof(crash.stack)};

	sigemptyset(&action.sa_mask);
	sigaltstack(&stack, &crash.stack_before);
	for (size_t i = 0; i < XB_COUNT(crashes); i++)
		sigaction(crashes[i], &action, &crash.before[i]);
}

void ui_crash_release(void)
{
	for (size_t i = 0; i < XB_COUNT(crashes); i++)
		sigaction(crashes[i], &crash.before[i], NULL);
	sigaltstack(&crash.stack_before, NULL);
}
