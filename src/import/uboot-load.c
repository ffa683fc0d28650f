/* SPDX-License-Identifier: MIT */
/* What commands put into memory. */
#include "import/uboot.h"

#include <stdlib.h>
#include <string.h>

/* Does NAME lead out of the folder that it is looked for in? */
static bool leads_out(const char *name)
{
	const char *dots = name;

	while ((dots = strstr(dots, "..")) != NULL) {
		if ((dots == name || dots[-1] == '/') && (!dots[2] || dots[2] == '/'))
			return true;
		dots += 2;
	}
	return false;
}

/* The file here that the script calls NAME: below the folder, or in it. NULL: it is not here. */
static char *local_path(const struct xb_uboot *uboot, const char *name)
{
	const char *folder = uboot->config->files_dir;
	const char *base = strrchr(name, '/');
	struct xb_image image;
	char *path;

	if (!folder || leads_out(name) || xb_symbol_find(name, &(size_t){0}, &(size_t){0}, &(size_t){0}))
		return NULL;
	path = xb_arena_format(&uboot->boot->arena, "%s/%s", folder, name);
	if (base && xb_image_probe(path, &image))
		path = xb_arena_format(&uboot->boot->arena, "%s/%s", folder, base + 1);
	return path;
}

static void look_at(struct xb_uboot *uboot, struct xb_load *load)
{
	load->path = local_path(uboot, load->file);
	if (!load->path)
		return;
	load->error = xb_image_probe(load->path, &load->image);
	load->present = !load->error;
	if (!load->present)
		return;
	load->size = load->image.file_size;
	load->size_known = true;
}

static size_t size_symbol(struct xb_uboot *uboot, size_t index, struct xb_pos at)
{
	const struct xb_symbol symbol = {.kind = XB_SYMBOL_SIZE,
					 .load = index,
					 .at = at,
					 .name = uboot->boot->loads[index].file};

	return xb_symbol_add(&uboot->symbols, &symbol);
}

/* The words before the address, and the method whose they are. */
static const struct xb_medium *medium_of(struct xb_uboot *uboot, const char *words)
{
	struct xb_medium *medium = xb_arena_alloc(&uboot->boot->arena, sizeof(*medium));

	medium->command = xb_arena_strdup(&uboot->boot->arena, words);
	for (const struct xb_load_method *method = xb_load_methods; method->name; method++) {
		const size_t length = method->command ? strlen(method->command) : 0;

		if (length && !strncmp(words, method->command, length) &&
		    (words[length] == ' ' || !words[length]))
			medium->method = method;
	}
	return medium;
}

/* Of the steps that a run may take, one load takes so many: no script needs thousands of files. */
enum { LOAD_STEPS = 256 };

size_t xb_uboot_load(struct xb_uboot *uboot, const char *words, const char *file,
		     struct xb_amount address, const struct xb_command *command)
{
	struct xb_boot *boot = uboot->boot;
	const struct xb_pos at = command->words[0].at;
	char *name = xb_symbol_readable(&uboot->symbols, file);
	struct xb_load *load = xb_boot_add_load(boot, XB_LOAD_MODULE, name);
	const size_t index = boot->load_count - 1;

	xb_shell_step(&uboot->shell, LOAD_STEPS, at);
	load->file = xb_arena_strdup(&boot->arena, name);
	load->from = words ? medium_of(uboot, words) : NULL;
	load->at = load->name_at = load->address_at = at;
	load->placed = address.symbol == XB_NO_SYMBOL;
	load->address = address.value;
	look_at(uboot, load);
	load->footprint = load->occupied = load->size;
	uboot->loads = xb_grow(uboot->loads, &uboot->load_capacity, index, sizeof(*uboot->loads));
	uboot->loads[index] = (struct xb_board_load){
		.address = address,
		.size = load->size_known ? XB_NO_SYMBOL : size_symbol(uboot, index, at)};
	xb_boot_add_step(boot, XB_STEP_LOAD, at)->load = index;
	free(name);
	return index;
}

static bool stands_at(const struct xb_uboot *uboot, size_t index, struct xb_amount address,
		      bool inside)
{
	const struct xb_board_load *load = &uboot->loads[index];
	const uint64_t size = uboot->boot->loads[index].size;

	if (load->address.symbol != address.symbol)
		return false;
	if (load->address.value == address.value)
		return true;
	return inside && address.symbol == XB_NO_SYMBOL && address.value > load->address.value &&
	       address.value - load->address.value < size;
}

size_t xb_uboot_load_at(const struct xb_uboot *uboot, struct xb_amount address, bool inside)
{
	for (size_t i = uboot->boot->load_count; i-- > 0;)
		if (stands_at(uboot, i, address, inside))
			return i;
	return XB_NONE;
}

void xb_uboot_take_loads(struct xb_uboot *uboot, const struct xb_command *command)
{
	for (size_t i = 1; i < command->count; i++) {
		const char *end;
		const struct xb_amount address = xb_amount_read(command->words[i].text, 16, &end);
		const bool whole = end != command->words[i].text && !*end;
		const size_t load = whole ? xb_uboot_load_at(uboot, address, false) : XB_NONE;

		if (load != XB_NONE)
			uboot->boot->loads[load].taken = true;
	}
}
