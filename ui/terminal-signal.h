/* SPDX-License-Identifier: MIT */
/*
 * Signals of a program on a terminal. They are blocked but for the moments in which it waits, so
 * that none can come between a look at its flag and the wait; the handlers set flags and nothing
 * else.
 */
#ifndef UI_TERMINAL_SIGNAL_H
#define UI_TERMINAL_SIGNAL_H

#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <termios.h>

enum ui_signal {
	UI_SIGNAL_HANGUP, /* HUP, TERM, INT */
	UI_SIGNAL_RESIZE,
	UI_SIGNAL_STOP,
	UI_SIGNAL_CONTINUE,
	UI_SIGNAL_COUNT
};

void ui_signals_catch(void);
void ui_signals_release(void); /* as it was before */

bool ui_signal_came(enum ui_signal which); /* since it was last taken */
void ui_signal_take(enum ui_signal which); /* forget that it came */

/* poll(2), during which signals come through: -1 when one did. */
int ui_signals_poll(struct pollfd *polled, int timeout);

/* Stop the whole job, as Ctrl-Z does on a terminal that is not raw; returns when it goes on. */
void ui_signals_stop(void);

/* While another program has the terminal its keys are not ours: INT and QUIT are ignored between the two. In the
 * child all is as it was before ui_signals_catch. */
struct ui_signals_kept {
	struct sigaction interrupt, quit;
};
void ui_signals_begin_wait(struct ui_signals_kept *kept);
void ui_signals_end_wait(const struct ui_signals_kept *kept);
void ui_signals_child(const struct ui_signals_kept *kept);

/*
 * What to send to terminal FD and how to set it when the program crashes: the text is what was
 * added by ui_crash_putc, which has the type that tputs wants.
 */
void ui_crash_begin(int fd, const struct termios *saved);
int ui_crash_putc(int byte);
void ui_crash_puts(const char *text);
void ui_crash_catch(void);
void ui_crash_restore(void); /* do it, without waiting for the terminal */
void ui_crash_release(void);

#endif
