/* SPDX-License-Identifier: MIT */
/* What can stand against a device: names, severities and hints. */
#include <stdlib.h>

#include "tree/passthrough.h"

#define DEVICE XB_CODE_PASSTHROUGH_DEVICE
#define ADDRESS XB_CODE_PASSTHROUGH_ADDRESS
#define INTERRUPT XB_CODE_PASSTHROUGH_INTERRUPT
#define DMA XB_CODE_PASSTHROUGH_DMA
#define NEEDS XB_CODE_PASSTHROUGH_NEEDS
#define TREE XB_CODE_PASSTHROUGH_TREE

static const struct {
	const char *name;
	enum xb_code code; /* of a diagnostic about it */
	enum xb_severity severity;
	const char *hint;
} kinds[XB_PASS_KINDS] = {
	[XB_PASS_NO_NODE] = {"no-node", DEVICE, XB_ERROR, "take a path or an alias of the host's tree"},
	[XB_PASS_XENS_OWN] = {"xens-own", DEVICE, XB_ERROR, NULL},
	[XB_PASS_NO_DEVICE] = {"no-device", DEVICE, XB_ERROR,
			       "pass the device that it is a part of: the controller of its bus"},
	[XB_PASS_PCI] = {"pci", DEVICE, XB_ERROR, "PCI needs its bridge, its windows and its MSIs together, "
					  "and Xen without dom0's help passes none of them"},
	[XB_PASS_ADDRESS] = {"address", ADDRESS, XB_ERROR, NULL},
	[XB_PASS_PRIVATE_INTERRUPT] = {"private-interrupt", INTERRUPT, XB_ERROR,
				       "Xen panics: \"IRQ can only be routed to an SPI\""},
	[XB_PASS_LOST_INTERRUPT] = {"lost-interrupt", INTERRUPT, XB_ERROR, NULL},
	[XB_PASS_OTHER_CONTROLLER] = {"other-controller", INTERRUPT, XB_ERROR,
				      "pass that controller to the same guest, too"},
	[XB_PASS_SHARED_INTERRUPT] = {"shared-interrupt", INTERRUPT, XB_ERROR,
				      "pass both to one guest, or take the other from dom0, too, by "
				      "xen,passthrough"},
	[XB_PASS_XENS_PAGE] = {"xens-page", ADDRESS, XB_ERROR, NULL},
	[XB_PASS_SHARED_PAGE] = {"shared-page", ADDRESS, XB_WARNING,
				 "pass all in that page to one guest, or disable the others: each side "
				 "reaches the other's registers"},
	[XB_PASS_PART_PAGE] = {"part-page", ADDRESS, XB_NOTE, NULL},
	[XB_PASS_RELEASE] = {"release", DMA, XB_ERROR, "take Xen 4.17 or newer"},
	[XB_PASS_NO_IOMMU] = {"no-iommu", DMA, XB_NOTE,
			      "xen,force-assign-without-iommu is written: a device that reads and "
			      "writes memory by itself would reach all of it"},
	[XB_PASS_DMA] = {"dma", DMA, XB_WARNING, "it finds the guest's memory only with static memory and "
					    "direct-map, and nothing keeps it from memory of others"},
	[XB_PASS_BUS_DMA] = {"bus-dma", DMA, XB_WARNING,
			     "put it on a bus with these dma-ranges in a partial tree of your own"},
	[XB_PASS_GUEST_GIC] = {"guest-gic", ADDRESS, XB_ERROR,
				"the guest dies at once; direct-map avoids it"},
	[XB_PASS_GUEST_MAP] = {"guest-map", ADDRESS, XB_WARNING,
				"do without that in the guest, or use direct-map"},
	[XB_PASS_GUEST_RAM] = {"guest-ram", ADDRESS, XB_NOTE, "give the guest no more, or use direct-map"},
	[XB_PASS_CLOCK_OFF] = {"clock-off", NEEDS, XB_WARNING,
			       "dom0's Linux stops clocks that nobody of its own uses, unless its line "
			       "has clk_ignore_unused"},
	[XB_PASS_CLOCK_RATE] = {"clock-rate", NEEDS, XB_WARNING,
				"write the rate that firmware leaves into the partial tree, where it "
				"differs"},
	[XB_PASS_POWER] = {"power", NEEDS, XB_WARNING,
			   "dom0's Linux switches domains off that nobody of its own uses, unless its "
			   "line has pd_ignore_unused"},
	[XB_PASS_PINS] = {"pins", NEEDS, XB_NOTE, "firmware must have set the pins"},
	[XB_PASS_RESET] = {"reset", NEEDS, XB_NOTE,
			   "firmware must have released it, and the driver do without"},
	[XB_PASS_SUPPLY] = {"supply", NEEDS, XB_WARNING, "it must be always on, and the driver do without"},
	[XB_PASS_REFERENCE] = {"reference", NEEDS, XB_WARNING,
			       "pass that node to the same guest, too, or see that the driver does "
			       "without"},
	[XB_PASS_NEEDED] = {"needed", NEEDS, XB_WARNING,
			    "pass those to the same guest, too, or see that dom0 does without them"},
	[XB_PASS_MEMORY] = {"memory", DMA, XB_WARNING,
			    "dom0 has it, too, and the guest's Linux does not take it for reserved "
			    "memory"},
	[XB_PASS_NO_MEMORY] = {"no-memory", DMA, XB_WARNING, "the driver must do without"},
	[XB_PASS_DISABLED] = {"disabled", DEVICE, XB_WARNING,
			      "see that the board has it, and firmware starts it"},
	[XB_PASS_GIVEN] = {"given", TREE, XB_NOTE, NULL},
	[XB_PASS_GIVEN_CELLS] = {"given-cells", TREE, XB_ERROR,
				 "write #address-cells = <2> and #size-cells = <2> there"},
	[XB_PASS_GIVEN_GIC] = {"given-gic", TREE, XB_WARNING,
			       "give /gic there the phandle 65000: xl passes over the node, and the guest's GIC has "
			       "that number"},
	[XB_PASS_PHANDLES] = {"phandles", TREE, XB_ERROR,
			      "number them from 1 on: Xen's own begin at 65000"},
	[XB_PASS_TOO_BIG] = {"too-big", TREE, XB_ERROR, "pass less to one guest"},
	[XB_PASS_TREE_ROOM] = {"tree-room", TREE, XB_WARNING,
			       "Xen has 4096 bytes for all of the guest's tree then, and drops what does "
			       "not fit, or panics; take Xen 4.18 or newer"},
};

/* What is otherwise where dom0's toolstack builds the guest: it knows no direct-map, gives devices without an
 * IOMMU on any release, and has room for any tree. NULL: there is nothing to say then. */
static const struct {
	enum xb_pass_kind kind;
	enum xb_severity severity;
	const char *hint;
} by_toolstack[] = {
	{XB_PASS_RELEASE, XB_NOTE, NULL},
	{XB_PASS_TREE_ROOM, XB_NOTE, NULL},
	{XB_PASS_PCI, XB_ERROR, "a partial tree cannot pass PCI"},
	{XB_PASS_NO_IOMMU, XB_NOTE, "iomem and irqs give it, without dtdev: a device that reads and writes "
				    "memory by itself would reach all of it"},
	{XB_PASS_DMA, XB_WARNING, "it does not find the guest's memory, and nothing keeps it from memory "
				  "of others"},
	{XB_PASS_GUEST_GIC, XB_ERROR, "the guest dies at once"},
	{XB_PASS_GUEST_MAP, XB_WARNING, "do without that in the guest"},
	{XB_PASS_GUEST_RAM, XB_NOTE, "give the guest no more"},
	/* xen/arch/arm/domain_build.c map_range_to_domain: no iomem_permit_access for reserved memory. */
	{XB_PASS_MEMORY, XB_ERROR, "Xen lets dom0 hand on registers, but not reserved memory"},
};

/* What nobody stops is for the record only. */
static const struct {
	enum xb_pass_kind kind;
	enum xb_pass_unused state;
	const char *hint;
} unstopped[] = {
	{XB_PASS_CLOCK_OFF, XB_PASS_KEPT, "those that are on stay on: dom0's line has clk_ignore_unused"},
	{XB_PASS_CLOCK_OFF, XB_PASS_UNHELD, "firmware must have started them"},
	{XB_PASS_POWER, XB_PASS_KEPT, "what is on stays on: dom0's line has pd_ignore_unused"},
	{XB_PASS_POWER, XB_PASS_UNHELD, "firmware must have switched it on"},
};

/* Of what builds the guest; false: there is nothing to say then. */
static bool rate_by_builder(const struct pass *pass, enum xb_pass_kind kind, enum xb_severity *severity,
			    const char **hint)
{
	for (size_t i = 0; pass->request->toolstack && i < XB_COUNT(by_toolstack); i++)
		if (by_toolstack[i].kind == kind) {
			*severity = by_toolstack[i].severity;
			if (!by_toolstack[i].hint)
				return false;
			*hint = by_toolstack[i].hint;
		}
	return true;
}

static void rate_by_state(const struct xb_pass_xen *xen, enum xb_pass_kind kind, enum xb_severity *severity,
			  const char **hint)
{
	enum xb_pass_unused state = kind == XB_PASS_CLOCK_OFF ? xen->clocks : xen->power;

	for (size_t i = 0; i < XB_COUNT(unstopped); i++)
		if (unstopped[i].kind == kind && unstopped[i].state == state) {
			*severity = XB_NOTE;
			*hint = unstopped[i].hint;
		}
}

/* Is there FINDING here, too? Then it has its severity and its hint, that of its kind where it has none. */
static bool rate(const struct pass *pass, struct xb_pass_finding *finding)
{
	enum xb_severity severity = kinds[finding->kind].severity;
	const char *hint = kinds[finding->kind].hint;

	if (!rate_by_builder(pass, finding->kind, &severity, &hint))
		return false;
	rate_by_state(&pass->host->xen, finding->kind, &severity, &hint);
	if (!finding->hint)
		finding->hint = hint;
	/* A note's is what nobody has set. */
	if (finding->severity == XB_NOTE)
		finding->severity = severity;
	return true;
}

const char *xb_pass_kind_name(enum xb_pass_kind kind)
{
	return kinds[kind].name;
}

/* Is there none of that severity and kind before INDEX? */
static bool is_first(const struct xb_pass_findings *findings, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (findings->items[i].kind == findings->items[index].kind &&
		    findings->items[i].severity == findings->items[index].severity)
			return false;
	return true;
}

void xb_pass_put_kinds(const struct xb_pass_findings *findings, enum xb_severity severity,
		       struct xb_buf *out)
{
	bool any = false;

	for (size_t i = 0; i < findings->count; i++) {
		if (findings->items[i].severity != severity || !is_first(findings, i))
			continue;
		xb_buf_printf(out, "%s%s", any ? ", " : "", xb_pass_kind_name(findings->items[i].kind));
		any = true;
	}
}

void xb_pass_find(struct pass *pass, struct xb_pass_finding finding, const char *format, ...)
{
	struct xb_pass_findings *list = &pass->out->findings;
	struct xb_buf text = {0};
	va_list args;

	if (!rate(pass, &finding))
		return;
	va_start(args, format);
	xb_buf_vprintf(&text, format, args);
	va_end(args);
	finding.message = xb_arena_strndup(&pass->out->arena, text.data, text.length);
	finding.code = kinds[finding.kind].code;
	xb_buf_clear(&text);
	list->items = xb_grow(list->items, &list->capacity, list->count, sizeof(*list->items));
	list->items[list->count++] = finding;
	list->errors += finding.severity == XB_ERROR;
	list->warnings += finding.severity == XB_WARNING;
}

const char *xb_pass_path(struct pass *pass, const struct xb_tree_node *node)
{
	char *path = xb_tree_path(node);
	const char *kept = xb_arena_strdup(&pass->out->arena, path);

	free(path);
	return kept;
}

const char *xb_pass_status(enum xb_tree_status status)
{
	static const char *const texts[] = {
		[XB_TREE_OK] = "is in order",
		[XB_TREE_NO_REG] = "has not so many",
		[XB_TREE_NO_RANGES] = "is a bus of its own, without ranges",
		[XB_TREE_NOT_MAPPED] = "does not pass it on",
		[XB_TREE_BAD_CELLS] = "has a wrong number of cells",
		[XB_TREE_NO_INTERRUPT] = "has an empty place there",
		[XB_TREE_NO_PARENT] = "leads to no controller",
	};

	return texts[status];
}
