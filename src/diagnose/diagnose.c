/* SPDX-License-Identifier: MIT */
/* A log against the symptoms: its boots, what was seen in each, and what of it counts. */
#include "xenboot/diagnose.h"

#include <stdlib.h>
#include <string.h>

#include "diagnose/log-line.h"
#include "diagnose/matcher.h"

/* One boot of the log: what was seen, by the symptoms' places in the list. */
struct boot {
	struct xb_finding *seen;  /* by Xen, U-Boot and dom0 */
	struct xb_finding *guest; /* by other domains, on lines that Xen passes on for them */
	struct xb_finding last;   /* the farthest stage; symptom NULL: none */
	size_t first_line, last_line;
	bool ended; /* a line said that the machine stops or starts again */
};

struct reading {
	struct xb_diagnosis *diagnosis;
	const struct xb_symptom_list *symptoms;
	struct xb_matcher *matchers;
	size_t *found_at; /* by the same places: the last line that shows the symptom; 0: none */
	size_t count;
	struct boot now, before;
	struct xb_finding *wants_next; /* its text goes on in the next line */
};
/* A line, or two halves of one. */
struct text {
	const char *data;
	size_t length, line;
};

/* ---- Boots --------------------------------------------------------------------------------- */

static void boot_init(struct boot *boot, size_t count)
{
	*boot = (struct boot){.seen = xb_alloc((count + 1) * sizeof(*boot->seen)),
			      .guest = xb_alloc((count + 1) * sizeof(*boot->guest))};
}

static void boot_clear(struct boot *boot)
{
	free(boot->seen);
	free(boot->guest);
}

static bool is_failure(const struct xb_symptom *symptom)
{
	return symptom->kind == XB_SYMPTOM_FAULT || symptom->kind == XB_SYMPTOM_CONSEQUENCE;
}

static bool boot_has_fault(const struct boot *boot, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct xb_finding *both[] = {&boot->seen[i], &boot->guest[i]};

		for (size_t k = 0; k < 2; k++)
			if (both[k]->times && is_failure(both[k]->symptom))
				return true;
	}
	return false;
}

/* A boot that was cut off within U-Boot says less than a fault of the one before it. */
static bool now_counts(const struct reading *reading)
{
	const struct xb_symptom *stage = reading->now.last.symptom;

	return (stage && stage->order.value >= XB_ORDER_STARTED) ||
	       boot_has_fault(&reading->now, reading->count) ||
	       !boot_has_fault(&reading->before, reading->count);
}

static void begin_boot(struct reading *reading, size_t line)
{
	if (now_counts(reading)) {
		struct boot old = reading->before;

		reading->before = reading->now;
		reading->now = old;
	}
	boot_clear(&reading->now);
	boot_init(&reading->now, reading->count);
	reading->now.first_line = line;
	reading->wants_next = NULL;
	reading->diagnosis->boots++;
}

/* Does the stage of SYMPTOM belong to a boot after the present one? */
static bool is_of_next_boot(const struct boot *boot, const struct xb_symptom *symptom)
{
	return boot->last.symptom && symptom->order.value <= boot->last.symptom->order.value &&
	       (symptom->boot == XB_BOOT_BEGINS ||
		(boot->ended && symptom->boot != XB_BOOT_ENDS));
}

/* ---- Lines --------------------------------------------------------------------------------- */

static char *copy_text(struct xb_arena *arena, const struct text *text)
{
	size_t length = text->length;

	while (length && text->data[length - 1] == ' ')
		length--;
	return xb_arena_strndup(arena, text->data, length);
}

static void note(struct reading *reading, struct xb_finding *finding,
		 const struct xb_matcher *matcher, const struct text *text,
		 const regmatch_t *caught)
{
	struct xb_arena *arena = &reading->diagnosis->arena;
	const struct xb_symptom *symptom = matcher->symptom;
	struct xb_buf means = {0};

	if (finding->times++)
		return;
	xb_put_caught(&means, symptom->means.text ? symptom->means.text : "", text->data, caught);
	finding->symptom = symptom;
	finding->line = text->line;
	finding->text = copy_text(arena, text);
	finding->means = xb_arena_strndup(arena, means.data ? means.data : "", means.length);
	finding->guest = xb_log_guest(text->data, (size_t)caught[0].rm_so);
	if (symptom->next.value)
		reading->wants_next = finding;
	xb_buf_clear(&means);
}

/* What was a fault only as long as STAGE did not come. */
static void forget_what_is_over(struct reading *reading, const struct xb_symptom *stage)
{
	for (size_t i = 0; i < reading->count; i++) {
		const struct xb_texts *until = &reading->symptoms->items[i].until;

		for (size_t k = 0; k < until->count; k++)
			if (strcmp(until->items[k].text, stage->name.text) == 0)
				reading->now.seen[i] = (struct xb_finding){0};
	}
}

/* The farthest stage counts, not the last: dom0 may print Xen's log or its own once more. */
static void reach(struct reading *reading, size_t index, const struct text *text)
{
	struct boot *boot = &reading->now;
	const struct xb_finding *stage = &boot->seen[index];

	forget_what_is_over(reading, stage->symptom);
	if (boot->last.symptom &&
	    boot->last.symptom->order.value > stage->symptom->order.value)
		return;
	boot->last = *stage;
	boot->last.text = copy_text(&reading->diagnosis->arena, text);
	boot->last_line = text->line;
}

static void found(struct reading *reading, size_t index, const struct text *text,
		  const regmatch_t *caught)
{
	const struct xb_matcher *matcher = &reading->matchers[index];
	const struct xb_symptom *symptom = matcher->symptom;
	bool guest = xb_log_guest(text->data, (size_t)caught[0].rm_so) > 0;

	if (guest) {
		if (symptom->kind != XB_SYMPTOM_STAGE)
			note(reading, &reading->now.guest[index], matcher, text, caught);
		return;
	}
	if (symptom->kind == XB_SYMPTOM_STAGE && is_of_next_boot(&reading->now, symptom))
		begin_boot(reading, text->line);
	note(reading, &reading->now.seen[index], matcher, text, caught);
	if (symptom->kind == XB_SYMPTOM_STAGE)
		reach(reading, index, text);
	reading->now.ended |= symptom->boot == XB_BOOT_ENDS;
}

/* A panic says in the line behind it what it is about. */
static void complete(struct reading *reading, const struct xb_buf *line)
{
	struct xb_finding *finding = reading->wants_next;
	const char *rest = line->data + strspn(line->data, " ");

	if (!finding)
		return;
	if (strstr(rest, "(XEN)"))
		rest = strstr(rest, "(XEN)") + 5;
	rest += strspn(rest, " *");
	if (!*rest)
		return;
	finding->text = xb_arena_format(&reading->diagnosis->arena, "%s %s", finding->text,
					rest);
	reading->wants_next = NULL;
}

/* SEAM: where the second of two halves begins; then only what spans both is new. 0: a line. */
static void look(struct reading *reading, size_t line, const struct xb_buf *buf, size_t seam)
{
	const struct text text = {buf->data, buf->length, seam ? line - 1 : line};
	struct xb_pairs pairs;

	xb_pairs_of(text.data, &pairs);
	for (size_t i = 0; i < reading->count; i++) {
		regmatch_t caught[XB_CAUGHT_MAX];

		if (seam && reading->found_at[i] >= text.line)
			continue;
		if (!xb_matcher_finds(&reading->matchers[i], text.data, &pairs, caught))
			continue;
		if (seam && ((size_t)caught[0].rm_so >= seam || (size_t)caught[0].rm_eo <= seam))
			continue;
		reading->found_at[i] = line;
		found(reading, i, &text, caught);
	}
}

static void read_line(struct reading *reading, const struct xb_log_reader *log,
		      struct xb_buf *joined)
{
	complete(reading, &log->text);
	look(reading, log->line, &log->text, 0);
	for (int intruded = 0; intruded < 2; intruded++) {
		size_t seam = xb_log_join(log, intruded, joined);

		if (seam)
			look(reading, log->line, joined, seam);
	}
}

/* ---- What counts --------------------------------------------------------------------------- */

static int by_line(const void *a, const void *b)
{
	const struct xb_finding *left = a, *right = b;

	return (left->line > right->line) - (left->line < right->line);
}

static void add_fault(struct xb_diagnosis *diagnosis, const struct xb_finding *finding)
{
	diagnosis->faults = xb_grow(diagnosis->faults, &diagnosis->fault_capacity,
				    diagnosis->fault_count, sizeof(*diagnosis->faults));
	diagnosis->faults[diagnosis->fault_count++] = *finding;
}

/* Is FINDING what merely says that something failed, where another line says what? */
static bool is_explained(const struct xb_diagnosis *diagnosis, const struct xb_finding *finding)
{
	if (finding->symptom->kind != XB_SYMPTOM_CONSEQUENCE)
		return false;
	for (size_t i = 0; i < diagnosis->fault_count; i++)
		if (diagnosis->faults[i].symptom->kind == XB_SYMPTOM_FAULT &&
		    diagnosis->faults[i].guest == finding->guest)
			return true;
	return false;
}

/* Faults are never dropped, so what explains is still there for the next consequence. */
static void drop_consequences(struct xb_diagnosis *diagnosis)
{
	size_t kept = 0;

	for (size_t i = 0; i < diagnosis->fault_count; i++)
		if (!is_explained(diagnosis, &diagnosis->faults[i]))
			diagnosis->faults[kept++] = diagnosis->faults[i];
	diagnosis->fault_count = kept;
}

static void choose(struct reading *reading)
{
	const struct boot *boot = now_counts(reading) ? &reading->now : &reading->before;
	struct xb_diagnosis *diagnosis = reading->diagnosis;

	for (size_t i = 0; i < reading->count; i++) {
		if (reading->symptoms->items[i].kind == XB_SYMPTOM_STAGE)
			continue;
		if (boot->seen[i].times)
			add_fault(diagnosis, &boot->seen[i]);
		if (boot->guest[i].times)
			add_fault(diagnosis, &boot->guest[i]);
	}
	if (diagnosis->fault_count)
		qsort(diagnosis->faults, diagnosis->fault_count, sizeof(*diagnosis->faults),
		      by_line);
	drop_consequences(diagnosis);
	diagnosis->last = boot->last;
	diagnosis->last_line = boot->last_line;
	diagnosis->boot_line = boot->first_line;
	for (size_t i = 0; i < diagnosis->fault_count; i++)
		diagnosis->failed |= is_failure(diagnosis->faults[i].symptom);
	diagnosis->silent = !diagnosis->failed &&
			    (!diagnosis->last.symptom || diagnosis->last.symptom->cause.text);
}

static void read_all(struct reading *reading, const char *log, size_t length)
{
	struct xb_log_reader reader;
	struct xb_buf joined = {0};

	xb_log_start(&reader, log, length);
	while (xb_log_next(&reader))
		read_line(reading, &reader, &joined);
	reading->diagnosis->lines = reader.line;
	xb_log_clear(&reader);
	xb_buf_clear(&joined);
}

struct xb_diagnosis *xb_diagnose(const struct xb_symptom_list *symptoms, const char *log,
				 size_t length)
{
	size_t count = symptoms->count;
	struct reading reading = {.diagnosis = xb_alloc(sizeof(*reading.diagnosis)),
				  .symptoms = symptoms,
				  .matchers = xb_matchers_new(symptoms),
				  .found_at = xb_alloc((count + 1) * sizeof(*reading.found_at)),
				  .count = count};

	boot_init(&reading.now, count);
	boot_init(&reading.before, count);
	reading.now.first_line = 1;
	reading.diagnosis->boots = 1;
	read_all(&reading, log, length);
	choose(&reading);
	boot_clear(&reading.now);
	boot_clear(&reading.before);
	xb_matchers_free(reading.matchers, count);
	free(reading.found_at);
	return reading.diagnosis;
}

void xb_diagnosis_free(struct xb_diagnosis *diagnosis)
{
	if (!diagnosis)
		return;
	free(diagnosis->faults);
	xb_arena_clear(&diagnosis->arena);
	free(diagnosis);
}
