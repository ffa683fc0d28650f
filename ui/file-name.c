/* SPDX-License-Identifier: MIT */
/* What profiles may be called. */
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"

bool ui_file_may_be_called(struct ui_dialog *dialog, const char *name)
{
	if (xb_profile_name_valid(name))
		return true;
	ui_dialog_verdict(dialog, UI_ERROR,
			  "a name has letters, digits, . _ and -, and no . or - in front");
	return false;
}

/* The bytes of NAME before the number that an earlier copy got. */
static size_t stem_length(const char *name)
{
	size_t length = strlen(name), digits = 0;

	while (digits < length && strchr("0123456789", name[length - digits - 1]))
		digits++;
	return digits && digits + 1 < length && name[length - digits - 1] == '-' ? length - digits - 1
										  : length;
}

char *ui_file_free_name(struct ui_app *app, const char *name, bool shipped)
{
	struct xb_data *data = xb_session_data(app->session);
	char *free_name = shipped ? xb_format("my-%s", name) : xb_strdup(name), *stem;
	struct xb_data_file found;

	stem = xb_strndup(free_name, shipped ? strlen(free_name) : stem_length(free_name));
	for (unsigned i = 2; xb_data_find(data, XB_DATA_PROFILES, free_name, &found); i++) {
		free(free_name);
		free_name = xb_format("%s-%u", stem, i);
	}
	free(stem);
	return free_name;
}
