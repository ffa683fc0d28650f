/* SPDX-License-Identifier: MIT */
/* What was seen in a boot, and what of it counts. */
#include <stdlib.h>
#include <string.h>

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
		.by_guest = sighting->by_guest && sighting->symptom->kind != XB_SYMPTOM_MUTE,
	};
}

/* Did the guest of SIGHTING never say a word, though the log goes on until another system speaks? */
static bool is_mute(const struct boot *boot, const struct sighting *sighting)
{
	const struct xb_log_guest *guest = guests_find(&boot->guests, sighting->guest);
	bool others = boot->up_line > sighting->line;

	if (!guest || guest->speaks)
		return false;
	for (size_t i = 0; i < boot->guests.count && !others; i++)
		others = boot->guests.items[i].speaks > sighting->line;
	return others;
}

/* The same, with what the lines behind it made of it; no symptom: it is not to be shown. */
static struct xb_finding settle(const struct boot *boot, const struct sighting *sighting)
{
	const struct xb_symptom *symptom = sighting->symptom;
	struct xb_finding result;

	if (!has_evidence(boot, sighting) || symptom->kind == XB_SYMPTOM_STAGE ||
	    symptom->kind == XB_SYMPTOM_EVIDENCE ||
	    (symptom->kind == XB_SYMPTOM_MUTE && !is_mute(boot, sighting)))
		return (struct xb_finding){0};
	result = place_of(sighting);
	result.passed = !sighting->by_guest && sighting->line < boot->up_line &&
			!symptom->stays.value;
	return result;
}

/* The sighting at INDEX of all of BOOT, COUNT by the symptoms and then those of guests; NULL: there are no more. */
static const struct sighting *sighting_at(const struct boot *boot, size_t count, size_t index)
{
	if (index < count)
		return &boot->seen[index];
	return index - count < boot->own_count ? &boot->own[index - count] : NULL;
}

bool boot_has_fault(const struct boot *boot, size_t count)
{
	const struct sighting *sighting;

	for (size_t i = 0; (sighting = sighting_at(boot, count, i)); i++) {
		struct xb_finding finding = settle(boot, sighting);

		if (finding.symptom && xb_finding_is_fault(&finding))
			return true;
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

/* Of guest NUMBER; 0: of the one that the log has no number for. NULL: it is not known. */
static const char *diagnosis_name(const struct xb_diagnosis *diagnosis, unsigned number)
{
	if (!number)
		return diagnosis->unplaced_name;
	return number <= diagnosis->guest_count ? diagnosis->guests[number - 1].name : NULL;
}

static char *text_of(struct xb_arena *arena, const struct sighting *sighting)
{
	const struct xb_buf *text = &sighting->text;
	const char *data = text->data ? text->data : "";

	if (!sighting->next.length)
		return xb_arena_strndup(arena, data, trimmed(text));
	return xb_arena_format(arena, "%.*s %s", (int)trimmed(text), data, sighting->next.data);
}

/* Whose words the rest of the sentence is about. */
static void put_teller(struct xb_buf *out, const struct xb_finding *finding)
{
	if (!finding->by_guest)
		return;
	if (finding->guest_name)
		xb_buf_printf(out, "In guest %s (d%u): ", finding->guest_name, finding->guest);
	else
		xb_buf_printf(out, "In guest d%u: ", finding->guest);
}

/* What FINDING's guest is called in a sentence. */
static void put_guest(struct xb_buf *out, const struct xb_finding *finding)
{
	if (finding->by_guest)
		xb_buf_puts(out, "the guest");
	else if (finding->guest_name && finding->guest)
		xb_buf_printf(out, "guest %s (d%u)", finding->guest_name, finding->guest);
	else if (finding->guest_name)
		xb_buf_printf(out, "guest %s", finding->guest_name);
	else if (finding->guest)
		xb_buf_printf(out, "guest %u", finding->guest);
	else if (!guests_is_built(finding->symptom->guest))
		xb_buf_puts(out, "dom0");
	else
		xb_buf_puts(out, "a guest");
}

static void put_caught(struct xb_buf *out, const char *line, const regmatch_t *caught)
{
	if (caught->rm_so >= 0)
		xb_buf_add(out, line + caught->rm_so, (size_t)(caught->rm_eo - caught->rm_so));
}

/* What \LETTER stands for: what the pattern caught, the guest, its name. False: for nothing. */
static bool put_meant(struct xb_buf *out, char letter, const struct sighting *sighting,
		      const struct xb_finding *finding)
{
	if (letter == 'g')
		put_guest(out, finding);
	else if (letter == 'n')
		xb_buf_puts(out, finding->guest_name ? finding->guest_name : "NAME");
	else if (letter >= '1' && letter < '0' + XB_CAUGHT_MAX)
		put_caught(out, sighting->text.data, &sighting->caught[letter - '0']);
	else
		return false;
	return true;
}

/* TEXT of a symptom with what its pattern caught and FINDING's guest; NULL where there is none. */
static char *put_in(struct xb_arena *arena, const struct xb_text *text,
		    const struct sighting *sighting, const struct xb_finding *finding)
{
	struct xb_buf out = {0};
	char *result;

	if (!text->text)
		return NULL;
	for (const char *at = text->text; *at; at++)
		if (*at == '\\' && put_meant(&out, at[1], sighting, finding))
			at++;
		else
			xb_buf_putc(&out, *at);
	result = xb_arena_strndup(arena, out.data ? out.data : "", out.length);
	xb_buf_clear(&out);
	return result;
}

static char *means_of(struct xb_arena *arena, const struct sighting *sighting,
		      const struct xb_finding *finding)
{
	char *text = put_in(arena, &finding->symptom->means, sighting, finding), *result;
	struct xb_buf out = {0};

	put_teller(&out, finding);
	xb_buf_puts(&out, text ? text : "");
	result = xb_arena_strdup(arena, out.data);
	xb_buf_clear(&out);
	return result;
}

/* What the log calls the guest in this line, or else elsewhere. */
static const char *name_of(struct xb_diagnosis *diagnosis, const struct sighting *sighting)
{
	uint64_t group = sighting->symptom->names.value;
	const regmatch_t *caught = &sighting->caught[group < XB_CAUGHT_MAX ? group : 0];

	if (group && caught->rm_so >= 0 && !sighting->by_guest)
		return xb_arena_strndup(&diagnosis->arena, sighting->text.data + caught->rm_so,
					(size_t)(caught->rm_eo - caught->rm_so));
	if (!sighting->guest && !guests_is_built(sighting->symptom->guest))
		return NULL;
	return diagnosis_name(diagnosis, sighting->guest);
}

static uint64_t address_of(const struct sighting *sighting)
{
	if (!sighting->symptom->address.value || sighting->caught[1].rm_so < 0)
		return 0;
	return strtoull(sighting->text.data + sighting->caught[1].rm_so, NULL, 16);
}

static void put_texts(struct xb_diagnosis *diagnosis, const struct sighting *sighting,
		      struct xb_finding *finding)
{
	const struct xb_symptom *symptom = finding->symptom;
	const struct xb_buf *before = &sighting->before;
	struct xb_arena *arena = &diagnosis->arena;

	finding->text = text_of(arena, sighting);
	finding->address = address_of(sighting);
	finding->guest_name = name_of(diagnosis, sighting);
	finding->means = means_of(arena, sighting, finding);
	finding->cause = put_in(arena, &symptom->cause, sighting, finding);
	finding->cure = put_in(arena, &symptom->cure, sighting, finding);
	if (before->length)
		finding->before = xb_arena_strndup(arena, before->data, before->length);
}

static struct xb_finding finding_of(struct xb_diagnosis *diagnosis, const struct sighting *sighting)
{
	struct xb_finding finding = place_of(sighting);

	put_texts(diagnosis, sighting, &finding);
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
	const struct sighting *sighting;

	for (size_t i = 0; (sighting = sighting_at(boot, count, i)); i++) {
		struct xb_finding finding = settle(boot, sighting);

		if (!finding.symptom)
			continue;
		put_texts(diagnosis, sighting, &finding);
		add_finding(diagnosis, &finding);
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
	if (left == right || left->by_guest != right->by_guest ||
	    (left->by_guest && left->guest != right->guest) || (left->passed && !right->passed) ||
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
		   const struct xb_boot *profile, struct xb_diagnosis *diagnosis)
{
	guests_copy(&boot->guests, profile, diagnosis);
	collect(boot, symptoms->count, diagnosis);
	drop_retried(boot, diagnosis);
	drop_consequences(diagnosis);
	if (shows_stage(boot)) {
		diagnosis->last = finding_of(diagnosis, &boot->last);
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
