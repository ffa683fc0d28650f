/* SPDX-License-Identifier: MIT */
/* Rules about /chosen as Xen gets it: the base tree with all edits made. What the profile itself adds
 * is right by construction; what the tree held before, and what `edits` add, need not be. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/tree.h"
#include "xenboot/boot.h"

/* MAX_MODULES (xen/include/xen/bootinfo.h); Xen and the device tree are among them. */
static const struct {
	unsigned before; /* the release from which on the next row counts; 0: none does */
	unsigned most;
} module_limits[] = {{XB_RELEASE(4, 5), 4}, {XB_RELEASE(4, 12), 5}, {0, 32}};

/* BOOTMOD_MAX_CMDLINE (xen/include/xen/bootfdt.h). */
#define MOST_MODULE_LINE 1024

/* xen/common/device-tree/bootinfo-fdt.c process_multiboot_node: one of these makes a module. */
static const char *const generic[] = {"multiboot,module", "xen,multiboot-module", NULL};
/* ... and one of these says what it is. */
static const char *const kinds[] = {"multiboot,kernel", "xen,linux-zimage",   "multiboot,ramdisk",
				    "xen,linux-initrd", "xen,xsm-policy",     "multiboot,device-tree",
				    "multiboot,microcode", NULL};
/* Everything else in /chosen that Xen looks at by its compatible. */
static const char *const others[] = {"xen,domain", "xen,cpupool", "xen,evtchn-v1",
				     "xen,domain-shared-memory-v1", NULL};

/* ---- The tree that Xen gets ------------------------------------------------------------------------ */

/* NULL: there is no such tree here, or it has none. */
static const struct xb_tree_node *find_chosen(const struct xb_devtree *tree)
{
	return tree ? xb_tree_find(tree->index, "/chosen") : NULL;
}

static bool has_any(const struct xb_tree_node *node, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		if (xb_tree_is_compatible(node, words[i]))
			return true;
	return false;
}

static bool is_module(const struct xb_tree_node *node)
{
	return has_any(node, generic);
}

static bool is_chosen_node(const char *path, const char *name)
{
	static const char parent[] = "/chosen/";

	return path && strncmp(path, parent, strlen(parent)) == 0 &&
	       strcmp(path + strlen(parent), name) == 0;
}

/* Is NAME the node of a module that is loaded here? */
static bool is_ours(const struct xb_boot *boot, const char *name)
{
	for (size_t i = 0; i < boot->module_count; i++)
		if (boot->modules[i].load != XB_NONE && is_chosen_node(boot->modules[i].node, name))
			return true;
	return false;
}

/* Where an edit set PROPERTY of the node NAME, else where one made the node or set something in it; else the tree's
 * place. */
static struct xb_pos place_of(const struct xb_boot *boot, const char *name, const char *property)
{
	const struct xb_step *found = NULL;

	for (size_t i = boot->step_count; i-- > 0;) {
		const struct xb_step *step = &boot->steps[i];

		if (step->kind != XB_STEP_EDIT || !step->at.file ||
		    !is_chosen_node(step->edit.path, name))
			continue;
		if (step->edit.name && strcmp(step->edit.name, property) == 0)
			return step->at;
		found = found ? found : step;
	}
	return found ? found->at : xb_boot_tree_at(boot);
}

/* The same for a property of /chosen. */
static struct xb_pos place_of_property(const struct xb_boot *boot, const char *name)
{
	for (size_t i = boot->step_count; i-- > 0;) {
		const struct xb_step *step = &boot->steps[i];

		if (step->kind == XB_STEP_EDIT && step->at.file && step->edit.name &&
		    strcmp(step->edit.name, name) == 0)
			return step->at;
	}
	return xb_boot_tree_at(boot);
}

typedef void judge_child(const struct xb_boot *boot, const struct xb_tree_node *node,
			 struct xb_diags *diags);

static void each_child(const struct xb_boot *boot, judge_child *judge, struct xb_diags *diags)
{
	const struct xb_tree_node *chosen = find_chosen(xb_boot_chosen(boot));

	for (const struct xb_tree_node *node = chosen ? chosen->child : NULL; node; node = node->next)
		judge(boot, node, diags);
}

/* ---- module-compatible ------------------------------------------------------------------------------ */

static bool is_among(const char *word, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

static const char *nearest_compatible(const char *word)
{
	const char *names[16];
	const char *const *lists[] = {generic, kinds, others};
	size_t count = 0;

	for (size_t i = 0; i < 3; i++)
		for (size_t k = 0; lists[i][k]; k++)
			names[count++] = lists[i][k];
	names[count] = NULL;
	return xb_nearest(word, names);
}

static bool is_of_xen(const char *word)
{
	return strncmp(word, "multiboot,", 10) == 0 || strncmp(word, "xen,", 4) == 0;
}

static void judge_word(const struct xb_boot *boot, const struct xb_tree_node *node, const char *word,
		       struct xb_diags *diags)
{
	const char *near;

	if (!is_of_xen(word) || is_among(word, generic) || is_among(word, kinds) ||
	    is_among(word, others))
		return;
	xb_warning(diags, XB_CODE_MODULE_COMPATIBLE, place_of(boot, node->name, "compatible"),
		   "/chosen/%s: Xen knows no '%s' in compatible", node->name, word);
	near = nearest_compatible(word);
	if (near)
		xb_hint(diags, "did you mean %s?", near);
}

/* A word of Xen's that Xen does not know. A list without its last NUL is none. */
static void judge_words(const struct xb_boot *boot, const struct xb_tree_node *node,
			struct xb_diags *diags)
{
	const struct xb_tree_property *list = xb_tree_property(node, "compatible");

	if (!list || !list->length || list->value[list->length - 1])
		return;
	for (const char *word = list->value; word < list->value + list->length;
	     word += strlen(word) + 1)
		judge_word(boot, node, word, diags);
}

static void judge_compatible(const struct xb_boot *boot, const struct xb_tree_node *node,
			     struct xb_diags *diags)
{
	bool kind = has_any(node, kinds);
	size_t before = diags->count;

	judge_words(boot, node, diags);
	if (diags->count > before || kind == is_module(node))
		return;
	if (kind) {
		xb_error(diags, XB_CODE_MODULE_COMPATIBLE, place_of(boot, node->name, "compatible"),
			 "/chosen/%s is no module to Xen: compatible lacks multiboot,module",
			 node->name);
		xb_hint(diags, "add \"multiboot,module\" behind the kind");
	} else {
		xb_warning(diags, XB_CODE_MODULE_COMPATIBLE, place_of(boot, node->name, "compatible"),
			   "/chosen/%s does not say what it is: Xen guesses by the order of modules",
			   node->name);
		xb_hint(diags, "put multiboot,kernel or multiboot,ramdisk before multiboot,module");
	}
}

void xb_check_module_compatible(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	each_child(boot, judge_compatible, diags);
}

/* ---- module-reg ------------------------------------------------------------------------------------- */

/* Of no more an address or a size can be (FDT_MAX_NCELLS). */
static bool is_number_of_cells(uint32_t cells)
{
	return cells >= 1 && cells <= 4;
}

static uint64_t read_cells(const char *cells, uint32_t count)
{
	uint64_t value = 0;

	for (uint32_t i = 0; i < count * 4; i++)
		value = value << 8 | (unsigned char)cells[i];
	return value;
}

/* xen/common/device-tree/bootinfo-fdt.c: panics without reg, and reads one address and one size. */
static void judge_reg(const struct xb_boot *boot, const struct xb_tree_node *node,
		      struct xb_diags *diags)
{
	/* A tree that is not here may say more of its cells than is known. */
	const struct xb_tree_cells none = {0};
	const struct xb_tree_cells cells = xb_tree_inherited_cells(
		node->parent, boot->edited ? xb_tree_default_cells : none);
	const struct xb_tree_property *reg = xb_tree_property(node, "reg");

	/* Of its own nodes a plan knows more: why a size is missing. */
	if (!is_module(node) || is_ours(boot, node->name) || !is_number_of_cells(cells.address) ||
	    !is_number_of_cells(cells.size))
		return;
	if (!reg) {
		xb_error(diags, XB_CODE_MODULE_REG, place_of(boot, node->name, "reg"),
			 "/chosen/%s is a module without reg", node->name);
		xb_hint(diags, "Xen panics: \"node %s missing `reg' property\"", node->name);
	} else if (reg->length < (size_t)(cells.address + cells.size) * 4) {
		xb_error(diags, XB_CODE_MODULE_REG, place_of(boot, node->name, "reg"),
			 "/chosen/%s: reg has %zu cells; /chosen asks for %u and %u", node->name,
			 reg->length / 4, cells.address, cells.size);
		xb_hint(diags, "write %u cells for the address and %u for the size", cells.address,
			cells.size);
	} else if (read_cells(reg->value + (size_t)cells.address * 4, cells.size) == 0) {
		xb_error(diags, XB_CODE_MODULE_REG, place_of(boot, node->name, "reg"),
			 "/chosen/%s: reg says that the module has 0 bytes", node->name);
		xb_hint(diags, "write the file's size");
	}
}

void xb_check_module_reg(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	each_child(boot, judge_reg, diags);
}

/* ---- value-too-long: a module's own bootargs --------------------------------------------------------- */

/* xen/common/device-tree/bootinfo.c add_boot_cmdline; the last byte is the NUL's. */
static void judge_line(const struct xb_boot *boot, const struct xb_tree_node *node,
		       struct xb_diags *diags)
{
	const char *text = is_module(node) ? xb_tree_string(node, "bootargs") : NULL;

	if (!text || strlen(text) < MOST_MODULE_LINE)
		return;
	xb_error(diags, XB_CODE_VALUE_TOO_LONG, place_of(boot, node->name, "compatible"),
		 "/chosen/%s: bootargs has %zu characters; Xen keeps %d of a module's", node->name,
		 strlen(text), MOST_MODULE_LINE - 1);
	xb_hint(diags, "from %d on Xen panics: \"module %s command line too long\"",
		MOST_MODULE_LINE + 1, node->name);
}

void xb_check_module_line(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	each_child(boot, judge_line, diags);
}

/* ---- too-many-modules -------------------------------------------------------------------------------- */

/* Those of guests stand one level deeper. */
static unsigned count_modules(const struct xb_tree_node *parent)
{
	unsigned count = 0;

	for (const struct xb_tree_node *node = parent->child; node; node = node->next)
		count += is_module(node) ? 1 : count_modules(node);
	return count;
}

static unsigned most_modules(const struct xb_boot *boot)
{
	unsigned release = xb_release_number(boot->xen_version);
	size_t i = 0;

	while (module_limits[i].before && (!release || release >= module_limits[i].before))
		i++;
	return module_limits[i].most;
}

/* The last guest is the one too many; where there is none, what the tree brings. */
static struct xb_pos place_of_last(const struct xb_boot *boot)
{
	for (size_t i = boot->domain_count; i-- > 0;)
		if (boot->domains[i].node)
			return boot->domains[i].at;
	return xb_boot_tree_at(boot);
}

void xb_check_too_many_modules(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_tree_node *chosen = find_chosen(xb_boot_chosen(boot));
	unsigned count = chosen ? count_modules(chosen) + 2 : 0, most = most_modules(boot);

	if (count <= most)
		return;
	xb_error(diags, XB_CODE_TOO_MANY_MODULES, place_of_last(boot),
		 "%u boot modules, Xen and the device tree among them; Xen keeps %u", count, most);
	xb_hint(diags, "take %u away: start guests from dom0, or pack files into one ramdisk",
		count - most);
}

/* ---- stale-node -------------------------------------------------------------------------------------- */

static bool was_in_base(const struct xb_boot *boot, const char *name)
{
	const struct xb_tree_node *chosen = find_chosen(boot->tree);

	return chosen && xb_tree_child(chosen, name, strlen(name));
}

/* How many are named before the rest is counted. */
#define NAMED_MOST 3

static bool is_stale(const struct xb_boot *boot, const struct xb_tree_node *node)
{
	return is_module(node) && !is_ours(boot, node->name) && was_in_base(boot, node->name);
}

static void fix_modules(const struct xb_boot *boot, const struct xb_tree_node *chosen,
			struct xb_diags *diags)
{
	for (const struct xb_tree_node *node = chosen->child; node; node = node->next) {
		char *path = is_stale(boot, node) ? xb_tree_path(node) : NULL;
		struct xb_tree_edit edit = {.path = {.text = path}, .remove = {.text = "true"},
					    .remove_node = true};

		if (path)
			xb_fix_edit(boot, &edit, diags);
		free(path);
	}
}

static void judge_modules(const struct xb_boot *boot, struct xb_diags *diags)
{
	const struct xb_tree_node *chosen = find_chosen(xb_boot_chosen(boot));
	const char *first = NULL;
	struct xb_buf names = {0};
	unsigned count = 0;

	for (const struct xb_tree_node *node = chosen ? chosen->child : NULL; node; node = node->next) {
		if (!is_stale(boot, node))
			continue;
		first = first ? first : node->name;
		if (count++ < NAMED_MOST)
			xb_buf_printf(&names, "%s/chosen/%s", count > 1 ? ", " : "", node->name);
	}
	if (count > NAMED_MOST)
		xb_buf_printf(&names, " and %u more", count - NAMED_MOST);
	if (count) {
		xb_warning(diags, XB_CODE_STALE_NODE, xb_boot_tree_at(boot),
			   "the device tree already has boot modules, which Xen will take: %s",
			   names.data);
		if (boot->places[XB_PLACE_EDITS])
			xb_hint(diags, "remove each: %s: [{path: /chosen/%s, remove: true}]",
				boot->places[XB_PLACE_EDITS], first);
		fix_modules(boot, chosen, diags);
	}
	xb_buf_clear(&names);
}

/* A ramdisk by U-Boot's old way. Xen looks at these two before any node, and the first ramdisk is dom0's
 * (xen/common/device-tree/bootinfo-fdt.c process_chosen_node, boot_module_find_by_kind). Up to 4.16 it passes
 * over a pair that is none. */
#define PANICS_ON_HALF XB_RELEASE(4, 17)

static void fix_property(const struct xb_boot *boot, const char *name, struct xb_diags *diags)
{
	const struct xb_tree_edit edit = {.path = {.text = "/chosen"}, .remove = {.text = name}};

	xb_fix_edit(boot, &edit, diags);
}

static void hint_no_initrd(const struct xb_boot *boot, bool end, struct xb_diags *diags)
{
	if (boot->places[XB_PLACE_EDITS])
		xb_hint(diags, "remove %s: %s: [{path: /chosen, remove: \"linux,initrd-start\"}%s]",
			end ? "them" : "it", boot->places[XB_PLACE_EDITS],
			end ? ", {path: /chosen, remove: \"linux,initrd-end\"}" : "");
	fix_property(boot, "linux,initrd-start", diags);
	if (end)
		fix_property(boot, "linux,initrd-end", diags);
}

static bool is_address(const struct xb_tree_property *property)
{
	return property && (property->length == 4 || property->length == 8);
}

static void judge_half_an_initrd(const struct xb_boot *boot, bool end, struct xb_diags *diags)
{
	unsigned release = xb_release_number(boot->xen_version);
	bool sure = release >= PANICS_ON_HALF;

	if (release && !sure)
		return;
	xb_report(diags, sure ? XB_ERROR : XB_WARNING, XB_CODE_STALE_NODE,
		  place_of_property(boot, "linux,initrd-start"),
		  "/chosen has linux,initrd-start%s: %s Xen panics, Early FDT parsing failed (-22)",
		  end ? " and -end" : "", end ? "they bound nothing, and" : "without the other");
	hint_no_initrd(boot, end, diags);
}

static void judge_initrd(const struct xb_boot *boot, struct xb_diags *diags)
{
	const struct xb_tree_node *chosen = find_chosen(xb_boot_chosen(boot));
	const struct xb_tree_property *start =
		chosen ? xb_tree_property(chosen, "linux,initrd-start") : NULL;
	const struct xb_tree_property *end =
		chosen ? xb_tree_property(chosen, "linux,initrd-end") : NULL;
	const struct xb_load *ours = xb_dom0_load(boot, XB_MODULE_RAMDISK);
	uint64_t from, to;

	if (!start)
		return;
	from = is_address(start) ? read_cells(start->value, (uint32_t)start->length / 4) : 0;
	to = is_address(end) ? read_cells(end->value, (uint32_t)end->length / 4) : 0;
	if (!is_address(start) || from >= to) {
		judge_half_an_initrd(boot, end != NULL, diags);
		return;
	}
	xb_report(diags, ours ? XB_ERROR : XB_WARNING, XB_CODE_STALE_NODE,
		  place_of_property(boot, "linux,initrd-start"),
		  "/chosen has linux,initrd-start and -end: Xen takes 0x%llX-0x%llX for dom0's ramdisk%s%s",
		  (unsigned long long)from, (unsigned long long)(to - 1), ours ? ", and not " : "",
		  ours ? xb_load_name(ours) : "");
	hint_no_initrd(boot, true, diags);
}

void xb_check_stale_node(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	judge_modules(boot, diags);
	judge_initrd(boot, diags);
}

/* ---- unknown-property -------------------------------------------------------------------------------- */

static const char *const properties[] = {"xen,xen-bootargs", "xen,dom0-bootargs",
					 "xen,static-heap", "xen,uefi-cfg-load", NULL};

void xb_check_unknown_property(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_tree_node *chosen = find_chosen(xb_boot_chosen(boot));

	for (size_t i = 0; chosen && i < chosen->property_count; i++) {
		const char *name = chosen->properties[i].name, *near;

		if (strncmp(name, "xen,", 4) != 0 || is_among(name, properties))
			continue;
		xb_warning(diags, XB_CODE_UNKNOWN_PROPERTY, place_of_property(boot, name),
			   "/chosen: Xen reads no property %s", name);
		near = xb_nearest(name, properties);
		if (near)
			xb_hint(diags, "did you mean %s?", near);
	}
}

/* ---- bootargs ---------------------------------------------------------------------------------------- */

const char *xb_boot_tree_bootargs(const struct xb_boot *boot)
{
	const struct xb_tree_node *chosen = find_chosen(xb_boot_chosen(boot));
	const char *text = chosen ? xb_tree_string(chosen, "bootargs") : NULL;

	return text && *text ? text : NULL;
}

static const struct xb_edit *edit_of_bootargs(const struct xb_boot *boot)
{
	for (size_t i = boot->step_count; i-- > 0;) {
		const struct xb_edit *edit = &boot->steps[i].edit;

		if (boot->steps[i].kind == XB_STEP_EDIT && edit->kind == XB_EDIT_SET &&
		    edit->at.file && strcmp(edit->path, "/chosen") == 0 &&
		    strcmp(edit->name, "bootargs") == 0)
			return edit;
	}
	return NULL;
}

static void hint_options(struct xb_diags *diags, const char *key)
{
	if (key)
		xb_hint(diags, "set %s", key);
}

/* The order in which Xen looks: xen/common/device-tree/bootinfo-fdt.c, xen/arch/arm/domain_build.c. */
void xb_check_bootargs(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const char *text = xb_boot_tree_bootargs(boot);
	const struct xb_edit *edit = edit_of_bootargs(boot);
	const struct xb_domain *domain = xb_boot_dom0(boot);
	bool xen = !xb_line_is_empty(&boot->xen_line), dom0 = !xb_line_is_empty(&domain->line);
	struct xb_pos at = edit ? edit->at : xb_boot_tree_at(boot);

	if (text && (!xen || !dom0)) {
		xb_warning(diags, XB_CODE_BOOTARGS, at,
			   "%s has no options, and takes the tree's own bootargs: %s",
			   dom0 ? "Xen" : "dom0", text);
		hint_options(diags, dom0 ? boot->places[XB_PLACE_XEN_OPTIONS] : domain->options_key);
	} else if (text && edit) {
		xb_warning(diags, XB_CODE_BOOTARGS, at,
			   "/chosen bootargs is set, and no one reads it: Xen and dom0 have lines of their own");
		if (boot->places[XB_PLACE_XEN_OPTIONS] && domain->options_key)
			xb_hint(diags, "%s and %s are what they read",
				boot->places[XB_PLACE_XEN_OPTIONS], domain->options_key);
	}
}

/* ---- quoting -------------------------------------------------------------------------------------- */

/* Words of a script without quotes are a list of texts; Xen and Linux read the first. */
void xb_check_line_list(const struct xb_context *context, struct xb_diags *diags)
{
	static const char *const lines[] = {"xen,xen-bootargs", "xen,dom0-bootargs", "bootargs"};
	const struct xb_boot *boot = context->boot;
	const struct xb_tree_node *chosen = find_chosen(xb_boot_chosen(boot));

	for (size_t i = 0; chosen && i < XB_COUNT(lines); i++) {
		const struct xb_tree_property *property = xb_tree_property(chosen, lines[i]);
		const char *text = xb_tree_string(chosen, lines[i]);

		if (!text || strlen(text) + 1 >= property->length)
			continue;
		xb_error(diags, XB_CODE_QUOTING, place_of_property(boot, lines[i]),
			 "/chosen: %s is a list of texts; only the first is read, \"%s\"", lines[i], text);
		xb_hint(diags, "put quotes around the whole line");
	}
}
