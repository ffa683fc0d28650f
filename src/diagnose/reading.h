/* SPDX-License-Identifier: MIT */
/* What is known of a log while it is read. */
#ifndef DIAGNOSE_READING_H
#define DIAGNOSE_READING_H

#include "diagnose/banks.h"
#include "diagnose/command-lines.h"
#include "xenboot/diagnose.h"

/* One boot of the log: what was seen, by the symptoms' places in the list. */
struct boot {
	struct xb_finding *seen;  /* by Xen, U-Boot and dom0 */
	struct xb_finding *guest; /* by other domains, on lines that Xen passes on for them */
	struct xb_finding last;   /* the farthest stage; symptom NULL: none */
	size_t first_line, last_line;
	size_t up_line;   /* the last line that shows a system that is up; 0: none */
	unsigned release; /* of Xen; 0: the log does not say */
	bool spoken; /* by Xen or a kernel: U-Boot has done its part */
	bool ended; /* a line said that the machine stops or starts again */
	struct banks banks;
	struct command_lines lines;
	struct xb_buf unknown; /* Xen's last line that no symptom knows */
};

/* Does BOOT show a fault that counts? COUNT is of the symptoms. */
bool boot_has_fault(const struct boot *boot, size_t count);
/* What of BOOT counts becomes DIAGNOSIS. */
void boot_conclude(const struct boot *boot, const struct xb_symptom_list *symptoms,
		   struct xb_diagnosis *diagnosis);

#endif
