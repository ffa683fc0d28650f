/* SPDX-License-Identifier: MIT */
/* The serial log of a boot that was read last, and what it shows. */
#ifndef UI_LOG_H
#define UI_LOG_H

#include "ui/app.h"
#include "xenboot/diagnose.h"

/* What a board says in one boot is far less; of a longer log the end counts. */
#define UI_LOG_BYTES (16u << 20)

struct ui_log {
	char *path; /* as it was typed; "": none was */
	struct xb_symptom_list *symptoms; /* NULL: not loaded yet */
	struct xb_diagnosis *diagnosis;   /* NULL: none was read */
	size_t skipped; /* lines in front of what was read */
};

struct ui_log *ui_log_new(void);
void ui_log_free(struct ui_log *log); /* NULL is fine */

/* Read the log at PATH, which is remembered when that works; what was read before stays when it does not, and *why is
 * the reason (new text). PROFILE, or NULL, names the guests. */
bool ui_log_read(struct ui_log *log, struct xb_data *data, const struct xb_boot *profile, const char *path,
		 char **why);
/* What it shows, in a few words; valid until the next one is read. */
const char *ui_log_verdict(const struct ui_log *log);
/* The number of its LINE in the file. */
size_t ui_log_line(const struct ui_log *log, size_t line);

#endif
