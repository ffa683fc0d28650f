/* SPDX-License-Identifier: MIT */
/*
 * What is known of a log while it is read. It grows with the symptoms and not with the log: of each
 * symptom the first line is kept, and what is told of it is made at the end.
 */
#ifndef DIAGNOSE_READING_H
#define DIAGNOSE_READING_H

#include "diagnose/banks.h"
#include "diagnose/command-lines.h"
#include "diagnose/guests.h"
#include "diagnose/matcher.h"
#include "xenboot/diagnose.h"

/* Where a boot shows a symptom. */
struct sighting {
	const struct xb_symptom *symptom;
	size_t line, last_line, times; /* as in struct xb_finding; times 0: it is not seen */
	unsigned guest; /* as there; and BY_GUEST */
	bool by_guest;
	struct xb_buf text; /* the first line, or both lines of a message that was broken in two */
	regmatch_t caught[XB_CAUGHT_MAX]; /* in it */
	struct xb_buf next;   /* what the line behind it adds */
	struct xb_buf before; /* of a consequence: Xen's last line before it that no symptom knows */
};

/* One boot of the log: what was seen, by the symptoms' places in the list. */
struct boot {
	struct sighting *seen;  /* by Xen, U-Boot and dom0 */
	struct sighting *own;   /* of a guest by itself: on lines that Xen passes on for it, or mute ones */
	size_t own_count, own_capacity;
	struct sighting last;   /* the farthest stage, its text that of its last line; symptom NULL: none */
	size_t first_line;
	size_t up_line;   /* the last line that shows a system that is up; 0: none */
	unsigned release; /* of Xen; 0: the log does not say */
	bool spoken; /* by Xen or a kernel: U-Boot has done its part */
	bool ended; /* a line said that the machine stops or starts again */
	struct banks banks;
	struct guests guests; /* names are the arena's */
	struct command_lines lines; /* their texts are the arena's */
	struct xb_arena arena;
	struct xb_buf unknown; /* Xen's last line that no symptom knows */
};

void sighting_clear(struct sighting *sighting);
/* COUNT is of the symptoms; a boot as it is before its first line. */
void boot_init(struct boot *boot, size_t count);
void boot_reset(struct boot *boot, size_t count);
void boot_clear(struct boot *boot, size_t count);
/* Where BOOT keeps what GUEST itself shows of SYMPTOM; good until the next is asked for. NULL: no more is kept. */
struct sighting *boot_own(struct boot *boot, const struct xb_symptom *symptom, unsigned guest);

/* Does BOOT show a fault that counts? COUNT is of the symptoms. */
bool boot_has_fault(const struct boot *boot, size_t count);
/* What of BOOT counts becomes DIAGNOSIS, with texts of its own. */
void boot_conclude(const struct boot *boot, const struct xb_symptom_list *symptoms,
		   const struct xb_boot *profile, struct xb_diagnosis *diagnosis);

#endif
