/* SPDX-License-Identifier: MIT */
#include "import/unused.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- What is set ---- */

/* Set by commands, whoever wants them. */
static const char *const by_commands[] = {"filesize",  "fileaddr", "fdtaddr", "ipaddr", "serverip",
					  "netmask",   "gatewayip", "dnsip",   "bootfile",
					  "hostname", "rootpath",  "$?",      NULL};

/* The boot command looks at these, or U-Boot at any time (doc/usage/environment.rst). */
static const char *const by_uboot[] = {
	"bootargs", "bootcmd", "bootdelay", "bootfile", "bootm_low", "bootm_size", "bootm_mapsize",
	"bootcount", "bootlimit", "altbootcmd", "preboot", "boot_targets", "bootmeths",
	"bootdevice", "loadaddr", "autoload", "autostart", "verify", "fdt_high", "initrd_high",
	"fdt_addr", "fdtaddr", "fdtcontroladdr", "fdt_fixup", "kernel_comp_addr_r",
	"kernel_comp_size", "ipaddr", "serverip", "netmask", "gatewayip", "dnsip", "hostname",
	"rootpath", "netretry", "netdev", "ethact", "ethaddr", "ethprime", "ethrotate", "vlan",
	"nvlan", "tftpblocksize", "tftptimeout", "tftptimeoutcountmax", "tftpwindowsize",
	"tftpdstp", "tftpsrcp", "httpdstp", "stdin", "stdout", "stderr", "baudrate", "silent",
	"splashimage", "usb_pgood_delay", "usb_ignorelist", "serial#", "IFS", "HUSH_NO_EVAL", NULL};

static bool is_among(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (!strcmp(name, *names))
			return true;
	return false;
}

static void add(struct xb_variables *writings, const struct xb_variables *variables)
{
	for (size_t i = 0; i < variables->count; i++) {
		const struct xb_variable *variable = &variables->items[i];

		if (!variable->at.line || is_among(variable->name, by_commands))
			continue;
		if (!xb_variable_find(writings, variable->name))
			xb_variable_set(writings, variable->name, "", variable->at);
		xb_variable_find(writings, variable->name)->used |= variable->used;
	}
}

void xb_writings_add(struct xb_writings *writings, const struct xb_uboot *uboot)
{
	add(&writings->env, &uboot->shell.env);
	add(&writings->locals, &uboot->shell.locals);
}

void xb_writings_clear(struct xb_writings *writings)
{
	xb_variables_clear(&writings->env);
	xb_variables_clear(&writings->locals);
}

/* ---- What the text says, run or not ---- */

static bool is_name_byte(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '-' || c == '.';
}

/* The name in TEXT at or behind *AT, one after the other; comments have none. False: no more. */
static bool next_name(const char *text, size_t *at, size_t *length)
{
	bool comment = false;

	for (size_t i = *at; text[i]; i++) {
		if (text[i] == '\n')
			comment = false;
		else if (text[i] == '#' && (!i || isspace((unsigned char)text[i - 1])))
			comment = true;
		if (comment || !is_name_byte(text[i]) || (i && is_name_byte(text[i - 1])))
			continue;
		for (*length = 1; is_name_byte(text[i + *length]);)
			++*length;
		*at = i;
		return true;
	}
	return false;
}

static bool is_name(const char *text, size_t length, const char *name)
{
	return strlen(name) == length && !memcmp(text, name, length);
}

/* A name in the text. */
struct name {
	const char *text;
	size_t length;
};
/* Those that stand elsewhere than where they are set: behind setenv or the like, or before '='. By name. */
struct mentions {
	struct name *items;
	size_t count, capacity;
};

static int compare_names(const void *a, const void *b)
{
	const struct name *left = a, *right = b;
	const size_t length = left->length < right->length ? left->length : right->length;
	const int order = memcmp(left->text, right->text, length);

	return order ? order : (left->length > right->length) - (left->length < right->length);
}

static bool is_setter(const char *text, size_t length)
{
	static const char *const setters[] = {"setenv", "set", "setexpr", "value", "-f", NULL};

	for (size_t i = 0; setters[i]; i++)
		if (is_name(text, length, setters[i]))
			return true;
	return false;
}

static void find_mentions(const char *text, struct mentions *mentions)
{
	size_t before = 0, before_length = 0, length = 0;

	for (size_t at = 0; next_name(text, &at, &length); at += length) {
		if (text[at + length] != '=' && !is_setter(text + before, before_length)) {
			mentions->items = xb_grow(mentions->items, &mentions->capacity,
						  mentions->count, sizeof(*mentions->items));
			mentions->items[mentions->count++] = (struct name){text + at, length};
		}
		before = at;
		before_length = length;
	}
	if (mentions->count)
		qsort(mentions->items, mentions->count, sizeof(*mentions->items), compare_names);
}

static bool is_mentioned(const struct mentions *mentions, const char *name)
{
	const struct name wanted = {name, strlen(name)};

	return mentions->count && bsearch(&wanted, mentions->items, mentions->count,
					  sizeof(*mentions->items), compare_names);
}

/* Does the text run what is not set in it, so that the board's own commands may look at anything, or
 * keep its variables? */
static bool is_open(const struct xb_writings *writings, const char *text)
{
	bool run = false;
	size_t length = 0;

	for (size_t at = 0; next_name(text, &at, &length); at += length) {
		bool open = is_name(text + at, length, "saveenv");

		if (run && text[at - 1] != '{') {
			char *name = xb_strndup(text + at, length);

			open = open || !xb_variable_find(&writings->env, name);
			free(name);
		}
		if (open)
			return true;
		run = is_name(text + at, length, "run");
	}
	return false;
}

/* ---- Saying it ---- */

/* Where in SCRIPT the line and column AT are. */
static size_t offset_of(const struct xb_script *script, struct xb_pos at)
{
	const char *line = xb_script_line(script, at.line);

	return line ? (size_t)(line - script->bytes) + (at.column ? at.column - 1 : 0)
		    : script->length;
}

/* NAME=VALUE that a ';' has cut off from the text that it was meant to be part of. */
static bool is_cut_off(const struct xb_script *script, const struct xb_variable *written)
{
	size_t at = offset_of(script, written->at);

	while (at && (script->bytes[at - 1] == ' ' || script->bytes[at - 1] == '\t'))
		at--;
	return at && script->bytes[at - 1] == ';';
}

/* A variable of the shell's own is NAME=VALUE, or counts the rounds of a loop. */
static bool is_of_loop(const struct xb_script *script, const struct xb_variable *written)
{
	const size_t at = offset_of(script, written->at), length = strlen(written->name);

	return at + length >= script->length ||
	       strncmp(script->bytes + at, written->name, length) != 0 ||
	       script->bytes[at + length] != '=';
}

static void report(const struct xb_variable *written, struct xb_diags *diags)
{
	const char *near = xb_nearest(written->name, by_uboot);

	xb_warning(diags, XB_CODE_UNUSED_VARIABLE, written->at, "%s is set, and nothing uses it",
		   written->name);
	if (near && xb_is_slip(written->name, near))
		xb_hint(diags, "did you mean %s?", near);
	else
		xb_hint(diags, "use it where its value is written out, or take it out");
}

static void report_local(const struct xb_script *script, const struct xb_variable *written,
			 struct xb_diags *diags)
{
	if (is_of_loop(script, written))
		return;
	if (!is_cut_off(script, written)) {
		report(written, diags);
		return;
	}
	xb_error(diags, XB_CODE_QUOTING, written->at,
		 "the ; ends the command, and %s=... becomes a variable of the shell's that nothing uses",
		 written->name);
	xb_hint(diags, "put quotes around the whole text");
}

static bool is_unused(const struct xb_variable *written, const struct mentions *mentions)
{
	return !written->used && !is_among(written->name, by_uboot) &&
	       !is_mentioned(mentions, written->name);
}

void xb_writings_report(const struct xb_writings *writings, const struct xb_script *script,
			struct xb_diags *diags)
{
	struct mentions mentions = {0};

	if (is_open(writings, script->bytes))
		return;
	find_mentions(script->bytes, &mentions);
	for (size_t i = 0; i < writings->env.count; i++)
		if (is_unused(&writings->env.items[i], &mentions))
			report(&writings->env.items[i], diags);
	for (size_t i = 0; i < writings->locals.count; i++)
		if (is_unused(&writings->locals.items[i], &mentions))
			report_local(script, &writings->locals.items[i], diags);
	free(mentions.items);
}
