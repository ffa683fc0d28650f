/* SPDX-License-Identifier: MIT */
/* Reading the files of the search path (public side: xenboot/model.h). */
#ifndef MODEL_DATA_H
#define MODEL_DATA_H

#include "model/yaml.h"
#include "xenboot/model.h"

/* The documents that a list of boards or symptoms is decoded from: they own its texts. */
struct xb_documents {
	struct xb_document **items;
	size_t count;
};

/* Read and parse one file that xb_data_list or xb_data_find named. NULL with a diagnostic. */
struct xb_document *xb_data_parse(struct xb_data *data, const struct xb_data_file *file,
				  struct xb_diags *diags);
/* Read and parse the file at PATH ("-": standard input). NULL with a diagnostic at AT. */
struct xb_document *xb_data_parse_path(const char *path, struct xb_pos at,
				       struct xb_diags *diags);
/* Where an embedded FILE lies below share/: "options/xen.yaml". NULL: it is not embedded. */
const char *xb_data_embedded_path(const struct xb_data_file *file);
/* The folder part of PATH, "." when there is none. */
const char *xb_data_folder(struct xb_arena *arena, const char *path);

#endif
