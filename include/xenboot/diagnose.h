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
	size_t line;  /* where it is seen first, from 1 */
	size_t times; /* in how many lines */
	char *text;   /* that line, without control characters, its length limited */
	char *means;  /* symptom->means with what the pattern caught put in */
};
struct xb_diagnosis {
	struct xb_finding *faults; /* by line; a consequence only where no fault comes before it */
	size_t fault_count, fault_capacity;
	struct xb_finding last; /* the last stage that was reached; symptom NULL: none */
	size_t last_line;       /* of that stage's last line */
	bool silent;  /* no fault, and the last stage is one at which a boot should not end */
	size_t lines; /* of the log */
	struct xb_arena arena;
};

/* Read LENGTH bytes of LOG. SYMPTOMS must outlive the result. */
struct xb_diagnosis *xb_diagnose(const struct xb_symptom_list *symptoms, const char *log,
				 size_t length);
void xb_diagnosis_free(struct xb_diagnosis *diagnosis);

#endif
