/* SPDX-License-Identifier: MIT */
/*
 * The guests that Xen builds by itself, as its lines tell of them (xen/arch/arm/dom0less-build.c, from 4.21 on
 * xen/common/device-tree): "*** LOADING DOMU cpus=1 memory=0x20000KB ***" begins one, "Loading d1 DTB to" ends it. They
 * are numbered from 1 in the order of their nodes, dom0 or not.
 */
#ifndef DIAGNOSE_GUESTS_H
#define DIAGNOSE_GUESTS_H

#include "xenboot/diagnose.h"

struct guests {
	struct xb_log_guest items[XB_LOG_GUESTS_MAX];
	size_t count;
	unsigned now;   /* the one that Xen builds or built last; 0: none yet */
	bool done;      /* that one is built: what fails next belongs to the one behind it */
	size_t started; /* the line in which Xen gives its init memory back; 0: none */
	const char *unplaced; /* the name of a guest whose number is not known; NULL: none */
	unsigned focus; /* the one whose lines Xen passes on without its name; 0: none */
};
/* LINE of the log, of number NUMBER. Returns whether it begins a guest. */
bool guests_read(struct guests *guests, const char *line, size_t number);
/* Does a row of the kind OF mean a guest that Xen builds? */
bool guests_is_built(enum xb_symptom_guest of);
/* The guest that such a row means by a line that comes now; 0: it means none. */
unsigned guests_meant(const struct guests *guests, enum xb_symptom_guest of);
/* What Xen calls the guest NUMBER, LENGTH bytes of NAME; kept in ARENA. 0: it is not known which one it is. */
void guests_name(struct guests *guests, unsigned number, const char *name, size_t length,
		 struct xb_arena *arena);
/* Of guest NUMBER; NULL: nothing is known. */
const struct xb_log_guest *guests_find(const struct guests *guests, unsigned number);
/* All of them become DIAGNOSIS's own; PROFILE, or NULL, names those that the log does not name. */
void guests_copy(const struct guests *guests, const struct xb_boot *profile,
		 struct xb_diagnosis *diagnosis);
/* Which guest says what stands at OFFSET of TEXT; LINUX: the words are a kernel's. 0: none. */
unsigned guests_speaker(const struct guests *guests, const char *text, size_t offset, bool linux_words);

#endif
