/* SPDX-License-Identifier: MIT */
/* profile new: a profile from a folder of boot files. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/profile-pick.h"

/* What the text is made of. Texts as they come from outside. */
struct draft {
	const char *name;
	const struct xb_board *board; /* NULL: none given */
	char *folder;		      /* absolute */
	char *tree;		      /* --dtb, absolute; NULL: the one of the folder */
	struct cli_boot_files files;
};

/* ---- The text ---------------------------------------------------------------------------- */

/* TEXT as a YAML scalar that means nothing else: in double quotes unless it is harmless. */
static void put_scalar(struct xb_buf *out, const char *text)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789._/+-@";
	static const char *const words[] = {"true", "false", "null", "yes", "no", "on", "off"};
	bool quoted = text[strspn(text, plain)] || !(text[0] == '/' || (text[0] | 0x20) >= 'a');

	for (size_t i = 0; i < CLI_COUNT(words); i++)
		quoted |= strcmp(text, words[i]) == 0;
	xb_buf_puts(out, quoted ? "\"" : "");
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			xb_buf_printf(out, "\\%c", *text);
		else if ((unsigned char)*text < 0x20 || *text == 0x7f)
			xb_buf_printf(out, "\\x%02x", (unsigned)*text);
		else
			xb_buf_putc(out, *text);
	}
	xb_buf_puts(out, quoted ? "\"" : "");
}

static void put_key(struct xb_buf *out, const char *key, const char *value)
{
	xb_buf_puts(out, key);
	xb_buf_puts(out, ": ");
	put_scalar(out, value);
	xb_buf_putc(out, '\n');
}

/* "  file: Image", and above it what that is. */
static void put_file(struct xb_buf *out, const char *indent, const struct cli_boot_file *file)
{
	char size[XB_SIZE_TEXT];

	xb_buf_printf(out, "%s# %s, %s\n%s", indent, xb_image_kind_name(file->image.kind),
		      xb_size_format(file->image.file_size, size), indent);
	put_key(out, "file", file->name);
}

static uint64_t ram_of_board(const struct xb_board *board)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < board->memory_count; i++)
		sum += board->memory[i].size.value;
	return sum;
}

/* 0: the tree does not say, as where firmware fills it in. What is wrong with it is told later. */
static uint64_t ram_of_tree(const struct draft *draft)
{
	const struct cli_boot_file *file = draft->files.picked[CLI_TREE];
	char *path = draft->tree ? xb_strdup(draft->tree)
				 : xb_format("%s/%s", draft->folder, file->name);
	struct xb_diags ignored = {0};
	struct xb_devtree *tree = NULL;
	struct xb_buf blob = {0};
	uint64_t sum = 0;

	if (xb_file_read(path, XB_DTB_MAX, &blob) == 0)
		tree = xb_devtree_parse(path, blob.data, blob.length, (struct xb_pos){0}, &ignored);
	for (size_t i = 0; tree && i < tree->memory.count; i++)
		sum += tree->memory.items[i].size;
	xb_devtree_free(tree);
	xb_buf_clear(&blob);
	xb_diags_clear(&ignored);
	free(path);
	return sum;
}

/* 1 GiB, or half of a smaller RAM in steps that Xen finds a place for. */
static void put_dom0_mem(struct xb_buf *out, const struct draft *draft)
{
	uint64_t ram = draft->board ? ram_of_board(draft->board) : ram_of_tree(draft);
	uint64_t half = ram / 2, step = 128u << 20;

	if (!half || half >= 1u << 30)
		xb_buf_puts(out, "    dom0_mem: 1G\n");
	else
		xb_buf_printf(out, "    dom0_mem: %" PRIu64 "M\n",
			      (half > step ? half / step * step : half) >> 20);
}

static char *description_of(const struct xb_board *board)
{
	if (!board)
		return xb_strdup("Xen and dom0");
	return xb_format("Xen and dom0 on %s",
			 board->title.text ? board->title.text : board->name.text);
}

static void put_head(struct xb_buf *out, const struct draft *draft)
{
	char *description = description_of(draft->board);

	xb_buf_puts(out, "# Made from a folder of boot files; everything here is yours to change.\n"
			 "format: 1\n");
	put_key(out, "name", draft->name);
	put_key(out, "description", description);
	if (draft->board)
		put_key(out, "board", draft->board->name.text);
	xb_buf_puts(out, "\n# Where the boot files are on this machine.\n");
	put_key(out, "files", draft->folder);
	free(description);
}

static void put_xen(struct xb_buf *out, const struct draft *draft)
{
	xb_buf_puts(out, "\nxen:\n");
	put_file(out, "  ", draft->files.picked[CLI_XEN]);
	xb_buf_puts(out, "  options:\n");
	if (draft->board && draft->board->console.text) {
		xb_buf_puts(out,
			    "    # The UART that Xen prints on: an alias or a path of the tree.\n"
			    "    console: dtuart\n    ");
		put_key(out, "dtuart", draft->board->console.text);
	} else {
		xb_buf_puts(
			out,
			"    # Xen prints on the tree's stdout-path; dtuart: names another UART.\n"
			"    console: dtuart\n");
	}
	xb_buf_puts(out, "    # What dom0 gets; guests need the rest.\n");
	put_dom0_mem(out, draft);
	xb_buf_puts(out, "    dom0_max_vcpus: 1\n"
			 "    # Do not clear all RAM at boot: that takes seconds.\n"
			 "    bootscrub: 0\n");
}

static void put_rest(struct xb_buf *out, const struct draft *draft)
{
	const struct cli_boot_file *ramdisk = draft->files.picked[CLI_RAMDISK];

	xb_buf_puts(out, "\ndevice-tree:\n");
	if (draft->tree) {
		xb_buf_puts(out, "  ");
		put_key(out, "file", draft->tree);
	} else {
		put_file(out, "  ", draft->files.picked[CLI_TREE]);
	}
	xb_buf_puts(out, "\ndom0:\n  kernel:\n");
	put_file(out, "    ", draft->files.picked[CLI_KERNEL]);
	if (ramdisk) {
		xb_buf_puts(out, "  ramdisk:\n");
		put_file(out, "    ", ramdisk);
	}
	xb_buf_puts(out, "  options:\n    # dom0 prints through Xen.\n    console: hvc0\n");
	if (ramdisk)
		xb_buf_puts(out, "    root: /dev/ram0\n");
	xb_buf_puts(out, "\noutput:\n  # script, dtb, manifest, or both (script and dtb)\n"
			 "  emit: script\n");
}

/* ---- The command ------------------------------------------------------------------------- */

static bool find_files(struct cli *cli, struct draft *draft, int *status)
{
	const char *dir = cli->values[CLI_FILES] ? cli->values[CLI_FILES] : ".";
	const char *tree = cli->values[CLI_DTB];

	*status = CLI_ERRORS;
	draft->folder = realpath(dir, NULL);
	draft->tree = tree ? realpath(tree, NULL) : NULL;
	if (draft->folder && (draft->tree || !tree) &&
	    cli_boot_files_read(draft->folder, &draft->files))
		return cli_boot_files_pick(&draft->files, dir, tree);
	*status = cli_failed(cli, "cannot read %s: %s", draft->folder && tree ? tree : dir,
			     strerror(errno));
	return false;
}

/* Write it, then check what is written as anyone would who uses it. */
static int store_and_check(struct cli *cli, const struct draft *draft)
{
	struct xb_buf text = {0};
	int status;

	put_head(&text, draft);
	put_xen(&text, draft);
	put_rest(&text, draft);
	status = cli_profile_store(cli, draft->name, &text);
	xb_buf_clear(&text);
	if (status)
		return status;
	cli_open(cli, draft->name, &status);
	cli_show(xb_session_diags(cli->session));
	return status;
}

static int make(struct cli *cli, struct draft *draft)
{
	int status;

	if (find_files(cli, draft, &status))
		status = store_and_check(cli, draft);
	cli_boot_files_clear(&draft->files);
	free(draft->folder);
	free(draft->tree);
	return status;
}

int cli_profile_new(struct cli *cli)
{
	struct draft draft = {.name = cli->args[0]};
	struct xb_diags diags = {0};
	struct xb_board_list *boards;
	int status;
	char *place = cli_profile_place(cli, draft.name, &status);

	if (!place)
		return status;
	free(place);
	boards = xb_boards_load(xb_session_data(cli->session), &diags);
	for (size_t i = 0; boards && cli->values[CLI_BOARD] && i < boards->count; i++)
		if (strcmp(boards->items[i].name.text, cli->values[CLI_BOARD]) == 0)
			draft.board = &boards->items[i];
	cli_show(&diags);
	status = cli->values[CLI_BOARD] && !draft.board ? CLI_ERRORS : make(cli, &draft);
	xb_boards_free(boards);
	xb_diags_clear(&diags);
	return status;
}
