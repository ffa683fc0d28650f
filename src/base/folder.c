/* SPDX-License-Identifier: MIT */
#include "xenboot/base.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* 0, or an errno. One that another program makes at the same time is as good. */
static int make_one(const char *path, unsigned mode, bool *made)
{
	struct stat status;
	int why;

	*made = mkdir(path, (mode_t)mode) == 0;
	if (*made)
		return 0;
	why = errno;
	/* One that is there may be refused for another reason: its file system is read only. */
	if (stat(path, &status) != 0)
		return why;
	return S_ISDIR(status.st_mode) ? 0 : ENOTDIR;
}

bool xb_folders_make(const char *path, unsigned mode, char **made, struct xb_diags *diags)
{
	char *folder = xb_strdup(path), *slash = folder;
	int why = 0;

	*made = NULL;
	while (!why && *slash && (slash = strchr(slash + 1, '/'))) {
		bool is_new;

		*slash = '\0';
		why = make_one(folder, mode, &is_new);
		if (is_new && !*made)
			*made = xb_strdup(folder);
		if (why)
			xb_error(diags, XB_CODE_FILE_MISSING, (struct xb_pos){0},
				 "cannot make the folder %s: %s", folder, strerror(why));
		*slash = '/';
	}
	free(folder);
	return !why;
}

void xb_folders_remove(const char *path, const char *made)
{
	char *folder, *slash;

	if (!made)
		return;
	folder = xb_strdup(path);
	while ((slash = strrchr(folder, '/')) && slash >= folder + strlen(made)) {
		*slash = '\0';
		rmdir(folder);
	}
	free(folder);
}
