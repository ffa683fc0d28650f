/* SPDX-License-Identifier: MIT */
/* Rules about what a script loads and what it names: where one person wrote both, they need not agree. */
#include <stdio.h>

#include "check/check.h"

/* Does a script put files into memory at all? Else someone else did. */
static bool loads_files(const struct xb_boot *boot)
{
	return xb_boot_step(boot, XB_STEP_LOAD) != NULL;
}

/* ---- not-loaded ---- */

/* A load that nothing uses may be the one that was meant. */
static bool is_used(const struct xb_boot *boot, size_t index)
{
	if (boot->loads[index].use != XB_LOAD_MODULE || boot->loads[index].taken)
		return true;
	for (size_t i = 0; i < boot->module_count; i++)
		if (boot->modules[i].load == index)
			return true;
	for (size_t i = 0; i < boot->step_count; i++)
		if (boot->steps[i].kind == XB_STEP_TREE && boot->steps[i].load == index)
			return true;
	return false;
}

/* A tree that is not here may have modules of its own: where the script gives Xen no kernel, it has. */
static bool knows_modules(const struct xb_boot *boot)
{
	if (boot->edited)
		return true;
	for (size_t i = 0; i < boot->module_count; i++)
		if (boot->modules[i].kind == XB_MODULE_KERNEL)
			return true;
	return false;
}

/* Two numbers that differ by one digit more or less, or by one that is wrong. */
static bool is_misspelt(uint64_t a, uint64_t b)
{
	char left[32], right[32];
	unsigned wrong = 0;

	if (a / 16 == b || b / 16 == a)
		return true;
	snprintf(left, sizeof(left), "%016llx", (unsigned long long)a);
	snprintf(right, sizeof(right), "%016llx", (unsigned long long)b);
	for (size_t i = 0; left[i]; i++)
		wrong += left[i] != right[i];
	return wrong == 1;
}

static const struct xb_load *meant_load(const struct xb_boot *boot, uint64_t address)
{
	const struct xb_load *only = NULL;

	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (is_used(boot, i) || !xb_boot_fetches(boot, load) || !load->placed)
			continue;
		if (is_misspelt(load->address, address))
			return load;
		only = only ? NULL : load;
	}
	return only;
}

void xb_check_not_loaded(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; loads_files(boot) && i < boot->module_count; i++) {
		const struct xb_module *module = &boot->modules[i];
		const struct xb_load *load =
			module->load == XB_NONE ? NULL : &boot->loads[module->load];
		const struct xb_load *meant;

		if (!load || load->there || !load->placed || xb_boot_fetches(boot, load))
			continue;
		meant = meant_load(boot, load->address);
		xb_error(diags, XB_CODE_NOT_LOADED, load->at,
			 "%s: nothing was loaded at 0x%llx", load->title,
			 (unsigned long long)load->address);
		if (meant)
			xb_hint(diags, "%s is loaded at 0x%llx", xb_load_name(meant),
				(unsigned long long)meant->address);
		else
			xb_hint(diags, "load it there before, or take its node out");
	}
}

/* ---- unused-load ---- */

void xb_check_unused_load(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; knows_modules(boot) && i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (is_used(boot, i) || !xb_boot_fetches(boot, load))
			continue;
		xb_warning(diags, XB_CODE_UNUSED_LOAD, load->at,
			   "%s is loaded, and nothing uses it", xb_load_name(load));
		xb_hint(diags, "name its address in /chosen, or do not load it");
	}
}

/* ---- module-reg ---- */

void xb_check_said_reg(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; i < boot->module_count; i++) {
		const struct xb_module *module = &boot->modules[i];
		const struct xb_load *load =
			module->load == XB_NONE ? NULL : &boot->loads[module->load];

		if (!load || !module->said_at.line)
			continue;
		if (module->size_of != XB_NONE && module->size_of != module->load) {
			xb_error(diags, XB_CODE_MODULE_REG, module->said_at,
				 "%s: the size in reg is that of %s", load->title,
				 xb_load_name(&boot->loads[module->size_of]));
			xb_hint(diags, "keep the size when the file is loaded: setenv NAME 0x${filesize}");
		} else if (load->present && module->said.size &&
			   module->said.size != load->image.file_size) {
			xb_error(diags, XB_CODE_MODULE_REG, module->said_at,
				 "%s: reg says 0x%llx bytes; %s has 0x%llx", load->title,
				 (unsigned long long)module->said.size, xb_load_name(load),
				 (unsigned long long)load->image.file_size);
			xb_hint(diags, "write 0x%llx", (unsigned long long)load->image.file_size);
		}
	}
}
