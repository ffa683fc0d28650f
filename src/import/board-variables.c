/* SPDX-License-Identifier: MIT */
#include "import/board-variables.h"

#include <stdlib.h>
#include <string.h>

/* Bounds for hostile scripts: commands that are looked back at, variables among which a slip is
 * looked for, and findings of one way. */
enum { MOST_STEPS = 256, MOST_NAMES = 1000, MOST_REPORTS = 200 };

/* ---- What the board has ----------------------------------------------------------------------- */

void xb_board_variables_set(struct xb_uboot *uboot)
{
	const struct xb_environment *environment = uboot->config->environment;

	for (size_t i = 0; environment && i < environment->count; i++) {
		const struct xb_environment_variable *variable = &environment->variables[i];

		if (!variable->value)
			continue;
		xb_variable_set(&uboot->shell.env, variable->name, variable->value, variable->at);
		/* No one minds that a script leaves a board's variable alone. */
		xb_variable_find(&uboot->shell.env, variable->name)->used = true;
	}
}

/* A new symbol for NAME: the value that only the board knows. */
static const char *symbol_value(struct xb_uboot *uboot, const char *name)
{
	const struct xb_symbol symbol = {
		.kind = XB_SYMBOL_VARIABLE, .load = XB_NONE, .name = (char *)name};
	char text[XB_SYMBOL_TEXT];

	xb_symbol_format(xb_symbol_add(&uboot->symbols, &symbol), text);
	xb_uboot_set(uboot, name, text, (struct xb_pos){0});
	return xb_variable_find(&uboot->shell.env, name)->value;
}

static bool is_named(const struct xb_uboot *uboot, const char *name)
{
	const struct xb_environment *environment = uboot->config->environment;

	return environment && xb_environment_find(environment, name);
}

/* Did a command run that is not known here, and that has NAME behind it? `part uuid mmc 0:2 uuid`
 * sets it. */
static bool is_made(const struct xb_uboot *uboot, const char *name)
{
	const size_t length = strlen(name);

	const size_t count = uboot->boot->step_count;

	for (size_t i = count > MOST_STEPS ? count - MOST_STEPS : 0; i < count; i++) {
		const struct xb_step *step = &uboot->boot->steps[i];
		const char *at = step->kind == XB_STEP_COMMAND ? step->text : NULL;

		while (at && (at = strchr(at, ' '))) {
			at++;
			if (!strncmp(at, name, length) && (!at[length] || at[length] == ' '))
				return true;
		}
	}
	return false;
}

/* May the board have variables that are not named? */
static bool is_open(const struct xb_uboot *uboot)
{
	const struct xb_environment *environment = uboot->config->environment;

	return !environment || environment->partial || uboot->unknown_variables;
}

/* Does the command that is being expanded begin with one of NAMES? */
static bool is_command(const struct xb_uboot *uboot, const char *const *names)
{
	const char *name = uboot->shell.name ? uboot->shell.name : "";

	for (; *names; names++)
		if (!strncmp(name, *names, strlen(*names)))
			return true;
	return false;
}

/* Commands that ask whether a variable is there. */
static bool is_question(const struct xb_uboot *uboot)
{
	static const char *const names[] = {"test", "[", "itest", "env", NULL};

	return is_command(uboot, names);
}

/* ---- What was meant ---------------------------------------------------------------------------- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* One letter too many, missing, or wrong, or two that changed places. Numbers tell names apart:
 * file1 and file2, file and file2. */
static bool is_one_off(const char *a, const char *b)
{
	size_t left = strlen(a), right = strlen(b), alike = 0;

	if (left < 5 || right < 5)
		return false;
	for (; *a && *a == *b; a++, b++, left--, right--)
		;
	for (; left && right && a[left - 1] == b[right - 1]; alike++)
		left--, right--;
	if (left == 2 && right == 2)
		return a[0] == b[1] && a[1] == b[0];
	if (left > 1 || right > 1 || left + right == 0)
		return false;
	return left && right ? !is_digit(*a) || !is_digit(*b) : alike || !is_digit(left ? *a : *b);
}

/* The variable of the script's own that NAME is a slip of; NULL: there is none. */
static const char *own_variable_near(const struct xb_variables *variables, const char *name)
{
	for (size_t i = 0; i < variables->count && i < MOST_NAMES; i++)
		if (variables->items[i].at.line && is_one_off(name, variables->items[i].name))
			return variables->items[i].name;
	return NULL;
}

static const char *own_near(const struct xb_uboot *uboot, const char *name)
{
	const char *near = own_variable_near(&uboot->shell.env, name);

	return near ? near : own_variable_near(&uboot->shell.locals, name);
}

static size_t add_names(const struct xb_variables *variables, const char **names)
{
	size_t i;

	for (i = 0; i < variables->count && i < MOST_NAMES; i++)
		names[i] = variables->items[i].name;
	return i;
}

/* The variable that NAME is a slip of, of all that there are; NULL: none. */
static const char *any_near(const struct xb_uboot *uboot, const char *name)
{
	const struct xb_environment *environment = uboot->config->environment;
	const size_t known = environment ? environment->count : 0;
	const char **names =
		xb_realloc(NULL, known + uboot->shell.env.count + uboot->shell.locals.count + 1,
			   sizeof(*names));
	size_t count = 0;
	const char *near;

	for (size_t i = 0; i < known; i++)
		names[count++] = environment->variables[i].name;
	count += add_names(&uboot->shell.env, names + count);
	count += add_names(&uboot->shell.locals, names + count);
	names[count] = NULL;
	near = xb_nearest(name, names);
	free(names);
	return near && xb_is_slip(name, near) ? near : NULL;
}

/* ---- What the script sets, on whatever way ----------------------------------------------------- */

/* Does a word that sets a variable end before AT, blanks between? */
static bool is_behind_setter(const char *text, const char *at)
{
	static const char *const setters[] = {"setenv", "set", "setexpr", "for", "-f"};
	const char *end = at, *begin;

	while (end > text && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	for (begin = end; begin > text && !strchr(" \t\n;", begin[-1]);)
		begin--;
	for (size_t i = 0; end < at && i < XB_COUNT(setters); i++)
		if (strlen(setters[i]) == (size_t)(end - begin) &&
		    !memcmp(begin, setters[i], (size_t)(end - begin)))
			return true;
	return false;
}

/* On a line that is a comment nothing is set. */
static bool is_comment(const char *text, const char *at)
{
	while (at > text && at[-1] != '\n')
		at--;
	return at[strspn(at, " \t")] == '#';
}

static bool is_set_somewhere(const struct xb_uboot *uboot, const char *name)
{
	const size_t length = strlen(name);
	const char *text = uboot->script ? uboot->script->bytes : "", *at = text;

	for (; *name && (at = strstr(at, name)); at += length) {
		const bool begins =
			(at == text || strchr(" \t\n;", at[-1])) && !is_comment(text, at);

		if (begins && at[length] == '=')
			return true;
		if (begins && (!at[length] || strchr(" \t\r\n;", at[length])) &&
		    is_behind_setter(text, at))
			return true;
	}
	return false;
}

/* Has the board a variable NAME that the script leaves alone? */
static bool is_there(const struct xb_uboot *uboot, const char *name)
{
	if (xb_variable_find(&uboot->deleted, name))
		return false;
	if (is_named(uboot, name) || is_made(uboot, name))
		return true;
	return is_open(uboot) && uboot->symbols.count < MOST_NAMES && !own_near(uboot, name) &&
	       !is_set_somewhere(uboot, name);
}

const char *xb_board_value(void *data, const char *name)
{
	struct xb_uboot *uboot = data;

	if (is_there(uboot, name))
		return symbol_value(uboot, name);
	if (is_question(uboot))
		xb_variable_set(&uboot->asked, name, "", (struct xb_pos){0});
	return NULL;
}

/* ---- What nobody has set ----------------------------------------------------------------------- */

/* A list that grows begins with nothing. */
static bool is_setenv(const struct xb_uboot *uboot)
{
	static const char *const names[] = {"setenv", NULL};

	return is_command(uboot, names);
}

/* Do words that are missing change what the command means? setenv and echo do without them. */
static bool wants_words(const struct xb_uboot *uboot)
{
	static const char *const names[] = {"fdt",  "boot", "load",  "tftp", "fatload",
					    "ext4", "cp",   "itest", "set",  NULL};

	return is_command(uboot, names) && !is_setenv(uboot);
}

/* A condition may well ask for what is not there. */
static bool wants_whole_words(const struct xb_uboot *uboot)
{
	static const char *const names[] = {"test", "[", "itest", "echo", "for", NULL};

	return !is_command(uboot, names);
}

/* Where the board may have more, it may have this one. */
static void report_slip(struct xb_uboot *uboot, const char *name, const char *near,
			struct xb_pos at)
{
	const bool sure = wants_words(uboot) && !is_open(uboot);

	xb_report(uboot->diags, sure ? XB_ERROR : XB_WARNING, XB_CODE_UNSET_VARIABLE, at,
		  "no one has set %s: nothing stands here for it", name);
	xb_hint(uboot->diags, "did you mean %s?", near);
}

/* Did someone show what the board has? */
static bool is_shown(const struct xb_uboot *uboot)
{
	const struct xb_environment *environment = uboot->config->environment;

	for (size_t i = 0; environment && i < environment->count; i++)
		if (environment->variables[i].at.line)
			return true;
	return false;
}

static void report_missing(struct xb_uboot *uboot, const char *name, bool within, struct xb_pos at)
{
	if (within) {
		xb_warning(uboot->diags, XB_CODE_QUOTING, at,
			   "part of a word is missing here, for no one has set %s", name);
		xb_hint(uboot->diags, "set it before; in single quotes a $ stands for itself");
		return;
	}
	xb_warning(uboot->diags, XB_CODE_UNSET_VARIABLE, at,
		   "a word is missing here, for no one has set %s", name);
	xb_hint(uboot->diags, "set it before, or test that it is there%s",
		is_shown(uboot) ? "" : "; --env FILE says what the board has besides");
}

/* The variable that NAME, which no one has set, is a slip of; NULL: none. */
static const char *meant(const struct xb_uboot *uboot, const char *name)
{
	return is_open(uboot) ? own_near(uboot, name) : any_near(uboot, name);
}

void xb_report_unset(struct xb_uboot *uboot, const char *name, bool within, struct xb_pos at)
{
	/* Empty, or taken away. */
	const bool known = xb_variable_find(&uboot->shell.env, name) ||
			   xb_variable_find(&uboot->deleted, name);
	const char *near;
	bool set;

	if (xb_variable_find(&uboot->asked, name) || uboot->unset_reports == MOST_REPORTS)
		return;
	uboot->unset_reports++;
	set = is_set_somewhere(uboot, name);
	near = known || set ? NULL : meant(uboot, name);
	if (near)
		report_slip(uboot, name, near, at);
	else if (is_open(uboot) && !known && !set)
		return; /* there were too many to follow */
	else if (within ? wants_whole_words(uboot) && !(set && is_setenv(uboot))
			: wants_words(uboot))
		report_missing(uboot, name, within, at);
}
