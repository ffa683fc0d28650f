/* SPDX-License-Identifier: MIT */
/* Rules about what a script loads and what it names: where one person wrote both, they need not agree. */
#include <stdio.h>
#include <string.h>

#include "check/check.h"

typedef unsigned long long number;

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
	snprintf(left, sizeof(left), "%016llx", (number)a);
	snprintf(right, sizeof(right), "%016llx", (number)b);
	for (size_t i = 0; left[i]; i++)
		wrong += left[i] != right[i];
	return wrong == 1;
}

/* Are the decimal digits of DECIMAL the hexadecimal ones of HEXADECIMAL? */
static bool is_of_other_base(uint64_t decimal, uint64_t hexadecimal)
{
	char left[32], right[32];

	snprintf(left, sizeof(left), "%llu", (number)decimal);
	snprintf(right, sizeof(right), "%llx", (number)hexadecimal);
	return decimal > 9 && strcmp(left, right) == 0;
}

static bool is_near(const struct xb_load *load, uint64_t address)
{
	return is_misspelt(load->address, address) || is_of_other_base(address, load->address);
}

/* The load that was meant: one that nothing uses and whose address is near, else the only one that nothing
 * uses. */
static const struct xb_load *meant_load(const struct xb_boot *boot, uint64_t address)
{
	const struct xb_load *only = NULL;
	size_t count = 0;

	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (is_used(boot, i) || !xb_boot_fetches(boot, load) || !load->placed)
			continue;
		if (is_near(load, address))
			return load;
		only = load;
		count++;
	}
	return count == 1 ? only : NULL;
}

static void hint_load(const struct xb_load *meant, uint64_t address, struct xb_diags *diags)
{
	if (!meant)
		xb_hint(diags, "load it there before, or take its node out");
	else if (is_of_other_base(address, meant->address))
		xb_hint(diags,
			"%s is loaded at 0x%llX, and %llu in decimal is 0x%llX: commands of U-Boot read "
			"hexadecimal, cells decimal where no 0x stands before",
			xb_load_name(meant), (number)meant->address, (number)address, (number)address);
	else
		xb_hint(diags, "%s is loaded at 0x%llX, in line %u", xb_load_name(meant),
			(number)meant->address, meant->at.line);
}

void xb_check_not_loaded(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; loads_files(boot) && i < boot->module_count; i++) {
		const struct xb_module *module = &boot->modules[i];
		const struct xb_load *load =
			module->load == XB_NONE ? NULL : &boot->loads[module->load];

		if (!load || load->there || !load->placed || xb_boot_fetches(boot, load) ||
		    load->failed_at.line)
			continue;
		xb_error(diags, XB_CODE_NOT_LOADED, load->at, "%s: nothing was loaded at 0x%llX",
			 load->title, (number)load->address);
		hint_load(meant_load(boot, load->address), load->address, diags);
	}
}

/* ---- unused-load ---- */

/* What is put over the load at INDEX later; NULL: nothing. */
static const struct xb_load *loaded_over(const struct xb_boot *boot, size_t index)
{
	for (size_t i = index + 1; boot->loads[index].placed && i < boot->load_count; i++)
		if (boot->loads[i].placed && boot->loads[i].address == boot->loads[index].address &&
		    xb_boot_fetches(boot, &boot->loads[i]))
			return &boot->loads[i];
	return NULL;
}

void xb_check_unused_load(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; knows_modules(boot) && i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i], *over;

		if (is_used(boot, i) || !xb_boot_fetches(boot, load))
			continue;
		over = loaded_over(boot, i);
		if (over) {
			xb_warning(diags, XB_CODE_UNUSED_LOAD, load->at,
				   "%s is loaded, and line %u loads %s over it, at 0x%llX", xb_load_name(load),
				   over->at.line, xb_load_name(over), (number)over->address);
			xb_hint(diags, "give each an address of its own");
			continue;
		}
		xb_warning(diags, XB_CODE_UNUSED_LOAD, load->at, "%s is loaded, and nothing uses it",
			   xb_load_name(load));
		xb_hint(diags, "name its address in /chosen, or do not load it");
	}
}

/* ---- module-reg ---- */

/* The load that brings MODULE, where its node was read rather than made; NULL: it was made. */
static const struct xb_load *said_load(const struct xb_boot *boot, const struct xb_module *module)
{
	return module->load == XB_NONE || !module->said_at.line ? NULL : &boot->loads[module->load];
}

static void check_size(const struct xb_module *module, const struct xb_load *load, struct xb_diags *diags)
{
	const uint64_t said = module->said.size, is = load->image.file_size;

	if (!load->present || !said || said == is)
		return;
	xb_error(diags, XB_CODE_MODULE_REG, module->said_at,
		 "%s: its size here is 0x%llX bytes; %s has 0x%llX", load->title, (number)said,
		 xb_load_name(load), (number)is);
	if (is_of_other_base(said, is))
		xb_hint(diags, "without 0x a cell is decimal: write 0x%llX, or 0x${filesize}", (number)is);
	else
		xb_hint(diags, "write 0x%llX", (number)is);
}

void xb_check_said_reg(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; i < boot->module_count; i++) {
		const struct xb_module *module = &boot->modules[i];
		const struct xb_load *load = said_load(boot, module);

		if (!load)
			continue;
		if (module->size_of != XB_NONE && module->size_of != module->load) {
			xb_error(diags, XB_CODE_MODULE_REG, module->said_at,
				 "%s: the size here is that of %s", load->title,
				 xb_load_name(&boot->loads[module->size_of]));
			xb_hint(diags, "keep the size right behind the load: setenv NAME 0x${filesize}");
		} else {
			check_size(module, load, diags);
		}
	}
}

/* ---- What stands where another thing was loaded ---- */

/* Xen is started where a module is, or a module's reg names the tree. */
void xb_check_module_place(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const struct xb_entrance *entrance = &boot->entrance;

	for (size_t i = 0; i < boot->module_count; i++) {
		const struct xb_module *module = &boot->modules[i];
		const struct xb_load *load = said_load(boot, module);

		if (!load)
			continue;
		if (module->load == entrance->xen) {
			xb_error(diags, XB_CODE_FILE_TYPE, entrance->at,
				 "%s is started as Xen, and the reg in line %u makes it %s",
				 xb_load_name(load), module->said_at.line, load->title);
			xb_hint(diags, "start the hypervisor: the kernel is a module that it loads");
		} else if (module->load == entrance->tree) {
			xb_error(diags, XB_CODE_FILE_TYPE, module->said_at,
				 "the %s is at 0x%llX here, where %s is, the device tree",
				 xb_module_kind_info(module->kind)->title, (number)module->said.start,
				 xb_load_name(load));
			xb_hint(diags, "fileaddr is the address of the file that was loaded last");
		}
	}
}

/* Guests may share a file; the modules of one domain are different things. */
static const struct xb_module *twin_of(const struct xb_boot *boot, size_t index)
{
	const struct xb_module *module = &boot->modules[index];

	for (size_t i = 0; i < index; i++)
		if (boot->modules[i].load == module->load && boot->modules[i].domain == module->domain &&
		    boot->modules[i].kind != XB_MODULE_XEN)
			return &boot->modules[i];
	return NULL;
}

void xb_check_module_twice(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; i < boot->module_count; i++) {
		const struct xb_load *load = said_load(boot, &boot->modules[i]);
		const struct xb_module *twin = load ? twin_of(boot, i) : NULL;

		if (!twin)
			continue;
		xb_error(diags, XB_CODE_OVERLAP, boot->modules[i].said_at,
			 "%s and %s are both at 0x%llX, where %s is",
			 xb_module_kind_info(twin->kind)->title,
			 xb_module_kind_info(boot->modules[i].kind)->title, (number)load->address,
			 xb_load_name(load));
		xb_hint(diags, "give each the address where its own file is loaded");
	}
}

/* ---- not-noticed ---- */

static bool is_ignored(const struct xb_boot *boot, const struct xb_step *step)
{
	return step->kind == XB_STEP_LOAD && step->outcome == XB_OUTCOME_IGNORED &&
	       is_used(boot, step->load) && !boot->loads[step->load].taken;
}

/* Is it done of one that Xen is started with? A file of variables may be there or not. */
static bool sees_one(const struct xb_boot *boot)
{
	for (size_t i = 0; i < boot->step_count; i++)
		if (boot->steps[i].kind == XB_STEP_LOAD && boot->steps[i].outcome == XB_OUTCOME_SEEN &&
		    is_used(boot, boot->steps[i].load) && !boot->loads[boot->steps[i].load].taken)
			return true;
	return false;
}

/* The module whose size is the one that a load told; NULL: none. */
static const struct xb_module *sized_by(const struct xb_boot *boot, size_t load)
{
	for (size_t i = 0; i < boot->module_count; i++)
		if (boot->modules[i].size_of == load && boot->modules[i].said_at.line)
			return &boot->modules[i];
	return NULL;
}

/* CAREFUL: of other files it is looked at. */
static void report_ignored(const struct xb_boot *boot, const struct xb_step *step, bool careful,
			   struct xb_diags *diags)
{
	const char *name = xb_load_name(&boot->loads[step->load]);
	const struct xb_module *module = sized_by(boot, step->load);

	if (module)
		xb_report(diags, careful ? XB_WARNING : XB_NOTE, XB_CODE_NOT_NOTICED, step->at,
			  "nothing looks at whether %s loads: where it does not, the size in line %u is that "
			  "of the file before", name, module->said_at.line);
	else
		xb_warning(diags, XB_CODE_NOT_NOTICED, step->at,
			   "nothing looks at whether %s loads, as it is done of other files: where it does "
			   "not, Xen starts without it", name);
	xb_hint(diags, "if %s ...; then ...; fi, or && before what needs it",
		boot->loads[step->load].from ? boot->loads[step->load].from->command : "load");
}

/* A load that fails on this way, and Xen is started all the same. */
static void report_failed(const struct xb_boot *boot, struct xb_diags *diags)
{
	for (size_t i = 0; i < boot->module_count; i++) {
		const struct xb_load *load =
			boot->modules[i].load == XB_NONE ? NULL : &boot->loads[boot->modules[i].load];

		if (!load || !load->failed_at.line || xb_boot_fetches(boot, load))
			continue;
		xb_warning(diags, XB_CODE_NOT_NOTICED, load->failed_at,
			   "where this fails, the script goes on, and %s %s",
			   boot->modules[i].kind == XB_MODULE_XEN ? "starts what stands in the place of"
								  : "starts Xen without the",
			   load->title);
		xb_hint(diags, "let the boot command stand inside of the if, or behind &&");
	}
}

/* Who looks at no load at all knows that a plain script is like that. */
void xb_check_not_noticed(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;
	const bool careful = sees_one(boot);
	const struct xb_step *first = NULL;

	report_failed(boot, diags);
	for (size_t i = 0; i < boot->step_count; i++) {
		const struct xb_step *step = &boot->steps[i];

		if (!is_ignored(boot, step))
			continue;
		if (careful || sized_by(boot, step->load))
			report_ignored(boot, step, careful, diags);
		else if (!first)
			first = step;
	}
	if (!first)
		return;
	xb_note(diags, XB_CODE_NOT_NOTICED, first->at,
		"nothing looks at whether the files load: where one does not, the script goes on without it");
	xb_hint(diags, "if LOAD; then ...; else echo ...; fi, or LOAD && LOAD && ... in one line");
}
