/* SPDX-License-Identifier: MIT */
/* A first board file from a device tree: what the tree tells, and what the person has to fill in. */
#include <string.h>

#include "xenboot/tree.h"

typedef unsigned long long number;

/* TEXT in YAML's double quotes; what is not plain ASCII goes byte by byte. */
static void put_quoted(struct xb_buf *out, const char *text)
{
	xb_buf_putc(out, '"');
	for (const char *c = text; *c; c++) {
		unsigned char byte = (unsigned char)*c;

		if (byte < 0x20 || byte > 0x7e)
			xb_buf_printf(out, "\\x%02X", byte);
		else
			xb_buf_printf(out, strchr("\"\\", byte) ? "\\%c" : "%c", byte);
	}
	xb_buf_putc(out, '"');
}

static void put_key(struct xb_buf *out, const char *key, const char *text)
{
	if (!text)
		return;
	xb_buf_printf(out, "%s: ", key);
	put_quoted(out, text);
	xb_buf_putc(out, '\n');
}

/* The first of the root's words is the board itself; what follows it is shared with others. */
static void put_compatible(struct xb_buf *out, const struct xb_devtree *tree)
{
	const char *board = xb_tree_string(tree->index->nodes, "compatible");

	if (!board || !*board)
		return;
	xb_buf_puts(out, "compatible: [");
	put_quoted(out, board);
	xb_buf_puts(out, "]\n");
}

static void put_memory(struct xb_buf *out, const struct xb_devtree *tree)
{
	if (!tree->memory.count) {
		xb_buf_puts(out, "# The tree does not say where RAM is: firmware fills it in. Write what\n"
				 "# bdinfo prints at U-Boot's prompt (DRAM bank, start, size).\n"
				 "# memory:\n#   - {start: 0x0, size: 1G}\n");
		return;
	}
	xb_buf_puts(out, "# As in the tree; firmware may fill in more. Compare it with bdinfo at "
			 "U-Boot's prompt.\nmemory:\n");
	for (size_t i = 0; i < tree->memory.count; i++)
		xb_buf_printf(out, "  - {start: 0x%llx, size: 0x%llx}\n",
			      (number)tree->memory.items[i].start,
			      (number)tree->memory.items[i].size);
}

static void put_reserved(struct xb_buf *out, const struct xb_devtree *tree)
{
	xb_buf_puts(out, "# What firmware keeps, also where the tree does not say so (TF-A, OP-TEE).\n");
	for (size_t i = 0; i < tree->reserved.count; i++) {
		const struct xb_named_range *range = &tree->reserved.items[i];

		xb_buf_puts(out, i ? "  - {name: " : "reserved:\n  - {name: ");
		put_quoted(out, range->name);
		xb_buf_printf(out, ", start: 0x%llx, size: 0x%llx}\n", (number)range->range.start,
			      (number)range->range.size);
	}
}

static void put_cpus(struct xb_buf *out, const struct xb_machine *machine)
{
	if (machine->cpu_count > 1)
		xb_buf_puts(out, "# The kind that the board boots on stands first.\n");
	for (size_t i = 0; i < machine->cpu_count; i++) {
		xb_buf_puts(out, i ? "  - {kind: " : "cpus:\n  - {kind: ");
		put_quoted(out, machine->cpus[i].kind);
		xb_buf_printf(out, ", count: %llu}\n", (number)machine->cpus[i].count);
	}
}

static void put_devices(struct xb_buf *out, const struct xb_devtree *tree,
			const struct xb_machine *machine)
{
	put_key(out, "gic", machine->gic);
	if (!machine->gic)
		xb_buf_puts(out, "# Xen has no driver for this board's interrupt controller.\n");
	put_key(out, "console", tree->stdout_path);
	if (!tree->stdout_path)
		xb_buf_puts(out, "# The UART of the console, by alias or path.\n# console: serial0\n");
	put_key(out, "uart", machine->uart);
	put_key(out, "smmu", machine->smmu);
	if (machine->bcm2711)
		xb_buf_puts(out, "dma-bits: 30\n");
}

/* 12 MiB into the first bank, on a border, as the boards of share/ mostly have it. */
static void put_script_address(struct xb_buf *out, const struct xb_devtree *tree)
{
	uint64_t start = tree->memory.count ? tree->memory.items[0].start : 0;

	xb_buf_puts(out, "# Where U-Boot loads boot.scr; all else is placed above it.\n");
	xb_buf_printf(out, "%sscript-address: 0x%llx\n", tree->memory.count ? "" : "# ",
		      (number)xb_align_up(start, 0x200000) + 0xC00000);
}

void xb_board_draft(const struct xb_devtree *tree, const char *name, struct xb_buf *out)
{
	struct xb_machine *machine = xb_machine_read(tree);

	xb_buf_puts(out, "format: 1\n");
	put_key(out, "name", name);
	put_key(out, "title", tree->model ? tree->model : name);
	put_compatible(out, tree);
	put_memory(out, tree);
	put_reserved(out, tree);
	put_cpus(out, machine);
	put_devices(out, tree, machine);
	put_script_address(out, tree);
	xb_buf_puts(out, "# note: |\n#   What needs care when Xen is brought up on it.\n");
	xb_machine_free(machine);
}
