/* SPDX-License-Identifier: MIT */
/* Rules about the devices that Xen hands to dom0: all of the tree's, disabled ones too. Sources:
 * src/xen/dom0-devices.c. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

typedef unsigned long long number;

/* A tree that is wrong everywhere is told of as far as a person reads. */
enum { MOST = 16 };

/* A fault with the paths of its nodes. */
struct fault {
	const struct xb_device_fault *is;
	const char *path, *other; /* other: "" where there is none */
};

/* ---- Why: the rest of "Xen cannot hand PATH to dom0: " -------------------------------------------- */

static void put_address(const struct fault *fault, const char *what, struct xb_buf *out)
{
	number address = fault->is->address;

	switch (fault->is->status) {
	case XB_TREE_NO_RANGES:
		xb_buf_printf(out, "%s, 0x%llX, ends at %s, which has no ranges", what, address,
			      fault->other);
		return;
	case XB_TREE_NOT_MAPPED:
		xb_buf_printf(out, "%s, 0x%llX, is outside the ranges of %s", what, address,
			      fault->other);
		return;
	default:
		xb_buf_printf(out, "%s ends at %s, whose #address-cells or #size-cells Xen refuses", what,
			      fault->other);
	}
}

static void put_reg(const struct fault *fault, struct xb_buf *out)
{
	char *what = xb_format("its address %zu", fault->is->number);

	put_address(fault, what, out);
	free(what);
}

static void put_window(const struct fault *fault, struct xb_buf *out)
{
	char *what = xb_format("row %zu of its ranges", fault->is->number);

	if (fault->is->status == XB_TREE_NO_RANGES && fault->is->other == fault->is->node)
		xb_buf_puts(out, "it is a PCI bridge without ranges");
	else
		put_address(fault, what, out);
	free(what);
}

/* By enum xb_tree_status; behind each, the node at fault. */
static const char *const lost[] = {
	[XB_TREE_NO_REG] = "needs a reg to be found in the interrupt-map of",
	[XB_TREE_NOT_MAPPED] = "is not in the interrupt-map of",
	[XB_TREE_BAD_CELLS] = "does not fit the cells of",
	[XB_TREE_NO_INTERRUPT] = "is an empty place in interrupts-extended of",
	[XB_TREE_NO_PARENT] = "leads to no interrupt controller from",
};

static void put_lost(const struct fault *fault, struct xb_buf *out)
{
	xb_buf_printf(out, "its interrupt %zu %s %s", fault->is->number, lost[fault->is->status],
		      fault->other);
}

static void put_map(const struct fault *fault, struct xb_buf *out)
{
	xb_buf_printf(out, "row %zu of its interrupt-map %s", fault->is->number,
		      fault->is->status == XB_TREE_NO_PARENT ? "leads to no node"
							     : "does not fit the cells of its parent");
}

static void put_cells(const struct fault *fault, struct xb_buf *out)
{
	xb_buf_printf(out, "its interrupt %zu has fewer than the three cells that the GIC at %s needs",
		      fault->is->number, fault->other);
}

static void put_no_line(const struct fault *fault, struct xb_buf *out)
{
	xb_buf_printf(out, "its interrupt %zu is number %u, and a GIC has no more than 1020",
		      fault->is->number, fault->is->interrupt);
}

static void put_not_shared(const struct fault *fault, struct xb_buf *out)
{
	xb_buf_printf(out, "row %zu of its interrupt-map is interrupt %u, one of the CPU's own",
		      fault->is->number, fault->is->interrupt);
}

static void put_trigger(const struct fault *fault, struct xb_buf *out)
{
	xb_buf_printf(out, "its interrupt %zu, number %u, has trigger %u, and %s has it with %u",
		      fault->is->number, fault->is->interrupt, fault->is->trigger, fault->other,
		      fault->is->other_trigger);
}

static void put_taken(const struct fault *fault, struct xb_buf *out)
{
	xb_buf_printf(out, "its interrupt %zu, number %u, is that of %s, which is Xen's",
		      fault->is->number, fault->is->interrupt, fault->other);
}

/* ---- What Xen says ------------------------------------------------------------------------------- */

static void panic_address(const struct fault *fault, struct xb_buf *out)
{
	xb_buf_printf(out, "Unable to retrieve address %zu for %s", fault->is->number, fault->path);
}

static void panic_interrupt(const struct fault *fault, struct xb_buf *out)
{
	xb_buf_printf(out, "Unable to retrieve irq %zu for %s", fault->is->number, fault->path);
}

static void panic_get(const struct fault *fault, struct xb_buf *out)
{
	xb_buf_printf(out, "Unable to get irq %zu for %s", fault->is->number, fault->path);
}

static void panic_not_shared(const struct fault *fault, struct xb_buf *out)
{
	xb_buf_printf(out, "%s: IRQ%u is not a SPI", fault->is->node->name, fault->is->interrupt);
}

static void panic_taken(const struct fault *fault, struct xb_buf *out)
{
	xb_buf_printf(out, "IRQ %u is already used by Xen", fault->is->interrupt);
}

static void panic_tree(const struct fault *fault, struct xb_buf *out)
{
	(void)fault;
	xb_buf_puts(out, "Device tree generation failed (-22)");
}

static const struct kind {
	enum xb_code code;
	const char *property; /* what to take from a node that others are below; NULL: the node itself */
	void (*put_why)(const struct fault *fault, struct xb_buf *out);
	void (*put_panic)(const struct fault *fault, struct xb_buf *out);
} kinds[XB_DEVICE_FAULT_KINDS] = {
	[XB_DEVICE_ADDRESS] = {XB_CODE_DEVICE_ADDRESS, "reg", put_reg, panic_address},
	[XB_DEVICE_WINDOW] = {XB_CODE_DEVICE_ADDRESS, NULL, put_window, panic_tree},
	[XB_DEVICE_INTERRUPT] = {XB_CODE_DEVICE_INTERRUPT, "interrupts", put_lost, panic_interrupt},
	[XB_DEVICE_MAP] = {XB_CODE_DEVICE_INTERRUPT, "interrupt-map", put_map, panic_tree},
	[XB_DEVICE_CELLS] = {XB_CODE_DEVICE_INTERRUPT, "interrupts", put_cells, panic_get},
	[XB_DEVICE_NO_LINE] = {XB_CODE_DEVICE_INTERRUPT, "interrupts", put_no_line, panic_tree},
	[XB_DEVICE_NOT_SHARED] = {XB_CODE_DEVICE_INTERRUPT, "interrupt-map", put_not_shared,
				  panic_not_shared},
	[XB_DEVICE_TRIGGER] = {XB_CODE_DEVICE_INTERRUPT, "interrupts", put_trigger, panic_get},
	[XB_DEVICE_TAKEN] = {XB_CODE_DEVICE_INTERRUPT, "interrupts", put_taken, panic_taken},
};

/* ---- What to do ---------------------------------------------------------------------------------- */

/* What to take from the tree of a node that others are below; NULL: the whole node can go. */
static const char *lesser(const struct xb_device_fault *fault)
{
	const char *property = kinds[fault->kind].property;

	if (!fault->node->child || !property)
		return NULL;
	if (strcmp(property, "interrupts") == 0 &&
	    xb_tree_property(fault->node, "interrupts-extended"))
		property = "interrupts-extended";
	return xb_tree_property(fault->node, property) ? property : NULL;
}

/* No more cells than a line can say. */
enum { MOST_CELLS = 48 };

/* "<0x0 0x48 0x4>": the first COUNT cells of LIST, that at ODD being VALUE. */
static char *cells_text(const struct xb_tree_property *list, size_t count, size_t odd, uint32_t value)
{
	struct xb_buf text = {0};

	for (size_t i = 0; i < count; i++)
		xb_buf_printf(&text, "%s0x%X", i ? " " : "<", i == odd ? value : xb_tree_cell_at(list, i));
	xb_buf_puts(&text, ">");
	return xb_buf_take(&text);
}

/* The node's interrupts with the trigger that others have; NULL: it has them in another way than by three
 * cells of the GIC's. */
static char *same_trigger(const struct xb_device_fault *fault)
{
	enum { CELLS = 3, FIRST_SPI = 32 };
	const struct xb_tree_property *list = xb_tree_property(fault->node, "interrupts");
	size_t count = list ? list->length / 4 : 0, at = fault->number * CELLS;

	if (count % CELLS || count > MOST_CELLS || at + CELLS > count || xb_tree_cell_at(list, at) != 0 ||
	    xb_tree_cell_at(list, at + 1) + FIRST_SPI != fault->interrupt)
		return NULL;
	return cells_text(list, count, at + 2, fault->other_trigger);
}

/* The node's reg up to the address that is wrong; NULL: it is the first. */
static char *good_addresses(const struct xb_device_fault *fault)
{
	const struct xb_tree_property *list = xb_tree_property(fault->node, "reg");
	size_t rows = xb_tree_address_count(fault->node, 0);
	size_t count = list ? list->length / 4 : 0;

	if (!fault->number || rows <= fault->number || count % rows || count > MOST_CELLS)
		return NULL;
	return cells_text(list, count / rows * fault->number, SIZE_MAX, 0);
}

/* The property that keeps the device and mends the fault; NULL: there is none. An interrupt of Xen's own UART
 * helps dom0 with no trigger. */
static const char *mended(const struct xb_boot *boot, const struct xb_device_fault *fault, char **value)
{
	bool is_xens = fault->other && fault->other == xb_xen_uart(boot);

	*value = fault->kind == XB_DEVICE_TRIGGER && !is_xens ? same_trigger(fault)
		 : fault->kind == XB_DEVICE_ADDRESS ? good_addresses(fault)
						    : NULL;
	return !*value ? NULL : fault->kind == XB_DEVICE_TRIGGER ? "interrupts" : "reg";
}

static void hint_mend(const struct xb_boot *boot, const struct fault *fault, struct xb_diags *diags)
{
	char *cells;
	const char *property = lesser(fault->is), *good = mended(boot, fault->is, &cells);
	struct xb_text text = {.text = cells};
	struct xb_property set = {.name = {.text = good}, .values = {&text, 1}};
	struct xb_tree_edit edit = {.path = {.text = fault->path}};
	struct xb_buf before = {0};

	if (good) {
		edit.set = &set;
		edit.set_count = 1;
	} else {
		edit.remove.text = property ? property : "true";
		edit.remove_node = !property;
	}
	xb_buf_puts(&before, "Xen panics: \"");
	kinds[fault->is->kind].put_panic(fault, &before);
	xb_buf_puts(&before, "\"; ");
	xb_hint_edit(boot, before.data, &edit, diags);
	xb_buf_clear(&before);
	free(cells);
}

static void report(const struct xb_boot *boot, const struct xb_device_fault *is,
		   struct xb_diags *diags)
{
	char *path = xb_tree_path(is->node), *other = is->other ? xb_tree_path(is->other) : NULL;
	const struct fault fault = {is, path, other ? other : ""};
	struct xb_buf why = {0};

	kinds[is->kind].put_why(&fault, &why);
	xb_error(diags, kinds[is->kind].code, xb_boot_tree_at(boot),
		 "Xen cannot hand %s to dom0: %s", path, why.data);
	hint_mend(boot, &fault, diags);
	xb_buf_clear(&why);
	free(other);
	free(path);
}

static void judge(const struct xb_context *context, enum xb_code code, struct xb_diags *diags)
{
	const struct xb_device_faults *faults = &context->device_faults;
	const struct xb_boot *boot = context->boot;
	size_t count = 0;

	for (size_t i = 0; i < faults->count; i++) {
		if (kinds[faults->items[i].kind].code != code)
			continue;
		if (++count <= MOST)
			report(boot, &faults->items[i], diags);
	}
	if (count > MOST)
		xb_error(diags, code, xb_boot_tree_at(boot), "... and %zu more nodes of the tree",
			 count - MOST);
}

void xb_check_device_address(const struct xb_context *context, struct xb_diags *diags)
{
	judge(context, XB_CODE_DEVICE_ADDRESS, diags);
}

void xb_check_device_interrupt(const struct xb_context *context, struct xb_diags *diags)
{
	judge(context, XB_CODE_DEVICE_INTERRUPT, diags);
}
