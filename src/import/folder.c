/* SPDX-License-Identifier: MIT */
/* A profile's text from a folder of boot files: one that someone has put together, or that a build left behind. */
#include "import/importers.h"
#include "import/pick.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* What the text is made of. Texts as they come from outside. */
struct sketch {
	const char *name;
	const struct xb_board *board; /* NULL: none given */
	char *folder;		      /* absolute */
	char *tree;		      /* given, absolute; NULL: the one of the folder */
	struct xb_boot_files files;
	struct xb_devtree *devtree; /* NULL: it cannot be read, which is told later */
	const char *outputs;	    /* words for `emit`, for a comment; NULL: none is written */
};

/* ---- The text ---------------------------------------------------------------------------- */

static void put_key(struct xb_buf *out, const char *key, const char *value)
{
	xb_buf_printf(out, "%s: ", key);
	xb_yaml_put_scalar(out, value, false);
	xb_buf_putc(out, '\n');
}

/* "  file: Image", and above it what that is. */
static void put_file(struct xb_buf *out, const char *indent, const struct xb_boot_file *file)
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

/* 0: the tree does not say, as where firmware fills it in. */
static uint64_t ram_of_tree(const struct xb_devtree *tree)
{
	uint64_t sum = 0;

	for (size_t i = 0; tree && i < tree->memory.count; i++)
		sum += tree->memory.items[i].size;
	return sum;
}

/* 1 GiB, or half of a smaller RAM in steps that Xen finds a place for. */
static void put_dom0_mem(struct xb_buf *out, const struct sketch *sketch)
{
	uint64_t ram = sketch->board ? ram_of_board(sketch->board) : ram_of_tree(sketch->devtree);
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

static void put_head(struct xb_buf *out, const struct sketch *sketch)
{
	char *description = description_of(sketch->board);

	xb_buf_puts(out, "# Made from a folder of boot files; everything here is yours to change.\n"
			 "format: 1\n");
	put_key(out, "name", sketch->name);
	put_key(out, "description", description);
	if (sketch->board)
		put_key(out, "board", sketch->board->name.text);
	xb_buf_puts(out, "\n# Where the boot files are on this machine.\n");
	put_key(out, "files", sketch->folder);
	free(description);
}

static void put_xen(struct xb_buf *out, const struct sketch *sketch)
{
	xb_buf_puts(out, "\nxen:\n");
	put_file(out, "  ", sketch->files.picked[XB_BOOT_FILE_XEN]);
	xb_buf_puts(out, "  options:\n");
	if (sketch->board && sketch->board->console.text) {
		xb_buf_puts(out,
			    "    # The UART that Xen prints on: an alias or a path of the tree.\n"
			    "    console: dtuart\n    ");
		put_key(out, "dtuart", sketch->board->console.text);
	} else {
		xb_buf_puts(
			out,
			"    # Xen prints on the tree's stdout-path; dtuart: names another UART.\n"
			"    console: dtuart\n");
	}
	xb_buf_puts(out, "    # What dom0 gets; guests need the rest.\n");
	put_dom0_mem(out, sketch);
	xb_buf_puts(out, "    dom0_max_vcpus: 1\n"
			 "    # Do not clear all RAM at boot: that takes seconds.\n"
			 "    bootscrub: 0\n");
}

/* Do ALIAS_OR_PATH and OTHER mean one node? */
static bool is_same_node(const struct xb_devtree *tree, const char *alias_or_path, const char *other)
{
	const struct xb_tree_node *node = xb_tree_resolve(tree->index, alias_or_path);

	return node && node == xb_tree_resolve(tree->index, other);
}

/* Is it for this tree, and for the UART that Xen gets? */
static bool is_wanted(const struct sketch *sketch, const struct xb_board_edit *edit)
{
	const struct xb_devtree *tree = sketch->devtree;
	const char *console = sketch->board->console.text;

	return tree && xb_tree_find(tree->index, edit->edit.path.text) &&
	       (!edit->console.text ||
		is_same_node(tree, console ? console : tree->stdout_path, edit->console.text));
}

static void put_edits(struct xb_buf *out, const struct sketch *sketch)
{
	const struct xb_board *board = sketch->board;
	const char *before = NULL;
	bool any = false;

	for (size_t i = 0; board && i < board->edit_count; i++) {
		const char *why = board->edits[i].why.text;

		if (!is_wanted(sketch, &board->edits[i]))
			continue;
		xb_buf_puts(out, any ? "" : "  edits:\n");
		if (why && (!before || strcmp(why, before) != 0))
			xb_buf_printf(out, "    # %s\n", why);
		xb_buf_puts(out, "    - ");
		xb_tree_edit_put(&board->edits[i].edit, out);
		xb_buf_putc(out, '\n');
		before = why;
		any = true;
	}
}

static void put_rest(struct xb_buf *out, const struct sketch *sketch)
{
	const struct xb_boot_file *ramdisk = sketch->files.picked[XB_BOOT_FILE_RAMDISK];

	xb_buf_puts(out, "\ndevice-tree:\n");
	if (sketch->tree) {
		xb_buf_puts(out, "  ");
		put_key(out, "file", sketch->tree);
	} else {
		put_file(out, "  ", sketch->files.picked[XB_BOOT_FILE_TREE]);
	}
	put_edits(out, sketch);
	xb_buf_puts(out, "\ndom0:\n  kernel:\n");
	put_file(out, "    ", sketch->files.picked[XB_BOOT_FILE_KERNEL]);
	if (ramdisk) {
		xb_buf_puts(out, "  ramdisk:\n");
		put_file(out, "    ", ramdisk);
	}
	xb_buf_puts(out, "  options:\n    # dom0 prints through Xen.\n    console: hvc0\n");
	if (ramdisk)
		xb_buf_puts(out, "    root: /dev/ram0\n");
	xb_buf_puts(out, "\noutput:\n");
	if (sketch->outputs)
		xb_buf_printf(out, "  # %s\n", sketch->outputs);
	xb_buf_puts(out, "  emit: script\n");
}

/* ---- The folder, the board --------------------------------------------------------------- */

/* The absolute path of what is at PATH, to stand in the profile, new. NULL with a diagnostic. */
static char *find_path(const char *path, struct xb_diags *diags)
{
	char *found = realpath(path, NULL);

	if (!found) {
		xb_error(diags, XB_CODE_FILE_MISSING, (struct xb_pos){0}, "cannot read %s: %s",
			 path, strerror(errno));
	} else if (!xb_utf8_valid(found)) {
		xb_error(diags, XB_CODE_BAD_VALUE, (struct xb_pos){0},
			 "the path %s is not UTF-8, as all of a profile must be", found);
		free(found);
		found = NULL;
	}
	return found;
}

static struct xb_devtree *read_devtree(const char *path)
{
	struct xb_diags ignored = {0};
	struct xb_buf blob = {0};
	struct xb_devtree *tree = NULL;

	if (xb_file_read(path, XB_DTB_MAX, &blob) == 0)
		tree = xb_devtree_parse(path, blob.data, blob.length, (struct xb_pos){0}, &ignored);
	xb_buf_clear(&blob);
	xb_diags_clear(&ignored);
	return tree;
}

/* Is the tree at PATH one of BOARD's; where that is NULL, of any of BOARDS? */
static bool fits_board(const char *path, const struct xb_board *board,
		       const struct xb_board_list *boards)
{
	struct xb_devtree *tree = read_devtree(path);
	bool fits = tree && board && xb_board_fits(board, tree);

	for (size_t i = 0; tree && !board && boards && !fits && i < boards->count; i++)
		fits = xb_board_fits(&boards->items[i], tree);
	xb_devtree_free(tree);
	return fits;
}

/* A build leaves the trees of sister boards: where one is of the board that is meant, the others are not. */
static void narrow_trees(struct sketch *sketch, const struct xb_board_list *boards)
{
	struct xb_boot_files *files = &sketch->files;
	size_t trees = 0, fitting = 0;

	for (size_t i = 0; i < files->count; i++) {
		struct xb_boot_file *file = &files->items[i];
		char *path = xb_format("%s/%s", sketch->folder, file->name);

		if (file->image.kind == XB_IMAGE_DTB) {
			file->unfit = !fits_board(path, sketch->board, boards);
			fitting += !file->unfit;
			trees++;
		}
		free(path);
	}
	for (size_t i = 0; !fitting && trees && i < files->count; i++)
		files->items[i].unfit = false;
}

/* FOLDER is as the user calls it. */
static bool find_files(struct sketch *sketch, const char *folder, const char *tree,
		       const struct xb_board_list *boards, struct xb_diags *diags)
{
	sketch->folder = find_path(folder, diags);
	if (!sketch->folder)
		return false;
	sketch->tree = tree ? find_path(tree, diags) : NULL;
	if (tree && !sketch->tree)
		return false;
	if (!xb_boot_files_read(sketch->folder, folder, &sketch->files, diags))
		return false;
	narrow_trees(sketch, boards);
	return xb_boot_files_pick(&sketch->files, folder, tree, diags);
}

/* What is wrong with the tree is told when the profile is opened. */
static void read_tree(struct sketch *sketch)
{
	const struct xb_boot_file *file = sketch->files.picked[XB_BOOT_FILE_TREE];
	char *path = sketch->tree ? xb_strdup(sketch->tree)
				  : xb_format("%s/%s", sketch->folder, file->name);

	sketch->devtree = read_devtree(path);
	free(path);
}

/* "rpi4-2g, rpi4-4g": those of BOARDS that TREE is for; new, or NULL where there is none. */
static char *fitting(const struct xb_board_list *boards, const struct xb_devtree *tree)
{
	struct xb_buf names = {0};

	for (size_t i = 0; i < boards->count; i++)
		if (xb_board_fits(&boards->items[i], tree))
			xb_buf_printf(&names, "%s%s", names.length ? ", " : "",
				      boards->items[i].name.text);
	return names.data;
}

static void propose_board(const char *compatible, const char *names, struct xb_diags *diags)
{
	xb_note(diags, XB_CODE_BOARD_DIFFERS, (struct xb_pos){0},
		"no board is given; for this device tree (%s) there are %s", compatible, names);
	xb_hint(diags, "--board NAME brings its RAM, what firmware keeps there, and its console");
}

static void report_other_board(const struct xb_board *board, const char *compatible,
			       const char *names, struct xb_diags *diags)
{
	xb_warning(diags, XB_CODE_BOARD_DIFFERS, (struct xb_pos){0},
		   "the device tree is for %s, and board %s for %s", compatible, board->name.text,
		   board->compatible.items[0].text);
	if (names)
		xb_hint(diags, "--board NAME takes another: %s", names);
	else
		xb_hint(diags, "is it this board's tree? `xenboot boards` lists others");
}

/* A board or a tree that names no other half is not judged. */
static void compare_board(const struct sketch *sketch, const struct xb_board_list *boards,
			  struct xb_diags *diags)
{
	const struct xb_board *board = sketch->board;
	const struct xb_devtree *tree = sketch->devtree;
	const char *compatible = tree ? xb_tree_string(tree->index->nodes, "compatible") : NULL;
	char *names = compatible ? fitting(boards, tree) : NULL;

	if (!board && names)
		propose_board(compatible, names, diags);
	else if (board && board->compatible.count && compatible && !xb_board_fits(board, tree))
		report_other_board(board, compatible, names, diags);
	free(names);
}

/* ---- Together ---------------------------------------------------------------------------- */

static void clear(struct sketch *sketch)
{
	xb_devtree_free(sketch->devtree);
	xb_boot_files_clear(&sketch->files);
	free(sketch->folder);
	free(sketch->tree);
}

bool xb_boot_folder_write(const struct xb_import_config *config, const char *folder,
			  const struct xb_import_names *names, struct xb_buf *text,
			  struct xb_diags *diags)
{
	struct sketch sketch = {
		.name = names->profile, .board = config->board, .outputs = names->outputs};
	const bool good = find_files(&sketch, folder, config->tree_path, config->boards, diags);

	if (good) {
		read_tree(&sketch);
		if (!sketch.board && names->finds_board && sketch.devtree)
			sketch.board = xb_import_board(config, sketch.devtree, 0, diags);
		else
			compare_board(&sketch, config->boards, diags);
		put_head(text, &sketch);
		put_xen(text, &sketch);
		put_rest(text, &sketch);
	}
	clear(&sketch);
	return good;
}

void xb_boot_folder_boards(const struct xb_board_list *boards, const char *folder, bool *fits)
{
	struct sketch sketch = {.name = NULL};
	struct xb_diags ignored = {0};

	if (find_files(&sketch, folder, NULL, boards, &ignored))
		read_tree(&sketch);
	for (size_t i = 0; i < boards->count; i++)
		fits[i] = sketch.devtree && xb_board_fits(&boards->items[i], sketch.devtree);
	clear(&sketch);
	xb_diags_clear(&ignored);
}

/* ---- As an importer ---------------------------------------------------------------------- */

bool xb_is_boot_folder(const struct xb_import_source *source)
{
	struct xb_boot_files files = {0};
	struct xb_diags ignored = {0};
	bool found = false;

	xb_boot_files_read(source->name, source->name, &files, &ignored);
	for (size_t i = 0; i < files.count; i++)
		found = found || files.items[i].image.inner == XB_IMAGE_ARM64;
	xb_boot_files_clear(&files);
	xb_diags_clear(&ignored);
	return found;
}

bool xb_write_boot_folder(const struct xb_import_config *config,
			  const struct xb_import_source *source,
			  const struct xb_import_names *names, struct xb_buf *out,
			  struct xb_diags *diags)
{
	struct xb_import_names own = *names;

	own.finds_board = true;
	return xb_boot_folder_write(config, source->name, &own, out, diags);
}
