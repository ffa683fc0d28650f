/* SPDX-License-Identifier: MIT */
/* What the terminal is switched to while it is ours, and given back with; its size. */
#include "ui/terminal-parts.h"

#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
/* Behind <curses.h>, which it needs; its short names go at once. */
#include <term.h>
#undef lines
#undef columns

#include "ui/terminal-signal.h"

const char *ui_terminal_capability(const char *name)
{
	const char *text = tigetstr(name);

	return text == (const char *)-1 ? NULL : text;
}

/* Straight to the terminal: what curses does not know, while it holds nothing back. */
static void send_text(const struct ui_terminal *terminal, const char *text)
{
	size_t length = strlen(text);
	ssize_t written;

	while (length > 0 && (written = write(fileno(terminal->out), text, length)) > 0) {
		text += written;
		length -= (size_t)written;
	}
}

/*
 * Pastes in brackets, and the mouse: presses, with coordinates in decimal where the terminal can.
 * What curses makes of a mouse is not used, for it loses events that come close together.
 */
void ui_terminal_modes_begin(const struct ui_terminal *terminal)
{
	if (!terminal->like_xterm)
		return;
	send_text(terminal, "\033[?2004h");
	send_text(terminal, terminal->mouse ? "\033[?1000h\033[?1006h" : UI_MOUSE_OFF);
}

static void modes_end(const struct ui_terminal *terminal)
{
	if (terminal->like_xterm)
		send_text(terminal, UI_MODES_OFF);
}

void ui_terminal_leave(struct ui_terminal *terminal)
{
	modes_end(terminal);
	/* Where there is no other screen to go back to, a menu that nobody serves would stay. */
	if (!ui_terminal_capability("rmcup")) {
		erase();
		ui_terminal_forget(terminal);
		refresh();
	}
	endwin();
}

void ui_terminal_set_mouse(struct ui_terminal *terminal, bool on)
{
	terminal->mouse = on;
	if (ui_line_ready(terminal, -1))
		ui_terminal_modes_begin(terminal);
}

/* ---- Sizes and stops ----------------------------------------------------------------------- */

bool ui_terminal_resized(struct ui_terminal *terminal)
{
	struct winsize size;

	if (ioctl(fileno(terminal->out), TIOCGWINSZ, &size) != 0 || !size.ws_row || !size.ws_col)
		return false;
	/* Even where it is the size that it was: on its way back to it, it may have lost what was shown. */
	resizeterm(size.ws_row, size.ws_col);
	ui_screen_resize(&terminal->shown, size.ws_row, size.ws_col);
	erase();
	ui_terminal_redraw(terminal);
	return true;
}

void ui_terminal_resume(struct ui_terminal *terminal)
{
	reset_prog_mode();
	ui_terminal_resized(terminal);
	if (!ui_line_ready(terminal, -1))
		return;
	ui_terminal_redraw(terminal);
	ui_line_refresh(terminal);
	ui_terminal_modes_begin(terminal);
}

void ui_terminal_suspend(struct ui_terminal *terminal)
{
	ui_terminal_leave(terminal);
	ui_signals_stop();
	ui_signal_take(UI_SIGNAL_CONTINUE);
	ui_terminal_resume(terminal);
}

/* ---- Another program on the terminal ------------------------------------------------------- */

static _Noreturn void become(const struct ui_terminal *terminal, const struct ui_signals_kept *kept,
			     char *const argv[])
{
	dup2(fileno(terminal->in), STDIN_FILENO);
	dup2(terminal->spare, STDOUT_FILENO);
	dup2(terminal->spare, STDERR_FILENO);
	ui_signals_child(kept);
	execvp(argv[0], argv);
	_exit(127);
}

/* Where it stops, so does this program, and the shell gets the terminal. */
static int wait_for(pid_t child)
{
	int status = 0;

	while (waitpid(child, &status, WUNTRACED) < 0 || WIFSTOPPED(status)) {
		if (!WIFSTOPPED(status))
			return -1;
		ui_signals_stop();
		kill(child, SIGCONT);
		status = 0;
	}
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int ui_terminal_run(struct ui_terminal *terminal, char *const argv[])
{
	struct ui_signals_kept kept;
	int status = -1;
	pid_t child;

	ui_terminal_leave(terminal);
	ui_signals_begin_wait(&kept);
	child = fork();
	if (child == 0)
		become(terminal, &kept, argv);
	if (child > 0)
		status = wait_for(child);
	ui_signals_end_wait(&kept);
	ui_signal_take(UI_SIGNAL_CONTINUE);
	ui_terminal_resume(terminal);
	return status;
}
