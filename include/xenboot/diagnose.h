/* SPDX-License-Identifier: MIT */
/*
 * What a serial log says went wrong. The knowledge is share/symptoms; here are the reading of a log,
 * mangled as such logs are, and the choice of what counts.
 */
#ifndef XENBOOT_DIAGNOSE_H
#define XENBOOT_DIAGNOSE_H

#include "xenboot/model.h"

/* One symptom that the log shows. */
struct xb_finding {
	const struct xb_symptom *symptom;
	size_t line, last_line; /* where it is seen first and last, from 1 */
	size_t times; /* in how many lines */
	char *text;   /* that line, without control characters, its length limited; both lines where
		       * the message was broken in two */
	char *means;  /* symptom->means with what the pattern caught put in; so the next two */
	char *cause, *cure; /* NULL: the symptom has none */
	char *before; /* of a consequence: Xen's last line before it that no symptom knows; NULL:
		       * there is none */
	uint64_t address; /* of the machine, that it is about; 0: the symptom names none */
	unsigned guest; /* the domain that says it; 0: not a guest */
	bool passed;  /* a fault that the boot came up with all the same: a remark */
};
struct xb_diagnosis {
	struct xb_finding *faults; /* by line, remarks among them; the first consequence only where
				    * no fault is named, for each guest and for the rest */
	size_t fault_count, fault_capacity;
	struct xb_finding last; /* the farthest stage that was reached; symptom NULL: none */
	size_t last_line;       /* of that stage's last line */
	size_t boots;           /* how many the log holds */
	size_t boot_line;       /* where the one begins that all of this is about */
	bool failed;  /* there is a fault or a consequence, not remarks alone */
	bool stays;   /* one of them says that what came up is not what was meant */
	bool silent;  /* it did not, and the last stage is one at which a boot should not end */
	bool excerpt; /* lines of Xen or a kernel, and no stage of a boot */
	size_t lines; /* of the log */
	struct xb_arena arena;
};

/*
 * The reading of a log, which may come in pieces that break off anywhere: what is kept of it does not
 * grow with its length. Of several boots the last one counts; where that shows no fault and did not
 * leave U-Boot, for the log was cut or the board waits at its prompt, the one before it counts if it
 * shows a fault. SYMPTOMS must outlive the result. */
struct xb_reading;
struct xb_reading *xb_reading_new(const struct xb_symptom_list *symptoms);
void xb_reading_add(struct xb_reading *reading, const char *bytes, size_t length);
/* Once, at the log's end; the result is the caller's, to be freed with xb_diagnosis_free. */
struct xb_diagnosis *xb_reading_conclude(struct xb_reading *reading);
void xb_reading_free(struct xb_reading *reading);

/* The same of a LOG that is in memory as a whole. */
struct xb_diagnosis *xb_diagnose(const struct xb_symptom_list *symptoms, const char *log,
				 size_t length);
/* Does FINDING say that something failed, or only how the boot went? */
bool xb_finding_is_fault(const struct xb_finding *finding);
void xb_diagnosis_free(struct xb_diagnosis *diagnosis);

#endif
