/* SPDX-License-Identifier: MIT */
/* Where options, boards and profiles come from. */
#ifndef XENBOOT_MODEL_DATA_H
#define XENBOOT_MODEL_DATA_H

#include "xenboot/base.h"

/*
 * The search path: the user's folder, a data folder put in front, and the files embedded in the
 * program. Each holds options/, boards/, profiles/, symptoms/ and uboot/ with NAME.yaml. No
 * environment is read here.
 */
struct xb_data;
struct xb_data *xb_data_new(const char *user_dir, const char *data_dir); /* either may be NULL */
void xb_data_free(struct xb_data *data);

enum xb_data_kind {
	XB_DATA_OPTIONS,
	XB_DATA_BOARDS,
	XB_DATA_PROFILES,
	XB_DATA_SYMPTOMS,
	XB_DATA_UBOOT
};
enum { XB_DATA_KINDS = XB_DATA_UBOOT + 1 };

/* One file found; strings live as long as the xb_data. */
struct xb_data_file {
	const char *name; /* without folder and suffix: "rpi4-4g" */
	const char *path; /* as diagnostics name it; "builtin:boards/rpi4-4g.yaml" when embedded */
	bool shipped;     /* not the user's own: read-only */
};
/* The names of a kind, sorted, the first on the path winning. Returns a count; *files is freed by
 * the caller with free(). */
size_t xb_data_list(struct xb_data *data, enum xb_data_kind kind, struct xb_data_file **files);
/* Find NAME of KIND; false when there is none. */
bool xb_data_find(struct xb_data *data, enum xb_data_kind kind, const char *name,
		  struct xb_data_file *file);
/* The name of KIND nearest to a wrong one, or NULL; lives as long as the xb_data. */
const char *xb_data_nearest(struct xb_data *data, enum xb_data_kind kind, const char *name);
/* Report that no board or profile (KIND) is called NAME. The hint has the nearest name; where none is
 * near, MORE follows what lists them (NULL: nothing does). False, always. */
bool xb_data_report_unknown(struct xb_data *data, enum xb_data_kind kind, const char *name,
			    struct xb_pos at, const char *more, struct xb_diags *diags);
/* The bytes of a file that was listed or found, embedded ones as well. False with a diagnostic. */
bool xb_data_read(const struct xb_data_file *file, struct xb_buf *out, struct xb_diags *diags);
/* "profiles/rpi4-yocto.yaml" of a PATH that is embedded; NULL: it is a file. */
const char *xb_data_embedded_name(const char *path);
/* The folder of the user's own files of KIND, or NULL when there is no user's folder. */
const char *xb_data_user_dir(struct xb_data *data, enum xb_data_kind kind);

#endif
