/* SPDX-License-Identifier: MIT */
/* Commands that put files into memory (U-Boot cmd/net.c, fs/fs.c): what they set, and where. */
#include "import/uboot.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The command's words up to LAST, its name in full, one blank between. */
static char *words_of(const struct xb_uboot *uboot, const struct xb_command *command, size_t last)
{
	struct xb_buf out = {0};

	xb_buf_puts(&out, uboot->command);
	for (size_t i = 1; i <= last; i++)
		xb_buf_printf(&out, " %s", command->words[i].text);
	return xb_buf_take(&out);
}

/* What a load that succeeded sets. */
static int loaded(struct xb_uboot *uboot, const char *words, const char *file,
		  struct xb_amount address, const struct xb_command *command)
{
	const struct xb_pos at = command->words[0].at;
	const size_t load = xb_uboot_load(uboot, words, file, address, command);
	const size_t symbol = uboot->loads[load].size;
	struct xb_amount size = {.symbol = symbol};

	if (symbol == XB_NO_SYMBOL)
		size.value = uboot->boot->loads[load].size;
	xb_uboot_set_amount(uboot, "filesize", size, at);
	xb_uboot_set_amount(uboot, "fileaddr", address, at);
	return 0;
}

int xb_uboot_load_here(struct xb_uboot *uboot, const char *words, const char *file,
		       const struct xb_word *address, const struct xb_command *command)
{
	return loaded(uboot, words, file, xb_amount_read(address->text, 16, NULL), command);
}

/* A file whose name is left out is the one that the variable names, which DHCP may have set. */
static const char *default_file(struct xb_uboot *uboot, struct xb_pos at)
{
	const char *file = xb_shell_value(&uboot->shell, "bootfile", at);

	return file ? file : "${bootfile}";
}

/* ---- Network ---- */

/* All of a word that reads as hexadecimal is an address. */
static bool is_address(const char *word)
{
	const char *end;

	xb_amount_read(word, 16, &end);
	return *word && end != word && !*end;
}

static const char *const given_by_dhcp[] = {"ipaddr", "serverip", "netmask", "gatewayip"};

static void set_leases(struct xb_uboot *uboot, struct xb_pos at)
{
	for (size_t i = 0; i < XB_COUNT(given_by_dhcp); i++)
		if (!xb_variable_find(&uboot->shell.env, given_by_dhcp[i]))
			xb_uboot_set_amount(uboot, given_by_dhcp[i],
					    xb_uboot_unknown(uboot, at, "%s", given_by_dhcp[i]),
					    at);
}

/* tftpboot, dhcp, bootp, nfs, wget [ADDRESS] [[SERVER:]FILE] */
int xb_command_network(struct xb_uboot *uboot, const struct xb_command *command)
{
	const struct xb_pos at = command->words[0].at;
	const bool leases = command->words[0].text[0] == 'd' || command->words[0].text[0] == 'b';
	const struct xb_variable *autoload =
		leases ? xb_variable_find(&uboot->shell.env, "autoload") : NULL;
	const char *file = NULL, *colon;
	struct xb_amount address;
	size_t next = 1;

	if (xb_uboot_outcome(uboot, command))
		return 1;
	if (leases)
		set_leases(uboot, at);
	if (autoload && (*autoload->value == 'n' || *autoload->value == 'N'))
		return 0;
	if (next < command->count && is_address(command->words[next].text))
		address = xb_amount_read(command->words[next++].text, 16, NULL);
	else
		address = xb_uboot_number(uboot, "loadaddr", at);
	if (next < command->count)
		file = command->words[next].text;
	if (leases && !file && command->count == 1)
		return 0; /* whatever the server has is started by no script */
	if (!file)
		file = default_file(uboot, at);
	colon = strrchr(file, ':');
	return loaded(uboot, uboot->command, colon ? colon + 1 : file, address, command);
}

/* ---- File systems ---- */

/* load, fatload, ext4load INTERFACE DEVICE[:PART] [ADDRESS [FILE [BYTES [POSITION]]]] */
int xb_command_filesystem(struct xb_uboot *uboot, const struct xb_command *command)
{
	const struct xb_pos at = command->words[0].at;
	struct xb_amount address;
	char *words;
	int status;

	if (command->count < 2)
		return xb_uboot_usage(uboot, command);
	if (xb_uboot_outcome(uboot, command))
		return 1;
	address = command->count > 3 ? xb_amount_read(command->words[3].text, 16, NULL)
				     : xb_uboot_number(uboot, "loadaddr", at);
	words = words_of(uboot, command, command->count > 2 ? 2 : 1);
	status = loaded(uboot, words,
			command->count > 4 ? command->words[4].text : default_file(uboot, at),
			address, command);
	free(words);
	return status;
}

/* size INTERFACE DEVICE[:PART] FILE: the size alone. */
int xb_command_size(struct xb_uboot *uboot, const struct xb_command *command)
{
	if (command->count != 4)
		return xb_uboot_usage(uboot, command);
	if (xb_uboot_outcome(uboot, command))
		return 1;
	xb_uboot_set_amount(
		uboot, "filesize",
		xb_uboot_unknown(uboot, command->words[0].at, "size of %s", command->words[3].text),
		command->words[0].at);
	return 0;
}

/* What is not known here: it is kept as it is. */
int xb_command_opaque(struct xb_uboot *uboot, const struct xb_command *command)
{
	char *words;

	xb_uboot_take_loads(uboot, command);
	if (xb_uboot_outcome(uboot, command))
		return 1;
	words = words_of(uboot, command, command->count - 1);
	xb_boot_add_step(uboot->boot, XB_STEP_COMMAND, command->words[0].at)->text =
		xb_arena_strdup(&uboot->boot->arena, words);
	free(words);
	return 0;
}

/* mmc, usb, scsi, nvme, sata, virtio read ADDRESS BLOCK COUNT; sf and mtd read ADDRESS OFFSET SIZE:
 * what stands there then is known by no name, and no size is set. */
int xb_command_blocks(struct xb_uboot *uboot, const struct xb_command *command)
{
	const bool reads = command->count > 3 && !strcmp(command->words[1].text, "read");
	struct xb_buf where = {0};
	char *words;

	if (!reads)
		return xb_command_opaque(uboot, command);
	if (xb_uboot_outcome(uboot, command))
		return 1;
	words = words_of(uboot, command, 1);
	for (size_t i = 3; i < command->count; i++)
		xb_buf_printf(&where, "%s%s", i > 3 ? " " : "", command->words[i].text);
	xb_uboot_load(uboot, words, where.data,
		      xb_amount_read(command->words[2].text, 16, NULL), command);
	xb_buf_clear(&where);
	free(words);
	return 0;
}

/* ---- From memory to memory ---- */

/* What stands at FROM, in another form or not, stands at TO, too. */
static size_t make_another(struct xb_uboot *uboot, struct xb_amount from, struct xb_amount to,
			   const struct xb_command *command)
{
	const size_t source = xb_uboot_load_at(uboot, from, false);
	const char *file = source == XB_NONE ? command->words[0].text
					     : xb_load_name(&uboot->boot->loads[source]);

	if (source != XB_NONE)
		uboot->boot->loads[source].taken = true;
	return xb_uboot_load(uboot, NULL, file, to, command);
}

/* unzip, lzmadec, unlz4 FROM TO [SIZE]: what comes out, and its size in filesize. */
int xb_command_unpack(struct xb_uboot *uboot, const struct xb_command *command)
{
	struct xb_amount size = {.symbol = XB_NO_SYMBOL};
	size_t load;

	if (command->count < 3)
		return xb_uboot_usage(uboot, command);
	if (xb_uboot_outcome(uboot, command))
		return 1;
	load = make_another(uboot, xb_amount_read(command->words[1].text, 16, NULL),
			    xb_amount_read(command->words[2].text, 16, NULL), command);
	size.symbol = uboot->loads[load].size;
	if (size.symbol == XB_NO_SYMBOL) /* of the packed file, which is here */
		size = xb_uboot_unknown(uboot, command->words[0].at, "size of %s, unpacked",
					uboot->boot->loads[load].file);
	xb_uboot_set_amount(uboot, "filesize", size, command->words[0].at);
	return 0;
}

/* cp FROM TO COUNT */
int xb_command_copy(struct xb_uboot *uboot, const struct xb_command *command)
{
	if (command->count != 4)
		return xb_uboot_usage(uboot, command);
	if (xb_uboot_outcome(uboot, command))
		return 1;
	make_another(uboot, xb_amount_read(command->words[1].text, 16, NULL),
		     xb_amount_read(command->words[2].text, 16, NULL), command);
	return 0;
}

/* What shows memory, or compares it, and leaves it as it is. */
int xb_command_look(struct xb_uboot *uboot, const struct xb_command *command)
{
	return xb_uboot_outcome(uboot, command);
}
