/* SPDX-License-Identifier: MIT */
/* Settings whose value is a name that the profile gives: a CPU pool, a domain. */
#include "ui/setting.h"

#include <string.h>

static bool ends_in(const char *key, const char *end)
{
	size_t length = strlen(key), tail = strlen(end);

	return length >= tail && strcmp(key + length - tail, end) == 0;
}

static bool is_pool(const struct ui_node *node)
{
	return node->subject.kind == UI_SUBJECT_OPTION && node->subject.scope == XB_SCOPE_DOMAIN &&
	       strcmp(node->title, "cpupool") == 0;
}

static bool is_owner(const struct ui_node *node)
{
	return node->info && ends_in(node->subject.id, ".owner.domain");
}

static void add_pools(const struct xb_profile *profile, struct ui_dialog *dialog)
{
	for (size_t i = 0; i < profile->cpupool_count; i++)
		ui_setting_add_row(dialog, UI_SUBJECT_VALUE, profile->cpupools[i].name.text,
				   profile->cpupools[i].name.text, NULL);
}

void ui_setting_add_domains(const struct xb_profile *profile, struct ui_dialog *dialog, const char *but)
{
	if (profile->dom0.kernel.file.text && !ui_same_text(but, "dom0"))
		ui_setting_add_row(dialog, UI_SUBJECT_VALUE, "dom0", "dom0", NULL);
	for (size_t i = 0; i < profile->guest_count; i++) {
		const char *name = profile->guests[i].name.text;

		if (!xb_guest_is_later(&profile->guests[i]) && !ui_same_text(but, name))
			ui_setting_add_row(dialog, UI_SUBJECT_VALUE, name, name, NULL);
	}
	dialog->list.count = dialog->rows.count;
}

static void add_all_domains(const struct xb_profile *profile, struct ui_dialog *dialog)
{
	ui_setting_add_domains(profile, dialog, NULL);
}

static const struct {
	bool (*is)(const struct ui_node *node);
	void (*add)(const struct xb_profile *profile, struct ui_dialog *dialog);
} kinds[] = {{is_pool, add_pools}, {is_owner, add_all_domains}};

bool ui_setting_is_name(const struct ui_node *node)
{
	for (size_t i = 0; i < XB_COUNT(kinds); i++)
		if (kinds[i].is(node))
			return true;
	return false;
}

void ui_setting_add_names(const struct ui_app *app, struct ui_dialog *dialog, const struct ui_node *node)
{
	const struct xb_profile *profile = xb_session_profile(app->session);

	for (size_t i = 0; profile && i < XB_COUNT(kinds); i++)
		if (kinds[i].is(node))
			kinds[i].add(profile, dialog);
}
