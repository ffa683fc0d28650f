/* SPDX-License-Identifier: MIT */
/* source: a script in memory (U-Boot cmd/source.c). */
#include "import/script-image.h"
#include "import/uboot.h"

#include <stdlib.h>
#include <string.h>

/* The largest script that is read. */
enum { SCRIPT_MAX = 1 << 20 };

static int run_file(struct xb_uboot *uboot, const char *path)
{
	struct xb_buf bytes = {0};
	const char *found;
	size_t length;
	struct xb_script script;
	char *text = NULL;
	int status = 1;

	if (!xb_file_read(path, SCRIPT_MAX, &bytes) &&
	    xb_script_find(path, bytes.data ? bytes.data : "", bytes.length, &found, &length,
			   uboot->diags))
		text = xb_strndup(found, length);
	if (text) {
		xb_script_of_file(&script, text, strlen(text), path);
		status = xb_shell_source(&uboot->shell, &script);
		xb_script_clear(&script);
	}
	free(text);
	xb_buf_clear(&bytes);
	return status;
}

/* source [ADDRESS[:NAME]] */
int xb_command_source(struct xb_uboot *uboot, const struct xb_command *command)
{
	const struct xb_amount address =
		command->count > 1 ? xb_amount_read(command->words[1].text, 16, NULL)
				   : xb_uboot_number(uboot, "loadaddr", command->words[0].at);
	const size_t index = xb_uboot_load_at(uboot, address, false);
	struct xb_load *load = index == XB_NONE ? NULL : &uboot->boot->loads[index];

	if (load)
		load->use = XB_LOAD_SCRIPT;
	if (load && load->present)
		return run_file(uboot, load->path);
	/* What it sets is not known from here on. */
	uboot->unknown_variables = true;
	return xb_uboot_outcome(uboot, command);
}
