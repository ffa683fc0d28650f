/* SPDX-License-Identifier: MIT */
/* What a line of a serial log means. */
#ifndef XENBOOT_MODEL_SYMPTOM_H
#define XENBOOT_MODEL_SYMPTOM_H

#include "xenboot/model/data.h"
#include "xenboot/model/value.h"

/* How a line of a serial log is to be taken. */
enum xb_symptom_kind {
	XB_SYMPTOM_FAULT,       /* something went wrong, and this line says what */
	XB_SYMPTOM_CONSEQUENCE, /* it says only that something did: counts where no fault is named */
	XB_SYMPTOM_REMARK,      /* it boots with it, but not as it was meant */
	XB_SYMPTOM_STAGE,       /* how far the boot came; the last one counts where it fell silent */
	XB_SYMPTOM_KIND_COUNT
};
const char *xb_symptom_kind_name(enum xb_symptom_kind kind);
/* What a line tells of where one boot ends in the log and the next begins. */
enum xb_symptom_boot { XB_BOOT_GOES_ON, XB_BOOT_BEGINS, XB_BOOT_ENDS };
/* From this order of stages on, U-Boot has done its part. */
#define XB_ORDER_STARTED 200u

/* A row of share/symptoms: what a line of a serial log means. */
struct xb_symptom {
	struct xb_text name;
	struct xb_text kind_text; /* fault, consequence, remark or stage; as written */
	enum xb_symptom_kind kind;
	struct xb_text says;    /* who prints it: U-Boot, Xen, Linux, xenboot */
	struct xb_text pattern; /* POSIX extended regular expression, found anywhere in a line */
	struct xb_text means;   /* one sentence; \1 to \3 stand for what the pattern caught. Of a
				 * stage: what the boot had done; empty: nothing is wrong there */
	struct xb_text cause, cure; /* of a stage: why a boot falls silent there, and what to do */
	struct xb_text code;    /* the diagnostic that tells it before the boot, or not given */
	struct xb_texts options; /* names of options that it hangs on */
	struct xb_number order; /* of a stage: later ones are greater; none may be equal */
	struct xb_texts until;  /* stages behind which it was no fault: what failed was tried again */
	struct xb_text boot_text; /* begins or ends: of a boot; as written */
	enum xb_symptom_boot boot;
	struct xb_flag next; /* what it says stands in the line behind it */
};
struct xb_symptom_list {
	struct xb_symptom *items;
	size_t count;
	struct xb_arena arena;
	struct xb_documents *documents;
};
/* All files of symptoms/ along the path. NULL with a diagnostic. */
struct xb_symptom_list *xb_symptoms_load(struct xb_data *data, struct xb_diags *diags);
void xb_symptoms_free(struct xb_symptom_list *list);

#endif
