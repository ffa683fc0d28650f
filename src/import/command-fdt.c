/* SPDX-License-Identifier: MIT */
/* fdt (U-Boot cmd/fdt.c): its forms are told apart by their first letters. */
#include "import/command-fdt.h"
#include "import/record.h"

#include <libfdt.h>
#include <string.h>

static void set_working(struct xb_uboot *uboot, const struct xb_board_tree *tree, struct xb_pos at)
{
	uboot->working = (size_t)(tree - uboot->trees);
	xb_record_tree(uboot, tree, at);
	xb_uboot_set_amount(uboot, "fdtaddr", tree->address, at);
}

static int no_tree(struct xb_uboot *uboot)
{
	xb_uboot_say(uboot, "libfdt fdt_check_header(): %s\n", fdt_strerror(-FDT_ERR_BADMAGIC));
	return 1;
}

/* Nothing was loaded at ADDRESS. What follows is still looked at, with a tree of which nothing is
 * known: with U-Boot each command would fail. */
static struct xb_board_tree *miss_tree(struct xb_uboot *uboot, struct xb_amount address,
				       struct xb_pos at)
{
	struct xb_board_tree *tree = xb_uboot_assume_tree(uboot, address);

	if (address.symbol == XB_NO_SYMBOL)
		tree->missed_at = at;
	return tree;
}

static struct xb_board_tree *find_tree(struct xb_uboot *uboot, const struct xb_word *word)
{
	const struct xb_amount address = xb_amount_read(word->text, 16, NULL);
	struct xb_board_tree *tree;

	/* A file that is here and is no tree: U-Boot keeps the one it has. */
	tree = xb_uboot_tree_at(uboot, address);
	if (tree || xb_uboot_load_at(uboot, address, false) != XB_NONE)
		return tree;
	return miss_tree(uboot, address, word->at);
}

/* The working tree gets SIZE bytes, if those are more. */
static void lengthen(struct xb_uboot *uboot, const struct xb_word *word)
{
	struct xb_board_tree *tree = xb_fdt_working(uboot);
	const struct xb_amount size = xb_amount_read(word->text, 16, NULL);
	const uint64_t now = fdt_totalsize(tree->blob.data);

	if (size.symbol != XB_NO_SYMBOL || size.value < now)
		return;
	xb_record_room(uboot, tree->assumed ? size.value : size.value - now, word->at);
	xb_shell_step(&uboot->shell, size.value / XB_TREE_STEP, word->at);
	xb_fdt_set_size(tree, size.value);
}

static int form_addr(struct xb_uboot *uboot, const struct xb_command *command)
{
	struct xb_board_tree *tree;
	size_t first = 2;
	bool quiet = false;

	for (; first < command->count && command->words[first].text[0] == '-'; first++)
		quiet = quiet || strchr(command->words[first].text, 'q');
	if (first == command->count) {
		if (uboot->working == XB_NONE)
			return 1;
		xb_uboot_say(uboot, "Working fdt: %08llx\n",
			     (unsigned long long)xb_fdt_working(uboot)->address.value);
		return 0;
	}
	tree = find_tree(uboot, &command->words[first]);
	if (!tree)
		return no_tree(uboot);
	set_working(uboot, tree, command->words[0].at);
	if (!quiet && uboot->shell.release >= 202301)
		xb_uboot_say(uboot, "Working FDT set to %llx\n",
			     (unsigned long long)tree->address.value);
	if (first + 1 < command->count)
		lengthen(uboot, &command->words[first + 1]);
	return 0;
}

static int form_move(struct xb_uboot *uboot, const struct xb_command *command)
{
	struct xb_board_tree *from;

	if (command->count < 4)
		return xb_uboot_usage(uboot, command);
	from = find_tree(uboot, &command->words[2]);
	if (!from)
		return no_tree(uboot);
	if (command->count > 4 && !from->assumed) {
		const struct xb_amount size = xb_amount_read(command->words[4].text, 16, NULL);

		if (size.symbol == XB_NO_SYMBOL && size.value < fdt_totalsize(from->blob.data))
			return 1;
	}
	set_working(
		uboot,
		xb_uboot_copy_tree(uboot, from, xb_amount_read(command->words[3].text, 16, NULL)),
		command->words[0].at);
	if (command->count > 4)
		lengthen(uboot, &command->words[4]);
	return 0;
}

static int form_resize(struct xb_uboot *uboot, const struct xb_command *command)
{
	struct xb_board_tree *tree = xb_fdt_working(uboot);
	const struct xb_amount extra = command->count > 2
					       ? xb_amount_read(command->words[2].text, 16, NULL)
					       : (struct xb_amount){.symbol = XB_NO_SYMBOL};
	const uint64_t used = fdt_off_dt_strings(tree->blob.data) +
			      (uint64_t)fdt_size_dt_strings(tree->blob.data);
	const uint64_t size = xb_fdt_resized(tree->address.value, used, extra.value);

	xb_record_room(uboot, extra.value, command->words[0].at);

	/* It shrinks a tree, too, where there is more room than that. */
	if (!tree->assumed && extra.symbol == XB_NO_SYMBOL && size <= XB_DTB_MAX &&
	    !xb_fdt_set_size(tree, size))
		return 1;
	if (!tree->assumed && size < tree->blob.length) {
		fdt_set_totalsize(tree->blob.data, (uint32_t)size);
		tree->blob.length = size;
	}
	return 0;
}

static int form_mknode(struct xb_uboot *uboot, const struct xb_command *command)
{
	struct xb_board_tree *tree = xb_fdt_working(uboot);
	int node, made;

	if (command->count < 4)
		return xb_uboot_usage(uboot, command);
	xb_fdt_make_room(tree, strlen(command->words[3].text) + 32);
	node = xb_fdt_node(uboot, tree, command->words[2].text);
	if (node < 0)
		return 1;
	made = fdt_add_subnode(tree->blob.data, node, command->words[3].text);
	if (made < 0)
		return xb_fdt_fail(uboot, "fdt_add_subnode()", made);
	xb_record_edit(uboot, XB_EDIT_MAKE_NODE, node, command->words[3].text, NULL, 0, command);
	return 0;
}

static int form_rm(struct xb_uboot *uboot, const struct xb_command *command)
{
	struct xb_board_tree *tree = xb_fdt_working(uboot);
	const char *property = command->count > 3 ? command->words[3].text : NULL;
	const bool usage = uboot->shell.release < 202307;
	int node, error;

	if (command->count < 3)
		return xb_uboot_usage(uboot, command);
	node = fdt_path_offset(tree->blob.data, command->words[2].text);
	if (node < 0 && tree->assumed)
		return 0; /* it may be there on the board */
	if (node < 0)
		return xb_fdt_node(uboot, tree, command->words[2].text) < 0;
	xb_record_edit(uboot, property ? XB_EDIT_REMOVE_PROPERTY : XB_EDIT_REMOVE_NODE, node,
		       property, NULL, 0, command);
	error = property ? fdt_delprop(tree->blob.data, node, property)
			 : fdt_del_node(tree->blob.data, node);
	if (error < 0 && tree->assumed)
		return 0;
	if (!error) {
		xb_fdt_forget_cells(tree, command->words[2].text, property);
		return 0;
	}
	xb_fdt_fail(uboot, property ? "fdt_delprop()" : "fdt_del_node()", error);
	return usage ? xb_uboot_usage(uboot, command) : 1;
}

static int form_print(struct xb_uboot *uboot, const struct xb_command *command)
{
	struct xb_board_tree *tree = xb_fdt_working(uboot);
	const char *path = command->count > 2 ? command->words[2].text : "/";
	const int node = fdt_path_offset(tree->blob.data, path);

	if (node >= 0 && (command->count < 4 ||
			  fdt_getprop(tree->blob.data, node, command->words[3].text, NULL)))
		return 0;
	return tree->assumed ? 0 : 1;
}

static int form_done(struct xb_uboot *uboot, const struct xb_command *command)
{
	(void)uboot;
	(void)command;
	return 0;
}

/* By as many letters as are needed to tell them apart, in U-Boot's order. */
static const struct {
	const char *letters;
	bool needs_tree;
	xb_board_command *run;
} forms[] = {
	{"ad", false, form_addr},   {"mo", false, form_move},	  {"mk", true, form_mknode},
	{"se", true, xb_fdt_set},   {"g", true, xb_fdt_get},	  {"p", true, form_print},
	{"l", true, form_print},    {"rm", true, form_rm},	  {"h", true, form_done},
	{"boo", true, form_done},   {"me", true, form_done},	  {"rs", true, form_done},
	{"boa", true, form_done},   {"cho", true, xb_fdt_chosen}, {"che", true, form_done},
	{"ap", true, xb_fdt_apply}, {"re", true, form_resize},	  {"sys", true, form_done},
};

/* A large tree takes longer to walk than a small one. */
static void count_walk(struct xb_uboot *uboot, const struct xb_command *command)
{
	const struct xb_board_tree *tree =
		uboot->working == XB_NONE ? NULL : &uboot->trees[uboot->working];

	if (tree)
		xb_shell_step(&uboot->shell, tree->blob.length / 1024, command->words[0].at);
}

int xb_command_fdt(struct xb_uboot *uboot, const struct xb_command *command)
{
	if (command->count < 2)
		return xb_uboot_usage(uboot, command);
	count_walk(uboot, command);
	for (size_t i = 0; i < XB_COUNT(forms); i++) {
		if (strncmp(forms[i].letters, command->words[1].text, strlen(forms[i].letters)) !=
		    0)
			continue;
		if (!forms[i].needs_tree || uboot->working != XB_NONE)
			return forms[i].run(uboot, command);
		xb_uboot_say(uboot, "No FDT memory address configured. Please configure\n"
				    "the FDT address via \"fdt addr <address>\" command.\n"
				    "Aborting!\n");
		return 1;
	}
	return xb_uboot_usage(uboot, command);
}
