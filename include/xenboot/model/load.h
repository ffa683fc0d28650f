/* SPDX-License-Identifier: MIT */
/* How U-Boot gets files. */
#ifndef XENBOOT_MODEL_LOAD_H
#define XENBOOT_MODEL_LOAD_H

#include "xenboot/model/value.h"

/* A way by which the script gets its files: one row in src/model/load-method.c. */
struct xb_load_method {
	const char *name;    /* as the profile says it */
	const char *command; /* the words before ADDRESS FILE; NULL: see the next two */
	bool own;            /* they are the profile's own */
	bool there;          /* the files are in memory already: nothing loads them */
	bool device;         /* the profile's device follows the command */
	bool network;        /* by DHCP; a ':' in a file's name ends a server's name */
	const char *before;  /* what U-Boot wants before the first load; NULL: nothing */
	const char *comment; /* above the loads of a script */
	const char *disk;    /* how Linux's names of such disks begin; NULL: no disk */
	const char *root;    /* a root of the same kind, as an example; NULL: none */
};
extern const struct xb_load_method xb_load_methods[]; /* the default first; ends with name NULL */

/* Where files come from. */
struct xb_load_way {
	struct xb_text method_text; /* as written; NULL: the default */
	const struct xb_load_method *method; /* never NULL */
	struct xb_text device, command, prefix;
	struct xb_pos at; /* of the whole; line 0: nothing is said, it is as in the section load */
};

#endif
