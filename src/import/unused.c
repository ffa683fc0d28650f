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

/* U-Boot itself looks at these (doc/usage/environment.rst), or what it starts by its own. */
static const char *const by_uboot[] = {
	"bootargs", "bootcmd", "bootdelay", "bootfile", "bootm_low", "bootm_size", "bootm_mapsize",
	"bootcount", "bootlimit", "altbootcmd", "preboot", "boot_targets", "bootmeths",
	"bootdevice", "bootpart", "loadaddr", "autoload", "autostart", "verify", "fdt_high", "initrd_high",
	"fdt_addr", "fdtaddr", "fdtfile", "fdtoverlay_addr_r", "fdtcontroladdr", "fdt_fixup", "kernel_comp_addr_r",
	"kernel_comp_size", "kernel_addr_r", "fdt_addr_r", "ramdisk_addr_r", "scriptaddr",
	"pxefile_addr_r", "ipaddr", "serverip", "netmask", "gatewayip", "dnsip", "hostname",
	"rootpath", "netretry", "netdev", "ethact", "ethaddr", "ethprime", "ethrotate", "vlan",
	"nvlan", "tftpblocksize", "tftptimeout", "tftptimeoutcountmax", "tftpwindowsize", "tftpdstp", "tftpsrcp",
	"httpdstp", "stdin", "stdout", "stderr", "baudrate", "silent", "splashimage", "usb_pgood_delay", "usb_ignorelist",
	"devtype", "devnum", "distro_bootpart", "prefix", "filesize", "fileaddr", "serial#", "IFS",
	"HUSH_NO_EVAL", NULL};

static bool is_among(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (!strcmp(name, *names))
			return true;
	return false;
}

static struct xb_written *written_find(const struct xb_writings *writings, const char *name)
{
	for (size_t i = 0; i < writings->count; i++)
		if (!strcmp(writings->items[i].name, name))
			return &writings->items[i];
	return NULL;
}

static void add(struct xb_writings *writings, const struct xb_variables *variables, bool local)
{
	for (size_t i = 0; i < variables->count; i++) {
		const struct xb_variable *variable = &variables->items[i];
		struct xb_written *written;

		if (!variable->at.line || is_among(variable->name, by_commands))
			continue;
		written = written_find(writings, variable->name);
		if (written) {
			written->used |= variable->used;
			continue;
		}
		writings->items = xb_grow(writings->items, &writings->capacity, writings->count,
					  sizeof(*writings->items));
		writings->items[writings->count++] =
			(struct xb_written){.name = xb_strdup(variable->name),
					    .at = variable->at,
					    .local = local,
					    .used = variable->used};
	}
}

void xb_writings_add(struct xb_writings *writings, const struct xb_uboot *uboot)
{
	add(writings, &uboot->shell.env, false);
	add(writings, &uboot->shell.locals, true);
}

void xb_writings_clear(struct xb_writings *writings)
{
	for (size_t i = 0; i < writings->count; i++)
		free(writings->items[i].name);
	free(writings->items);
	*writings = (struct xb_writings){0};
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

/* Does the text name NAME elsewhere than where it is set: behind setenv or the like, or before '='? */
static bool is_mentioned(const char *text, const char *name)
{
	static const char *const setters[] = {"setenv", "set", "setexpr", "value", "-f", NULL};
	size_t before = 0, before_length = 0, length = 0;

	for (size_t at = 0; next_name(text, &at, &length); at += length) {
		bool set = text[at + length] == '=';

		for (size_t i = 0; before_length && setters[i]; i++)
			set = set || is_name(text + before, before_length, setters[i]);
		if (!set && is_name(text + at, length, name))
			return true;
		before = at;
		before_length = length;
	}
	return false;
}

/* Does the text run what is not set in it, so that the board's own commands may look at anything, or
 * keep its variables? */
static bool is_open(const struct xb_writings *writings, const char *text)
{
	bool run = false;
	size_t length = 0;

	for (size_t at = 0; next_name(text, &at, &length); at += length) {
		char *name = xb_strndup(text + at, length);
		const bool open = !strcmp(name, "saveenv") ||
				  (run && text[at - 1] != '{' && !written_find(writings, name));

		run = !strcmp(name, "run");
		free(name);
		if (open)
			return true;
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
static bool is_cut_off(const struct xb_script *script, const struct xb_written *written)
{
	size_t at = offset_of(script, written->at);

	while (at && (script->bytes[at - 1] == ' ' || script->bytes[at - 1] == '\t'))
		at--;
	return written->local && at && script->bytes[at - 1] == ';';
}

static bool is_of_for(const struct xb_script *script, const struct xb_written *written)
{
	const size_t at = offset_of(script, written->at), length = strlen(written->name);

	return written->local && (at + length >= script->length ||
				  strncmp(script->bytes + at, written->name, length) != 0 ||
				  script->bytes[at + length] != '=');
}

static void report(const struct xb_script *script, const struct xb_written *written,
		   struct xb_diags *diags)
{
	const char *near = xb_nearest(written->name, by_uboot);

	if (is_cut_off(script, written)) {
		xb_error(diags, XB_CODE_QUOTING, written->at,
			 "the ; ends the command, and %s=... becomes a variable of the shell's that "
			 "nothing uses", written->name);
		xb_hint(diags, "put quotes around the whole text");
		return;
	}
	xb_warning(diags, XB_CODE_UNUSED_VARIABLE, written->at, "%s is set, and nothing uses it",
		   written->name);
	if (near && xb_is_slip(written->name, near))
		xb_hint(diags, "did you mean %s?", near);
	else
		xb_hint(diags, "use it where its value is written out, or take it out");
}

void xb_writings_report(const struct xb_writings *writings, const struct xb_script *script,
			struct xb_diags *diags)
{
	if (is_open(writings, script->bytes))
		return;
	for (size_t i = 0; i < writings->count; i++) {
		const struct xb_written *written = &writings->items[i];

		if (!written->used && !is_among(written->name, by_uboot) &&
		    !is_of_for(script, written) && !is_mentioned(script->bytes, written->name))
			report(script, written, diags);
	}
}
