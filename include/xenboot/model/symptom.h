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
	XB_SYMPTOM_EVIDENCE,    /* tells nothing by itself: others hang on it (after, unless) */
	XB_SYMPTOM_MUTE,	/* of a guest that Xen builds by this line and starts: a remark where it
				 * never says a word though another system came up */
	XB_SYMPTOM_KIND_COUNT
};
const char *xb_symptom_kind_name(enum xb_symptom_kind kind);
/* What a line tells of where one boot ends in the log and the next begins. */
enum xb_symptom_boot { XB_BOOT_GOES_ON, XB_BOOT_BEGINS, XB_BOOT_ENDS };
/* Which guest a row is about. */
enum xb_symptom_guest {
	XB_GUEST_ANY,   /* none; or, where a guest says the words, that one */
	XB_GUEST_NONE,  /* none: not where a guest says the words */
	XB_GUEST_OWN,   /* the guest that says the words; nothing where Xen or dom0 does */
	/* Of those that Xen builds by itself, in its own words: */
	XB_GUEST_BUILT, /* the one that Xen is at, or has just built */
	XB_GUEST_NEXT,  /* the one behind it, of which Xen has said nothing yet */
	XB_GUEST_EITHER /* the first where that is not finished, else the second */
};
/* From this order of stages on, U-Boot has done its part. */
#define XB_ORDER_STARTED 200u

/* Names of other rows, and their places in the list. */
struct xb_symptom_links {
	struct xb_texts names;
	size_t *at; /* names.count */
};

/* A row of share/symptoms: what a line of a serial log means. */
struct xb_symptom {
	struct xb_text name;
	struct xb_text kind_text; /* fault, consequence, remark, stage, evidence or mute; as written */
	enum xb_symptom_kind kind;
	struct xb_text says;    /* who prints it: U-Boot, Xen, Linux, xenboot */
	struct xb_text pattern; /* POSIX extended regular expression, found anywhere in a line */
	struct xb_text means;   /* one sentence; \1 to \3 stand for what the pattern caught, in cause
				 * and cure as well, \g for "guest NAME" or "dom0", \n for
				 * the guest's name. Of a stage: what the boot had done */
	struct xb_text cause, cure; /* of a stage: why a boot falls silent there, and what to do;
				     * a stage without them is where a boot should come to */
	struct xb_text code;    /* the diagnostic that tells it before the boot, or not given */
	struct xb_texts options; /* names of options that it hangs on */
	struct xb_number order; /* of a stage: later ones are greater; none may be equal */
	struct xb_symptom_links until; /* stages behind which it was no fault: what failed was
					* tried again */
	struct xb_symptom_links after; /* it counts only where all of these came before it */
	struct xb_symptom_links unless; /* and where none of these is in that boot; of a stage:
					 * none before it */
	struct xb_symptom_links retried; /* of a load: it was got over where one of these came behind
					  * it and nothing else failed */
	struct xb_text from, to; /* the releases of Xen that mean this by the line, "4.17"; TO counts
				  * only where the log names the release */
	struct xb_text test;    /* what else must hold, by its name in the room diagnose */
	struct xb_flag stays;   /* a fault even where a system came up behind it */
	struct xb_text boot_text; /* begins or ends: of a boot; as written */
	enum xb_symptom_boot boot;
	struct xb_flag next; /* what it says stands in the line behind it */
	struct xb_flag address; /* \1 is an address of the machine, in hexadecimal */
	struct xb_text guest_text; /* as written. Evidence of a guest that is built counts for that one */
	enum xb_symptom_guest guest;
	struct xb_number names; /* the group that catches that guest's name */
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
