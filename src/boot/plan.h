/* SPDX-License-Identifier: MIT */
/* The parts of planning; xb_boot_plan calls them in order. */
#ifndef BOOT_PLAN_H
#define BOOT_PLAN_H

#include "xenboot/boot.h"

/* What all parts work on. */
struct xb_plan {
	struct xb_boot *boot;
	const struct xb_profile *profile;
	const struct xb_boot_config *config;
	struct xb_diags *diags;
	const struct xb_medium *medium; /* how files are got that do not say it themselves; or NULL */
	bool makes_tree; /* the edited tree is made here, not by commands on the board */
};

/* The files, looked at, with the modules that they are; and the base tree. */
void xb_plan_loads(const struct xb_plan *plan);
/* What a profile says of a file to load. */
struct xb_plan_wanted {
	const struct xb_entry *entry;
	const char *key;  /* of the entry */
	const char *path; /* of the file, where that is given otherwise; or NULL */
	const char *from; /* the variable of U-Boot that has the address of what is there; or NULL: it is loaded */
	size_t read;      /* read it whole up to so many bytes */
	bool is_xen;
};
/* LOAD is what WANTED names; the file is looked at. */
void xb_plan_file(const struct xb_plan *plan, const struct xb_plan_wanted *wanted,
		  struct xb_load *load);
/* LOAD is made here, as the output that it names; ENTRY may say where it goes, and what the board calls it. */
void xb_plan_made_file(const struct xb_plan *plan, const struct xb_entry *entry,
		       struct xb_load *load);
/* And these are its bytes, which are copied. */
void xb_plan_made_content(struct xb_load *load, const void *bytes, size_t size);
/* The medium that WAY says; NULL: the files are in memory already. */
const struct xb_medium *xb_plan_medium(const struct xb_plan *plan, const struct xb_load_way *way);
/* NAME on MEDIUM. */
char *xb_plan_remote_name(const struct xb_plan *plan, const struct xb_medium *medium,
			  const char *name);
/* The file NAME here, which ENTRY speaks of: --files, else the profile's folder. */
char *xb_plan_local_path(const struct xb_plan *plan, const struct xb_entry *entry, const char *name);
/* The domains with their modules: dom0, where there is one, then the guests that Xen builds. */
void xb_plan_domains(const struct xb_plan *plan);

/* Say where the board asks for two files by one name. Needs the loads. */
void xb_plan_names(const struct xb_plan *plan);

/* Xen's release and .config. CONFIG_PATH is the file that the profile names, or NULL. */
void xb_plan_xen(const struct xb_plan *plan, struct xb_load *xen, const char *config_path);

/* RAM, what is kept in it, CPUs: from the board, else from the tree. Needs boot->tree. */
void xb_plan_machine(const struct xb_plan *plan);

/* Where U-Boot itself is. Needs the machine, and the script's place. */
void xb_plan_uboot(struct xb_boot *boot);

/* What overlays and edits say of the machine: the CPUs that they leave, what they keep besides. What the base
 * tree keeps stays, for U-Boot reads that one. Needs boot->edited. */
void xb_plan_edited(const struct xb_plan *plan);

/* Xen's command line and those of the domains. */
void xb_plan_lines(const struct xb_plan *plan);

/* RAM that is set aside: static memory of guests, what they share, Xen's heap. */
void xb_plan_memory(const struct xb_plan *plan);
/* The load that is the shared memory NAME; XB_NONE: there is none. */
size_t xb_plan_shared_load(const struct xb_boot *boot, const char *name);

/* The steps. Needs the lines. */
void xb_plan_steps(const struct xb_plan *plan);

/* A step of tree work at the end of the steps: made here, where no command on the board does it. */
struct xb_step *xb_plan_tree_step(const struct xb_plan *plan, enum xb_step_kind kind,
				  struct xb_pos at);
/* Edits of the tree at the end of the steps, made here where no command on the board does them. Names and
 * values are copied. xb_plan_edit returns the step. */
struct xb_step *xb_plan_edit(const struct xb_plan *plan, enum xb_edit_kind kind, const char *path,
			     const char *name, struct xb_pos at);
void xb_plan_set(const struct xb_plan *plan, const char *path, const char *name, enum xb_form form,
		 const struct xb_buf *value, struct xb_pos at);
/* SECOND may be NULL. */
void xb_plan_set_strings(const struct xb_plan *plan, const char *path, const char *name,
			 const char *first, const char *second, struct xb_pos at);
void xb_plan_set_cell(const struct xb_plan *plan, const char *path, const char *name, uint32_t cell,
		      struct xb_pos at);
/* #address-cells and #size-cells of PATH, as /chosen has them. */
void xb_plan_set_cells(const struct xb_plan *plan, const char *path);
/* NAME in PARENT, in place of one that the base tree has. */
void xb_plan_make_node(const struct xb_plan *plan, const char *parent, const char *name,
		       struct xb_pos at);
/* The node of MODULE with what all modules have. */
void xb_plan_edit_module(const struct xb_plan *plan, const struct xb_module *module);
/* Does an edit of the profile take /chosen away? */
bool xb_plan_removes_chosen(const struct xb_boot *boot);

/* A phandle that the tree has not. 0: that cannot be known. */
uint32_t xb_plan_new_phandle(const struct xb_plan *plan);
/* The nodes of CPU pools; before those of guests, which name them. */
void xb_plan_pools(const struct xb_plan *plan);
/* The nodes of what domains share, both ends of it; behind those of guests, in which they stand. */
void xb_plan_shares(const struct xb_plan *plan);
/* What the profile says of DOMAIN; NULL: it is dom0. */
const struct xb_guest *xb_plan_guest_of(const struct xb_plan *plan, const struct xb_domain *domain);
/* The partial trees of guests that are given devices, from the tree as the steps so far leave it: the bytes of
 * their loads, what dom0 is not to have, and what was found. Before the nodes of guests. */
void xb_plan_passthrough(const struct xb_plan *plan);
/* The nodes of guests. */
void xb_plan_guests(const struct xb_plan *plan);

/* Growth, padding, and the room that the tree takes in memory. Needs the steps. */
void xb_plan_tree_room(const struct xb_plan *plan);

#endif
