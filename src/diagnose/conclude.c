/* SPDX-License-Identifier: MIT */
/* What was seen in a boot, and what of it counts. */
#include <stdlib.h>

#include "diagnose/reading.h"

bool xb_finding_is_fault(const struct xb_finding *finding)
{
	return !finding->passed && (finding->symptom->kind == XB_SYMPTOM_FAULT ||
				    finding->symptom->kind == XB_SYMPTOM_CONSEQUENCE);
}

bool xb_diagnosis_tells_last(const struct xb_diagnosis *diagnosis)
{
	const struct xb_symptom *last = diagnosis->last.symptom;

	return !diagnosis->failed || (last && !last->cause.text && !diagnosis->stays);
}

/* ---- One symptom ------------------------------------------------------------------------------ */

static bool fits_release(const struct xb_symptom *symptom, unsigned release)
{
	if (symptom->to.text && (!release || release > xb_release_number(symptom->to.text)))
		return false;
	return !symptom->from.text || !release ||
	       release >= xb_release_number(symptom->from.text);
}

/* Rows may hang on rows that hang on others, but never on themselves: xb_symptoms_load sees to it. */
static bool has_evidence(const struct boot *boot, const struct sighting *sighting)
{
	const struct xb_symptom *symptom = sighting->symptom;

	if (!sighting->times || !fits_release(symptom, boot->release))
		return false;
	for (size_t i = 0; i < symptom->after.names.count; i++) {
		const struct sighting *other = &boot->seen[symptom->after.at[i]];

		if (other->line > sighting->line || !has_evidence(boot, other))
			return false;
	}
	for (size_t i = 0; i < symptom->unless.names.count; i++)
		if (has_evidence(boot, &boot->seen[symptom->unless.at[i]]))
			return false;
	return true;
}

/* SIGHTING without its texts. */
static struct xb_finding place_of(const struct sighting *sighting)
{
	return (struct xb_finding){
		.symptom = sighting->symptom,
		.line = sighting->line,
		.last_line = sighting->last_line,
		.times = sighting->times,
		.guest = sighting->guest,
	};
}

/* The same, with what the lines behind it made of it; no symptom: it is not to be shown. */
static struct xb_finding settle(const struct boot *boot, const struct sighting *sighting)
{
	const struct xb_symptom *symptom = sighting->symptom;
	struct xb_finding result;

	if (!has_evidence(boot, sighting) || symptom->kind == XB_SYMPTOM_STAGE ||
	    symptom->kind == XB_SYMPTOM_EVIDENCE)
		return (struct xb_finding){0};
	result = place_of(sighting);
	result.passed = !sighting->guest && sighting->line < boot->up_line &&
			!symptom->stays.value;
	return result;
}

bool boot_has_fault(const struct boot *boot, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct sighting *both[] = {&boot->seen[i], &boot->guest[i]};

		for (size_t k = 0; k < 2; k++) {
			struct xb_finding finding = settle(boot, both[k]);

			if (finding.symptom && xb_finding_is_fault(&finding))
				return true;
		}
	}
	return false;
}

/* ---- Its texts --------------------------------------------------------------------------------- */

static size_t trimmed(const struct xb_buf *text)
{
	size_t length = text->length;

	while (length && text->data[length - 1] == ' ')
		length--;
	return length;
}

static char *text_of(struct xb_arena *arena, const struct sighting *sighting)
{
	const struct xb_buf *text = &sighting->text;
	const char *data = text->data ? text->data : "";

	if (!sighting->next.length)
		return xb_arena_strndup(arena, data, trimmed(text));
	return xb_arena_format(arena, "%.*s %s", (int)trimmed(text), data, sighting->next.data);
}

/* TEXT of a symptom with what its pattern caught; NULL where there is none. */
static char *put_in(struct xb_arena *arena, const struct xb_text *text,
		    const struct sighting *sighting)
{
	struct xb_buf out = {0};
	char *result;

	if (!text->text)
		return NULL;
	xb_put_caught(&out, text->text, sighting->text.data, sighting->caught);
	result = xb_arena_strndup(arena, out.data ? out.data : "", out.length);
	xb_buf_clear(&out);
	return result;
}

static uint64_t address_of(const struct sighting *sighting)
{
	if (!sighting->symptom->address.value || sighting->caught[1].rm_so < 0)
		return 0;
	return strtoull(sighting->text.data + sighting->caught[1].rm_so, NULL, 16);
}

static void put_texts(struct xb_arena *arena, const struct sighting *sighting,
		      struct xb_finding *finding)
{
	const struct xb_symptom *symptom = sighting->symptom;
	const struct xb_buf *before = &sighting->before;

	finding->text = text_of(arena, sighting);
	finding->address = address_of(sighting);
	finding->means = put_in(arena, &symptom->means, sighting);
	if (!finding->means)
		finding->means = xb_arena_strndup(arena, "", 0);
	finding->cause = put_in(arena, &symptom->cause, sighting);
	finding->cure = put_in(arena, &symptom->cure, sighting);
	if (before->length)
		finding->before = xb_arena_strndup(arena, before->data, before->length);
}

static struct xb_finding finding_of(struct xb_arena *arena, const struct sighting *sighting)
{
	struct xb_finding finding = place_of(sighting);

	put_texts(arena, sighting, &finding);
	return finding;
}

/* ---- All of them ------------------------------------------------------------------------------ */

static int by_line(const void *a, const void *b)
{
	const struct xb_finding *left = a, *right = b;

	return (left->line > right->line) - (left->line < right->line);
}

static void add_finding(struct xb_diagnosis *diagnosis, const struct xb_finding *finding)
{
	diagnosis->faults = xb_grow(diagnosis->faults, &diagnosis->fault_capacity,
				    diagnosis->fault_count, sizeof(*diagnosis->faults));
	diagnosis->faults[diagnosis->fault_count++] = *finding;
}

static void collect(const struct boot *boot, size_t count, struct xb_diagnosis *diagnosis)
{
	for (size_t i = 0; i < count; i++) {
		const struct sighting *both[] = {&boot->seen[i], &boot->guest[i]};

		for (size_t k = 0; k < 2; k++) {
			struct xb_finding finding = settle(boot, both[k]);

			if (!finding.symptom)
				continue;
			put_texts(&diagnosis->arena, both[k], &finding);
			add_finding(diagnosis, &finding);
		}
	}
	if (diagnosis->fault_count)
		qsort(diagnosis->faults, diagnosis->fault_count, sizeof(*diagnosis->faults),
		      by_line);
}

/*
 * Does LEFT tell more than RIGHT, which merely says that something failed? A fault does; of two
 * consequences the first, which is nearer to the cause; a panic's head tells least.
 */
static bool explains(const struct xb_finding *left, const struct xb_finding *right)
{
	if (left == right || left->guest != right->guest || (left->passed && !right->passed) ||
	    right->symptom->kind != XB_SYMPTOM_CONSEQUENCE)
		return false;
	if (left->symptom->kind != XB_SYMPTOM_CONSEQUENCE)
		return left->symptom->kind == XB_SYMPTOM_FAULT;
	if (left->symptom->next.value != right->symptom->next.value)
		return right->symptom->next.value;
	return left < right;
}

static bool is_explained(const struct xb_diagnosis *diagnosis, const struct xb_finding *finding)
{
	for (size_t i = 0; i < diagnosis->fault_count; i++)
		if (explains(&diagnosis->faults[i], finding))
			return true;
	return false;
}

/* What explains one is dropped only for what explains both. */
static void drop_consequences(struct xb_diagnosis *diagnosis)
{
	struct xb_finding *kept = xb_alloc((diagnosis->fault_count + 1) * sizeof(*kept));
	size_t count = 0;

	for (size_t i = 0; i < diagnosis->fault_count; i++)
		if (!is_explained(diagnosis, &diagnosis->faults[i]))
			kept[count++] = diagnosis->faults[i];
	free(diagnosis->faults);
	diagnosis->faults = kept;
	diagnosis->fault_count = count;
}

static bool was_got_over(const struct boot *boot, const struct xb_finding *finding)
{
	const struct xb_symptom_links *retried = &finding->symptom->retried;

	for (size_t i = 0; i < retried->names.count; i++)
		if (boot->seen[retried->at[i]].last_line > finding->line)
			return true;
	return false;
}

/* A load that failed is why Xen or dom0 failed; where they did not, another load stood in for it. */
static void drop_retried(const struct boot *boot, struct xb_diagnosis *diagnosis)
{
	size_t kept = 0;

	if (!boot->spoken)
		return;
	for (size_t i = 0; i < diagnosis->fault_count; i++)
		if (xb_finding_is_fault(&diagnosis->faults[i]) &&
		    !was_got_over(boot, &diagnosis->faults[i]))
			return;
	for (size_t i = 0; i < diagnosis->fault_count; i++)
		if (!was_got_over(boot, &diagnosis->faults[i]))
			diagnosis->faults[kept++] = diagnosis->faults[i];
	diagnosis->fault_count = kept;
}

/* U-Boot's own stages tell nothing of a boot in which Xen or a kernel has spoken: lines are missing. */
static bool shows_stage(const struct boot *boot)
{
	const struct xb_symptom *stage = boot->last.symptom;

	return stage && (!boot->spoken || stage->order.value >= XB_ORDER_STARTED);
}

void boot_conclude(const struct boot *boot, const struct xb_symptom_list *symptoms,
		   struct xb_diagnosis *diagnosis)
{
	collect(boot, symptoms->count, diagnosis);
	drop_retried(boot, diagnosis);
	drop_consequences(diagnosis);
	if (shows_stage(boot)) {
		diagnosis->last = finding_of(&diagnosis->arena, &boot->last);
		diagnosis->last_line = boot->last.last_line;
	}
	diagnosis->boot_line = boot->first_line;
	command_lines_copy(&boot->lines, &diagnosis->commands, &diagnosis->arena);
	for (size_t i = 0; i < diagnosis->fault_count; i++) {
		const struct xb_finding *finding = &diagnosis->faults[i];

		diagnosis->failed |= xb_finding_is_fault(finding);
		diagnosis->stays |= xb_finding_is_fault(finding) && finding->symptom->stays.value;
	}
	diagnosis->silent = !diagnosis->failed &&
			    (!diagnosis->last.symptom || diagnosis->last.symptom->cause.text);
	diagnosis->excerpt = !diagnosis->last.symptom && boot->spoken;
}
