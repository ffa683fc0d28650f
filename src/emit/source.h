/* SPDX-License-Identifier: MIT */
/* The script while it is written: chains of `if COMMAND; then`, one a line. */
#ifndef XENBOOT_EMIT_SOURCE_H
#define XENBOOT_EMIT_SOURCE_H

#include "emit/trace.h"

/* Longest part of a file's name or a path that a message repeats. */
#define XB_SOURCE_LABEL_MAX 80

struct xb_source {
	const struct xb_boot *boot;
	struct xb_buf *out;
	struct xb_diags *diags;
	size_t open;  /* ifs that wait for their fi */
	size_t parts; /* that were begun, the first by writing anything */
	const struct xb_step *before; /* the step that was written last; NULL: none was */
	struct xb_trace trace;
};

/*
 * One step: LABEL, quoted already, is what the script "could not" do if COMMAND fails. With ALOUD
 * the script says the label on the console before it tries. What was traced for it ends with it.
 */
void xb_source_step(struct xb_source *source, const char *label, const char *command, bool aloud);
/* A step made of someone's own words, aloud; whatever the shell could trip over in them. */
void xb_source_own_step(struct xb_source *source, const char *label, const char *command);

/* Is LOAD's size in the tree, in the reg of its node? */
bool xb_source_needs_size(const struct xb_boot *boot, const struct xb_load *load);
/* Before LOAD: what a load before it had says nothing. */
void xb_source_forget_size(struct xb_source *source, const struct xb_load *load);
/* Behind LOAD: is it as long as the tree will say, or as its room takes? */
void xb_source_check_size(struct xb_source *source, const struct xb_load *load);
/* The variable that keeps LOAD's size where it is measured; the caller's. */
char *xb_source_size_variable(const struct xb_boot *boot, const struct xb_load *load);

/* Steps that work on the device tree. False: what fdt commands cannot express. */
bool xb_source_tree(struct xb_source *source, const struct xb_step *step);
bool xb_source_room(struct xb_source *source, const struct xb_step *step);
bool xb_source_overlay(struct xb_source *source, const struct xb_step *step);
bool xb_source_edit(struct xb_source *source, const struct xb_step *step);

#endif
