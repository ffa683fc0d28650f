/* SPDX-License-Identifier: MIT */
/* Environments as text, hostile ones: what is read is sound, and a script that runs it ends. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "xenboot/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char script[] = "run bootcmd\n"
			     "load mmc 0:1 ${kernel_addr_r} xen\n"
			     "setenv bootargs \"${bootargs} ${extra}\"\n"
			     "booti ${kernel_addr_r} - ${fdt_addr_r}\n";

static void check(const struct xb_environment *environment)
{
	for (size_t i = 0; i < environment->count; i++) {
		const struct xb_environment_variable *variable = &environment->variables[i];

		assert(variable->name[0] && !strpbrk(variable->name, "=\n\t "));
		assert(variable->value && variable->at.line);
		for (const char *c = variable->value; *c; c++)
			assert((unsigned char)*c >= ' ' || strchr("\t\n", *c));
		assert(!i || strcmp(environment->variables[i - 1].name, variable->name) < 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct xb_environment environment = {0};
	struct xb_diags diags = {0};
	struct xb_ways ways;

	if (xb_import_variables("env.txt", (const char *)data, size, &environment, &diags)) {
		const struct xb_import_config config = {.environment = &environment};

		check(&environment);
		environment.max_args = 16;
		if (!environment.release)
			environment.release = XB_UBOOT_USUAL_RELEASE;
		assert(xb_import_script(&config, "boot.source", script, sizeof(script) - 1, &ways,
					&diags));
		xb_ways_clear(&ways);
	} else {
		assert(diags.errors == 1 && diags.items[0].line);
	}
	xb_environment_clear(&environment);
	xb_diags_clear(&diags);
	return 0;
}
