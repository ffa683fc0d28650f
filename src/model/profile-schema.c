/* SPDX-License-Identifier: MIT */
/* The keys of a profile, as tables. A new key is one row here, and its member in model.h. */

#include "model/board.h"
#include "model/domain.h"
#include "model/edit.h"
#include "model/profile.h"

/* Sections of a profile are not structures of their own: all offsets are into struct xb_profile. */
#define AT(member) offsetof(struct xb_profile, member)

const char *const xb_sizes_words[] = {
	[XB_SIZES_PINNED] = "pinned", [XB_SIZES_MEASURED] = "measured", NULL};

static const struct xb_field load_fields[] = {
	{"method", XB_SHAPE_TEXT, .offset = AT(load.way.method_text),
	 .words = XB_WORDS(xb_load_methods),
	 .about = "How U-Boot reads files",
	 .standing = "tftp"},
	{"device", XB_SHAPE_TEXT, .offset = AT(load.way.device),
	 .about = "Block methods: DEVICE:PARTITION, as in 0:1"},
	{"command", XB_SHAPE_TEXT, .offset = AT(load.way.command), .form = XB_TEXT_LINE,
	 .about = "Method command: the words before ADDRESS FILE"},
	{"before", XB_SHAPE_TEXTS, .offset = AT(load.before), .form = XB_TEXT_LINE,
	 .about = "Commands before the first load",
	 .standing = "what the method needs"},
	{"prefix", XB_SHAPE_TEXT, .offset = AT(load.way.prefix), .form = XB_TEXT_LINE_OR_NONE,
	 .about = "Put before each file name on the server or partition"},
	{"script-address", XB_SHAPE_NUMBER, .offset = AT(load.script_address),
	 .about = "Where boot.scr itself is loaded",
	 .standing = "the board's"},
	{"sizes", XB_SHAPE_TEXT, .offset = AT(load.sizes), .words = XB_WORDS(xb_sizes_words),
	 .about = "pinned: files have the sizes seen here; measured: as the board finds them",
	 .standing = "pinned"},
};
static const struct xb_schema load_schema = {
	.what = "load section",
	.fields = load_fields,
	.count = XB_COUNT(load_fields),
	.at_offset = XB_NO_POS,
};

static const struct xb_field xen_fields[] = {
	{"config", XB_SHAPE_TEXT, .offset = AT(xen.config),
	 .form = XB_TEXT_SOME, .key = XB_KEY_FILE,
	 .about = "Xen's own .config: what is not built in is named"},
	{"static-heap", XB_SHAPE_MAPS, .offset = AT(xen.static_heap),
	 .count_offset = AT(xen.static_heap_count), .most = XB_RANGES_MAX,
	 .sub = &xb_memory_range_schema,
	 .about = "The RAM that Xen's heap is made of, and no other"},
	{"xsm-policy", XB_SHAPE_MAP, .offset = AT(xen.xsm_policy), .sub = &xb_entry_schema,
	 .about = "The policy of XSM's FLASK, for a Xen that has it"},
	{"options", XB_SHAPE_SETTINGS, .offset = AT(xen.options),
	 .about = "Xen's command line, in this order"},
	{"extra", XB_SHAPE_TEXT, .offset = AT(xen.extra), .form = XB_TEXT_WORDS,
	 .about = "Appended to the command line as it is"},
};
static const struct xb_schema xen_schema = {
	.what = "xen section",
	.fields = xen_fields,
	.count = XB_COUNT(xen_fields),
	.base = &xb_entry_schema,
	.base_offset = AT(xen.image),
	.at_offset = AT(xen.image.at),
	.plain_field = "file",
};

static const struct xb_field tree_fields[] = {
	{"from", XB_SHAPE_TEXT, .offset = AT(tree.from),
	 .about = "The tree is in memory already, at the address in this variable of U-Boot"},
	{"padding", XB_SHAPE_ADDRESS, .offset = AT(tree.padding),
	 .about = "Bytes for `fdt resize`; auto: what is needed",
	 .standing = "auto", .unit = "bytes"},
	{"overlays", XB_SHAPE_MAPS, .offset = AT(tree.overlays),
	 .count_offset = AT(tree.overlay_count), .sub = &xb_entry_schema,
	 .about = "Overlays, applied in this order"},
	{"edits", XB_SHAPE_MAPS, .offset = AT(tree.edits),
	 .count_offset = AT(tree.edit_count), .sub = &xb_edit_schema,
	 .about = "Changes of the tree, in this order"},
};
static const char *const trees[] = {"file", "from", NULL};
static const struct xb_schema tree_schema = {
	.some_of = trees,
	.what = "device-tree section",
	.fields = tree_fields,
	.count = XB_COUNT(tree_fields),
	.base = &xb_tree_entry_schema,
	.base_offset = AT(tree.image),
	.at_offset = AT(tree.image.at),
	.plain_field = "file",
};

static const struct xb_schema dom0_schema = {
	.what = "dom0 section",
	.base = &xb_domain_schema,
	.base_offset = AT(dom0),
	.at_offset = XB_NO_POS,
};

static const char *const cells[] = {"1", "2", NULL};

static const struct xb_field output_fields[] = {
	{"name", XB_SHAPE_TEXT, .offset = AT(output.name),
	 .about = "Base name of the files that are written",
	 .standing = "the profile's name"},
	{"emit", XB_SHAPE_TEXTS, .offset = AT(output.emit_words), .outputs = true,
	 .about = "Which outputs",
	 .standing = "script"},
	{"cells", XB_SHAPE_NUMBER, .offset = AT(output.cells), .words = XB_WORDS(cells),
	 .about = "#address-cells and #size-cells of /chosen: 1 or 2",
	 .standing = "2"},
};
static const struct xb_schema output_schema = {
	.what = "output section",
	.fields = output_fields,
	.count = XB_COUNT(output_fields),
	.at_offset = XB_NO_POS,
};

/* The section's offsets are into the profile, so the section itself stands at 0. */
static const struct xb_field profile_fields[] = {
	{"format", XB_SHAPE_FORMAT, .required = true, .hidden = true, .about = "Always 1"},
	{"name", XB_SHAPE_TEXT, .offset = AT(name),
	 .about = "What the profile is called",
	 .standing = "its file's name"},
	{"description", XB_SHAPE_TEXT, .offset = AT(description), .form = XB_TEXT_ANY,
	 .about = "One line for lists"},
	{"extends", XB_SHAPE_TEXT, .offset = AT(extends), .form = XB_TEXT_SOME,
	 .about = "A profile, by name or path, of which this one is a change"},
	{"board", XB_SHAPE_IGNORED, .sub = &xb_board_schema, .key = XB_KEY_BOARD,
	 .about = "The board, by name, or a description in place"},
	{"xen-version", XB_SHAPE_TEXT, .offset = AT(xen_version),
	 .about = "The Xen release that options are judged against: \"4.17\"",
	 .standing = "Xen's own"},
	{"resolved", XB_SHAPE_FLAG, .offset = AT(resolved), .hidden = true,
	 .about = "Written by export --resolved: every size is binding"},
	{"files", XB_SHAPE_TEXT, .offset = AT(files), .form = XB_TEXT_SOME,
	 .about = "The folder of the boot files here; relative to this file",
	 .standing = "the profile's folder"},
	{"load", XB_SHAPE_MAP, .offset = 0, .sub = &load_schema,
	 .about = "How U-Boot gets the files"},
	{"xen", XB_SHAPE_MAP, .offset = 0, .required = true, .sub = &xen_schema,
	 .about = "Xen and its command line"},
	{"device-tree", XB_SHAPE_MAP, .offset = 0, .required = true, .sub = &tree_schema,
	 .about = "The base device tree and what is changed in it"},
	{"dom0", XB_SHAPE_MAP, .offset = 0, .sub = &dom0_schema,
	 .about = "dom0's kernel, ramdisk and command line"},
	{"domains", XB_SHAPE_NAMED, .offset = AT(guests), .count_offset = AT(guest_count),
	 .most = XB_GUESTS_MAX, .sub = &xb_guest_schema,
	 .about = "Guests that Xen builds by itself, by name"},
	{"cpupools", XB_SHAPE_NAMED, .offset = AT(cpupools), .count_offset = AT(cpupool_count),
	 .most = XB_CPUPOOLS_MAX, .sub = &xb_cpupool_schema,
	 .about = "Pools of CPUs, by name; a domain's cpupool names one"},
	{"shared-memory", XB_SHAPE_NAMED, .offset = AT(shared_memory),
	 .count_offset = AT(shared_memory_count), .most = XB_SHARED_MAX,
	 .sub = &xb_shared_memory_schema,
	 .about = "Memory that several domains see, by name"},
	{"event-channels", XB_SHAPE_MAPS, .offset = AT(event_channels),
	 .count_offset = AT(event_channel_count), .most = XB_CHANNELS_MAX,
	 .sub = &xb_event_channel_schema,
	 .about = "Event channels between two domains: [{guest1: 10, guest2: 11}]"},
	{"checks", XB_SHAPE_LEVELS, .offset = AT(checks),
	 .about = "Severities by code: off, note, warning, error",
	 .standing = "as each rule says"},
	{"output", XB_SHAPE_MAP, .offset = 0, .sub = &output_schema,
	 .about = "What is written"},
};
/* Something is to be started. */
static const char *const domains[] = {"dom0", "domains", NULL};

const struct xb_schema xb_profile_schema = {
	.what = "profile",
	.some_of = domains,
	.fields = profile_fields,
	.count = XB_COUNT(profile_fields),
	.size = sizeof(struct xb_profile),
	.at_offset = XB_NO_POS,
};
