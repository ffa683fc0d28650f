/* SPDX-License-Identifier: MIT */
/* How U-Boot gets a file: the words before its address and name. */
#include <string.h>

#include "boot/plan.h"

const struct xb_medium *xb_plan_medium(const struct xb_plan *plan, const struct xb_load_way *way)
{
	const struct xb_load_method *method = way->method;
	const char *device = way->device.text;
	const char *command = method->command ? method->command : way->command.text;
	struct xb_arena *arena = &plan->boot->arena;
	struct xb_medium *medium = xb_arena_alloc(arena, sizeof(*medium));

	if (method->there)
		return NULL;
	if (!command)
		command = "load"; /* its absence was reported */
	medium->method = method;
	medium->command = method->device && device ? xb_arena_format(arena, "%s %s", command, device)
						   : xb_arena_strdup(arena, command);
	medium->prefix = way->prefix.text ? way->prefix.text : "";
	medium->method_at = way->method_text.at;
	medium->device_at = way->device.at;
	medium->command_at = way->command.at;
	medium->prefix_at = way->prefix.at;
	return medium;
}

char *xb_plan_remote_name(const struct xb_plan *plan, const struct xb_medium *medium,
			  const char *name)
{
	return xb_arena_format(&plan->boot->arena, "%s%s", medium ? medium->prefix : "", name);
}
