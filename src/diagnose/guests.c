/* SPDX-License-Identifier: MIT */
#include "diagnose/guests.h"

#include <stdlib.h>
#include <string.h>

#include "diagnose/log-line.h"

/* The slot of guest NUMBER; NULL: there are too many. */
static struct xb_log_guest *slot_of(struct guests *guests, unsigned number)
{
	if (!number || number > XB_LOG_GUESTS_MAX)
		return NULL;
	if (guests->count < number)
		guests->count = number;
	return &guests->items[number - 1];
}

/* The number behind BEFORE in WORDS, with AFTER behind it; 0: that does not stand there. */
static unsigned number_in(const char *words, const char *before, const char *after)
{
	const char *at = strstr(words, before);
	unsigned long number;
	char *end;

	if (!at)
		return 0;
	at += strlen(before);
	number = strtoul(at, &end, 10);
	if (end == at || strncmp(end, after, strlen(after)) != 0 || number > XB_LOG_GUESTS_MAX)
		return 0;
	return (unsigned)number;
}

/* Lines with a guest's number in the midst of its building: a log may begin behind the first ones. */
static unsigned number_told(const char *words)
{
	static const struct {
		const char *before, *after;
	} forms[] = {
		{"Loading d", " kernel from boot module"},
		{"Loading d", " DTB to"},
		{"KB for d", ":"},
		{"MB for d", ":"},
	};
	unsigned number = 0;

	for (size_t i = 0; i < XB_COUNT(forms) && !number; i++)
		number = number_in(words, forms[i].before, forms[i].after);
	return number;
}

/* A kernel's first lines behind "(XEN) ": of the guest that has the focus. */
static bool is_kernels(const char *words)
{
	return strstr(words, "Booting Linux on physical CPU") || strstr(words, "Linux version ");
}

static void hear(struct guests *guests, unsigned number, size_t line)
{
	struct xb_log_guest *guest = slot_of(guests, number);

	if (guest && !guest->speaks)
		guest->speaks = line;
}

/* Xen's WORDS of its building of guests. Returns whether they begin one. */
static bool follow(struct guests *guests, const char *words, size_t line)
{
	bool begins = strncmp(words, "LOADING DOMU ", strlen("LOADING DOMU ")) == 0;
	unsigned told = number_told(words);
	struct xb_log_guest *guest;

	if (!begins && !told)
		return false;
	guests->now = told ? told : guests->now + 1;
	guests->done = strstr(words, " DTB to ") != NULL;
	guest = slot_of(guests, guests->now);
	if (guest && !guest->built)
		guest->built = line;
	return begins;
}

bool guests_read(struct guests *guests, const char *line, size_t number)
{
	const char *words = xb_log_xen_words(line);
	unsigned speaker = xb_log_guest(line, strlen(line));

	if (speaker || (words && guests->focus && is_kernels(words)))
		hear(guests, speaker ? speaker : guests->focus, number);
	if (!words || speaker)
		return false;
	if (strstr(words, "Serial input to "))
		guests->focus = number_in(words, "Serial input to DOM", "");
	/* Behind that dom0 may print all of it once more, by xl dmesg. */
	if (guests->started)
		return false;
	if (strstr(words, "kB init memory"))
		guests->started = number;
	return follow(guests, words, number);
}

bool guests_is_built(enum xb_symptom_guest of)
{
	return of >= XB_GUEST_BUILT;
}

unsigned guests_meant(const struct guests *guests, enum xb_symptom_guest of)
{
	switch (of) {
	case XB_GUEST_BUILT:
		return guests->now;
	case XB_GUEST_NEXT:
		return guests->now + 1;
	case XB_GUEST_EITHER:
		return guests->now && !guests->done ? guests->now : guests->now + 1;
	case XB_GUEST_ANY:
	case XB_GUEST_NONE:
	case XB_GUEST_OWN:
		break;
	}
	return 0;
}

void guests_name(struct guests *guests, unsigned number, const char *name, size_t length,
		 struct xb_arena *arena)
{
	struct xb_log_guest *guest = slot_of(guests, number);
	const char **slot = number ? (guest ? &guest->name : NULL) : &guests->unplaced;

	if (slot && !*slot && length)
		*slot = xb_arena_strndup(arena, name, length);
}

const struct xb_log_guest *guests_find(const struct guests *guests, unsigned number)
{
	return number && number <= guests->count ? &guests->items[number - 1] : NULL;
}

unsigned guests_speaker(const struct guests *guests, const char *text, size_t offset, bool linux_words)
{
	unsigned guest = xb_log_guest(text, offset);

	if (guest || !linux_words || strncmp(text, "(XEN) ", 6) != 0)
		return guest;
	return guests->focus;
}

/* PROFILE's names, for those of GUESTS that have none. Returns how many guests it has. */
static size_t name_by(const struct xb_boot *profile, struct xb_log_guest *guests,
		      struct xb_arena *arena)
{
	size_t at = 0;

	for (size_t i = 0; i < profile->domain_count && at < XB_LOG_GUESTS_MAX; i++) {
		const struct xb_domain *domain = &profile->domains[i];

		if (domain->hardware || !domain->node)
			continue;
		if (!guests[at].name)
			guests[at].name = xb_arena_strdup(arena, domain->name);
		at++;
	}
	return at;
}

void guests_copy(const struct guests *guests, const struct xb_boot *profile,
		 struct xb_diagnosis *diagnosis)
{
	struct xb_arena *arena = &diagnosis->arena;
	struct xb_log_guest *copy = xb_arena_alloc(arena, sizeof(guests->items));
	size_t named = 0;

	for (size_t i = 0; i < guests->count; i++) {
		copy[i] = guests->items[i];
		if (copy[i].name)
			copy[i].name = xb_arena_strdup(arena, copy[i].name);
	}
	if (profile)
		named = name_by(profile, copy, arena);
	if (guests->unplaced)
		diagnosis->unplaced_name = xb_arena_strdup(arena, guests->unplaced);
	diagnosis->guests_started = guests->started;
	diagnosis->guests = copy;
	diagnosis->guest_count = named > guests->count ? named : guests->count;
}
