/* SPDX-License-Identifier: MIT */
/*
 * What a serial log says went wrong. The knowledge is share/symptoms; here are the reading of a log,
 * mangled as such logs are, and the choice of what counts.
 */
#ifndef XENBOOT_DIAGNOSE_H
#define XENBOOT_DIAGNOSE_H

#include "xenboot/check.h"

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
	unsigned guest; /* the guest that it is about; 0: none, or which one is not known */
	const char *guest_name; /* of that one, by the log or else by the profile; NULL: not known */
	bool by_guest; /* that guest says it itself */
	bool passed;  /* a fault that the boot came up with all the same: a remark */
};

/* A command line that the log shows, or a word of one. */
struct xb_log_command {
	const char *text; /* NULL: the log does not show it */
	size_t line;
	bool cut;         /* its end may be missing: it is long, or the next line may go on with it */
};
#define XB_LOG_COMPLAINTS_MAX 32u /* more are not kept */
struct xb_log_commands {
	struct xb_log_command xen, dom0;
	struct xb_log_command module; /* what dom0's kernel brings, as Xen lists it */
	struct xb_log_command complaints[XB_LOG_COMPLAINTS_MAX]; /* words that Xen does not take */
	size_t complaint_count;
	struct xb_log_command unknown; /* words that dom0's Linux says it does not know */
	unsigned release; /* of Xen; 0: not told */
	const char *arch; /* NULL: not told */
};

/* A guest that Xen builds by itself, or that Xen passes lines on of. */
#define XB_LOG_GUESTS_MAX 64u /* those with a higher number are not kept */
struct xb_log_guest {
	const char *name; /* NULL: not known */
	size_t built;     /* the line in which Xen begins it; 0: the log has none */
	size_t speaks;    /* the first line that is its own; 0: none */
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
	struct xb_log_commands commands; /* of the boot that this is about */
	const struct xb_log_guest *guests; /* of that boot, d1 first */
	size_t guest_count;
	size_t guests_started; /* the line behind which all of them run; 0: the log has none */
	const char *unplaced_name; /* of a guest that the log has no number for; NULL: none */
	struct xb_arena arena;
};

/*
 * The reading of a log, which may come in pieces that break off anywhere: what is kept of it does not
 * grow with its length. Of several boots the last one counts; where that shows no fault and did not
 * leave U-Boot, for the log was cut or the board waits at its prompt, the one before it counts if it
 * shows a fault. SYMPTOMS must outlive the result. */
struct xb_reading;
struct xb_reading *xb_reading_new(const struct xb_symptom_list *symptoms);
/* PROFILE's guests have the names where the log has none; it must live until the conclusion. */
void xb_reading_profile(struct xb_reading *reading, const struct xb_boot *profile);
void xb_reading_add(struct xb_reading *reading, const char *bytes, size_t length);
/* Once, at the log's end; the result is the caller's, to be freed with xb_diagnosis_free. */
struct xb_diagnosis *xb_reading_conclude(struct xb_reading *reading);
void xb_reading_free(struct xb_reading *reading);

/* The same of a LOG that is in memory as a whole. */
struct xb_diagnosis *xb_diagnose(const struct xb_symptom_list *symptoms, const char *log,
				 size_t length);
/* What the command lines of a log are judged with. */
struct xb_log_context {
	const char *name; /* of the log: the places of diagnostics are its lines */
	const struct xb_catalog *catalog;
	const struct xb_boot *profile;        /* what a profile makes; NULL: there is none */
	const struct xb_check_levels *levels; /* the severities that it wants; or NULL */
};
/*
 * Judge the command lines by the rules of options, as check does, for the release that the log names, and
 * say what differs from the profile's. In a boot that came up all are notes; no severity here makes a
 * boot one that failed.
 */
void xb_diagnosis_check(const struct xb_diagnosis *diagnosis, const struct xb_log_context *context,
			struct xb_diags *diags);
/* Does FINDING say that something failed, or only how the boot went? */
bool xb_finding_is_fault(const struct xb_finding *finding);
/* Is `last`, how far the boot came, to be told behind the faults? They tell it themselves, where they ended it. */
bool xb_diagnosis_tells_last(const struct xb_diagnosis *diagnosis);
void xb_diagnosis_free(struct xb_diagnosis *diagnosis);

#endif
