/* SPDX-License-Identifier: MIT */
/*
 * A system that runs: what Xen printed, what xl says, and what Linux shows of its tree and its command line.
 * Below Xen that tree is dom0's, which Xen has made: it tells the board and dom0's line, no more.
 */
#include "import/describe.h"
#include "import/importers.h"
#include "import/live-tree.h"
#include "import/xl-text.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Of a folder so many names are looked at, of a text so many bytes. */
enum { MOST_NAMES = 256, MOST_TEXT = 16 << 20 };

struct running {
	const struct xb_import_config *config;
	struct xb_boot *boot;
	struct xb_xl_facts facts;
	bool has_facts;
	char *live;    /* the folder that is the tree, or NULL */
	char *cmdline; /* of Linux, or NULL */
	struct xb_pos cmdline_at;
	struct xb_devtree *tree;
	struct xb_diags *diags;
};

/* ---- Recognising ---- */

bool xb_is_xl_dmesg(const struct xb_import_source *source)
{
	return xb_is_xl_dmesg_text(source->bytes, source->length);
}

bool xb_is_xl_info(const struct xb_import_source *source)
{
	return xb_is_xl_info_text(source->bytes, source->length);
}

/* Files of Linux have no size, so that the name alone tells this one. */
static bool is_cmdline(const char *name)
{
	return !strcmp(name, "cmdline") || !strcmp(name, "cmdline.txt");
}

/* The text of the file at PATH, where it is one that xl wrote. */
static bool read_xl_text(const char *path, struct xb_buf *text)
{
	struct xb_image image;

	if (xb_image_probe(path, &image) || image.kind != XB_IMAGE_TEXT ||
	    xb_file_read(path, MOST_TEXT, text))
		return false;
	if (xb_is_xl_dmesg_text(text->data, text->length) ||
	    xb_is_xl_info_text(text->data, text->length))
		return true;
	xb_buf_clear(text);
	return false;
}

/* ---- Gathering ---- */

static void take_text(struct running *running, const char *path)
{
	struct xb_buf text = {0};

	if (!read_xl_text(path, &text))
		return;
	xb_xl_read(xb_arena_strdup(&running->boot->arena, path), text.data, text.length,
		   &running->facts, &running->boot->arena);
	running->has_facts = true;
	xb_buf_clear(&text);
}

static void take_cmdline(struct running *running, const char *path)
{
	struct xb_buf text = {0};

	if (running->cmdline || xb_file_read(path, MOST_TEXT, &text) || !text.length)
		return;
	text.data[strcspn(text.data, "\r\n")] = '\0';
	running->cmdline = xb_arena_strdup(&running->boot->arena, text.data);
	running->cmdline_at = (struct xb_pos){
		.file = xb_arena_strdup(&running->boot->arena, path), .line = 1, .column = 1};
	xb_buf_clear(&text);
}

static bool is_folder(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static void take_entry(struct running *running, const char *folder, const char *name)
{
	char *path = xb_format("%s/%s", folder, name);

	if (!is_folder(path)) {
		if (is_cmdline(name))
			take_cmdline(running, path);
		else
			take_text(running, path);
	} else if (!running->live && xb_is_live_tree(path)) {
		running->live = xb_arena_strdup(&running->boot->arena, path);
	}
	free(path);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void take_folder(struct running *running, const char *folder)
{
	DIR *stream = opendir(folder);
	char *names[MOST_NAMES];
	size_t count = 0;
	struct dirent *entry;

	while (stream && count < MOST_NAMES && (entry = readdir(stream)))
		if (entry->d_name[0] != '.')
			names[count++] = xb_strdup(entry->d_name);
	if (stream)
		closedir(stream);
	if (count)
		qsort(names, count, sizeof(*names), by_name);
	for (size_t i = 0; i < count; i++) {
		take_entry(running, folder, names[i]);
		free(names[i]);
	}
}

/* Beside /proc/device-tree there is all of /proc: of that the names are known. */
static void take_beside(struct running *running, const char *tree)
{
	static const char *const names[] = {"cmdline",	"cmdline.txt", "xl-dmesg", "xl-dmesg.txt",
					    "xl-dmesg.log", "xl-info",  "xl-info.txt"};
	size_t length = strlen(tree);
	char *folder;

	while (length && tree[length - 1] == '/')
		length--;
	while (length && tree[length - 1] != '/')
		length--;
	folder = length ? xb_strndup(tree, length) : xb_strdup("./");
	for (size_t i = 0; i < XB_COUNT(names); i++) {
		char *path = xb_format("%s%s", folder, names[i]);

		if (!is_folder(path))
			(is_cmdline(names[i]) ? take_cmdline : take_text)(running, path);
		free(path);
	}
	free(folder);
}

static void gather(struct running *running, const struct xb_import_source *source)
{
	if (!source->folder) {
		xb_xl_read(source->name, source->bytes, source->length, &running->facts,
			   &running->boot->arena);
		running->has_facts = true;
		return;
	}
	take_folder(running, source->name);
	if (xb_is_live_tree(source->name)) {
		running->live = xb_arena_strdup(&running->boot->arena, source->name);
		take_beside(running, source->name);
	}
}

bool xb_is_running(const struct xb_import_source *source)
{
	struct xb_boot *boot = xb_alloc(sizeof(*boot));
	struct running running = {.boot = boot};
	bool found;

	gather(&running, source);
	found = running.live || running.has_facts;
	xb_boot_free(boot);
	return found;
}

/* ---- Domains and modules, as Xen told of them ---- */

static struct xb_domain *domain_of(struct running *running, const char *name)
{
	struct xb_boot *boot = running->boot;
	struct xb_domain *domain;

	for (size_t i = 0; i < boot->domain_count; i++)
		if (!strcmp(boot->domains[i].name, name))
			return &boot->domains[i];
	domain = xb_boot_add_domain(boot, name);
	domain->scope = XB_SCOPE_LINUX;
	domain->hardware = !strcmp(name, "dom0");
	domain->has_more = !domain->hardware;
	if (domain->has_more)
		domain->node = xb_arena_format(&boot->arena, "/chosen/%s", name);
	return domain;
}

static size_t guest_count(const struct xb_boot *boot)
{
	return boot->domain_count - (xb_boot_dom0(boot) != NULL);
}

/* Whose kernel it is: Xen names it by the node of its line; without one the first is dom0's. */
static struct xb_domain *domain_of_kernel(struct running *running,
					  const struct xb_xl_module *module)
{
	struct xb_boot *boot = running->boot;
	const char *name = module->domain;
	char made[32];

	if (name ? !strcmp(name, "chosen") : !boot->domain_count)
		name = "dom0";
	if (!name) {
		snprintf(made, sizeof(made), "guest%zu", guest_count(boot) + 1);
		name = made;
	}
	return domain_of(running, name);
}

static void split_line(struct running *running, struct xb_line *line, enum xb_scope scope,
		       const char *text, struct xb_pos at)
{
	line->text = xb_arena_strdup(&running->boot->arena, text);
	line->at = at;
	line->count = 0;
	xb_line_split(line, &running->boot->arena, scope, line->text, at);
}

/* From 4.20 on the last byte stands there, before that the one behind it. */
static uint64_t size_of(const struct running *running, const struct xb_xl_module *module)
{
	const bool last = xb_release_number(running->facts.xen_version) >= XB_RELEASE(4, 20);

	return module->end - module->start + last;
}

static size_t add_load(struct running *running, const struct xb_xl_module *module,
		       enum xb_load_use use, const char *title)
{
	struct xb_load *load = xb_boot_add_load(running->boot, use, title);

	load->address = module->start;
	load->size = load->footprint = load->occupied = size_of(running, module);
	load->placed = load->size_known = true;
	load->at = load->address_at = load->size_at = load->name_at = module->at;
	return running->boot->load_count - 1;
}

/* OWNER is the domain of the last kernel, an index, or XB_NONE. */
static void take_module(struct running *running, const struct xb_xl_module *module, size_t *owner)
{
	struct xb_boot *boot = running->boot;
	const bool own = module->kind == XB_MODULE_XEN || module->kind == XB_MODULE_POLICY;
	const char *kind;
	struct xb_domain *domain;
	size_t load;

	if (module->tree) {
		boot->entrance.tree = add_load(running, module, XB_LOAD_TREE, "device tree");
		return;
	}
	kind = xb_module_kind_info(module->kind)->title;
	if (module->kind == XB_MODULE_KERNEL) {
		domain = domain_of_kernel(running, module);
		domain->at = module->at;
		if (module->line)
			split_line(running, &domain->line, domain->scope, module->line, module->at);
		*owner = (size_t)(domain - boot->domains);
	}
	if (!own && *owner == XB_NONE)
		return;
	load = add_load(running, module, XB_LOAD_MODULE,
			own ? kind
			    : xb_arena_format(&boot->arena, "%s %s", boot->domains[*owner].name,
					      kind));
	if (module->kind == XB_MODULE_XEN)
		boot->entrance.xen = load;
	xb_boot_add_module(boot, module->kind, own ? XB_NONE : *owner, load);
}

static void take_modules(struct running *running)
{
	const struct xb_xl_facts *facts = &running->facts;
	struct xb_boot *boot = running->boot;
	size_t owner = XB_NONE, guest = 0;

	for (size_t i = 0; i < facts->module_count; i++)
		take_module(running, &facts->modules[i], &owner);
	for (size_t i = 0; i < boot->domain_count && guest < facts->guest_count; i++) {
		if (boot->domains[i].hardware)
			continue;
		boot->domains[i].memory = (struct xb_said){
			.value = facts->guests[guest].memory, .known = true};
		boot->domains[i].cpus = (struct xb_said){
			.value = facts->guests[guest].cpus, .known = true};
		guest++;
	}
}

/* ---- Lines ---- */

static bool is_below_xen(const struct xb_devtree *tree)
{
	return xb_tree_next_compatible(tree->index, NULL, "xen,xen") != NULL;
}

/* What Xen told of is what it gave; else what Linux has is all of it. */
static void take_dom0_line(struct running *running)
{
	const struct xb_tree_node *chosen =
		running->tree ? xb_tree_find(running->tree->index, "/chosen") : NULL;
	const char *bootargs = chosen ? xb_tree_string(chosen, "bootargs") : NULL;
	const char *text = running->cmdline ? running->cmdline : bootargs;
	struct xb_domain *dom0;

	/* Who tells of it is dom0, where Xen has not told of other domains alone. */
	if (running->boot->domain_count && !xb_boot_dom0(running->boot))
		return;
	dom0 = domain_of(running, "dom0");
	if (!text || dom0->line.text)
		return;
	split_line(running, &dom0->line, dom0->scope, text, running->cmdline_at);
}

static void take_lines(struct running *running)
{
	const struct xb_xl_facts *facts = &running->facts;

	if (facts->xen_line)
		split_line(running, &running->boot->xen_line, XB_SCOPE_XEN, facts->xen_line,
			   facts->xen_line_at);
	take_dom0_line(running);
}

/* What Xen prints of a guest it builds is not all that its node says. */
static void report_guests(struct running *running)
{
	const struct xb_boot *boot = running->boot;

	for (size_t i = 0; i < boot->domain_count && !boot->edited; i++) {
		if (boot->domains[i].hardware)
			continue;
		xb_note(running->diags, XB_CODE_UNSUPPORTED_COMMAND, boot->domains[i].at,
			"%s: of its properties Xen prints the memory and the vCPUs alone",
			boot->domains[i].name);
		xb_hint(running->diags, "its node in the script or the device tree has the others");
	}
}

/* ---- The machine ---- */

static void take_ram(struct running *running)
{
	const struct xb_xl_facts *facts = &running->facts;
	struct xb_boot *boot = running->boot;

	if (!boot->ram.count)
		for (size_t i = 0; i < facts->ram_count; i++)
			xb_ranges_add(&boot->ram, facts->ram[i]);
	xb_ranges_merge(&boot->ram);
	if (!boot->cpus)
		boot->cpus = facts->cpus;
	if (boot->ram.count || !facts->total_memory)
		return;
	xb_note(running->diags, XB_CODE_MISSING_KEY, (struct xb_pos){.file = boot->name},
		"there are %llu MiB of RAM, and where they are is not told",
		(unsigned long long)(facts->total_memory >> 20));
	xb_hint(running->diags, "--board NAME says it, or what `xl dmesg` prints");
}

static void report_dom0_memory(struct running *running)
{
	const uint64_t memory = running->facts.dom0_memory;

	if (!memory || !xb_boot_dom0(running->boot) ||
	    xb_line_last(&running->boot->xen_line, "dom0_mem"))
		return;
	xb_note(running->diags, XB_CODE_DOM0_MEM, running->facts.xen_line_at,
		"dom0 has %llu MiB, which Xen chose: there is no dom0_mem",
		(unsigned long long)(memory >> 20));
}

/* ---- All of it ---- */

/* The tree, of Linux on the machine itself, says as much as one that is a file. */
static void describe_tree(struct running *running, struct xb_pos at)
{
	running->boot->tree = running->tree;
	xb_describe_finished(running->boot, running->config, NULL, at, running->diags);
}

/* What the machine has, as far as Xen or xl told of it. */
static uint64_t total_ram(const struct xb_xl_facts *facts)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < facts->ram_count; i++)
		sum += facts->ram[i].size;
	return sum ? sum : facts->total_memory;
}

/* Without the host's tree the description is made of words. */
static void describe_words(struct running *running)
{
	const struct xb_import_config *config = running->config;
	const struct xb_board *board = config->board;

	if (!board && running->tree)
		board = xb_import_board(config, running->tree, total_ram(&running->facts),
					running->diags);
	xb_boot_take_machine(running->boot, board);
}

static void describe(struct running *running, const struct xb_import_source *source)
{
	const struct xb_pos at = {.file = source->name};
	const bool hosts = running->tree && !is_below_xen(running->tree);

	running->boot->arch = "arm64";
	running->boot->name = source->name;
	running->boot->entrance.xen = running->boot->entrance.tree = XB_NONE;
	if (hosts)
		describe_tree(running, at);
	else
		describe_words(running);
	if (running->facts.xen_version)
		running->boot->xen_version = running->facts.xen_version;
	take_modules(running);
	take_lines(running);
	take_ram(running);
	report_guests(running);
	report_dom0_memory(running);
	xb_plan_map(running->boot);
	if (!hosts)
		xb_devtree_free(running->tree);
}

bool xb_describe_running(const struct xb_import_config *config,
			 const struct xb_import_source *source, struct xb_ways *ways,
			 struct xb_diags *diags)
{
	struct running running = {
		.config = config, .boot = xb_alloc(sizeof(struct xb_boot)), .diags = diags};

	*ways = (struct xb_ways){0};
	gather(&running, source);
	if (running.live)
		running.tree =
			xb_live_tree_read(running.live, (struct xb_pos){.file = source->name}, diags);
	if (!running.tree && !running.has_facts) {
		xb_boot_free(running.boot);
		return xb_error(diags, XB_CODE_FILE_TYPE, (struct xb_pos){.file = source->name},
				"nothing here tells what Xen was started with");
	}
	xb_ways_add(ways, running.boot);
	running.diags = &ways->items[0].diags;
	describe(&running, source);
	return true;
}
