/* SPDX-License-Identifier: MIT */
/* The rows of a scope's options, in menus of their groups: what is set, then what is needed most. */
#include "ui/menu-parts.h"

#include <stdlib.h>
#include <string.h>


/* One of the options of a scope, as it will be shown. */
struct entry {
	const struct xb_option *option; /* NULL: unknown */
	const char *name;               /* as it is set, else the option's own */
	const char *group;
	size_t set_at; /* its place among what is set; SIZE_MAX: not set */
	bool bare;     /* set as the bare word */
	bool negated;  /* set as no-NAME */
	size_t at;     /* its place in the catalog */
	bool fits;     /* this architecture */
};
struct entries {
	struct entry *items;
	size_t count, capacity;
};

static void add_entry(struct entries *all, const struct xb_option *option, const char *name,
		      size_t set_at, size_t at, const char *arch)
{
	all->items = xb_grow(all->items, &all->capacity, all->count, sizeof(*all->items));
	all->items[all->count++] = (struct entry){
		.option = option,
		.name = name,
		.group = option && option->group.text ? option->group.text : "Other",
		.set_at = set_at,
		.at = at,
		.fits = !option || xb_option_on_arch(option, arch),
	};
}

static bool is_entered(const struct entries *all, const struct xb_option *option)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].option == option)
			return true;
	return false;
}

/* Is there a row for the word NAME? NAME and no-NAME, where both are set, have two. */
static bool is_word_entered(const struct entries *all, const struct xb_option *option, bool negated,
			    const char *name)
{
	for (size_t i = 0; i < all->count; i++) {
		const struct entry *entry = &all->items[i];

		if (option && !negated ? entry->option == option && !entry->negated
				       : strcmp(entry->name, name) == 0)
			return true;
	}
	return false;
}

static void collect(struct ui_menu *menu, struct xb_session *session,
		    const struct ui_section *section, struct entries *all)
{
	const struct xb_catalog *catalog = xb_session_catalog(session);
	const struct xb_boot *boot = xb_session_boot(session);
	const char *arch = boot ? boot->arch : "arm64";
	const struct xb_settings *set = section->set;
	enum xb_scope scope = section->scope;

	for (size_t i = 0; set && i < set->count; i++) {
		const char *name = set->items[i].name;
		bool negated;
		const struct xb_option *option =
			xb_catalog_find_word(catalog, scope, name, arch, &negated);

		if (is_word_entered(all, option, negated, name))
			continue;
		add_entry(all, option, xb_arena_strdup(&menu->arena, name), i,
			  option ? (size_t)(option - catalog->options) : i, arch);
		all->items[all->count - 1].bare = !set->items[i].value;
		all->items[all->count - 1].negated = negated;
	}
	for (size_t i = 0; i < catalog->count; i++)
		if (catalog->options[i].scope == scope &&
		    !is_entered(all, &catalog->options[i]))
			add_entry(all, &catalog->options[i], catalog->options[i].name.text,
				  SIZE_MAX, i, arch);
}

/* Two rows of one option for two architectures would be two rows of one key: the one that fits, else the
 * first. */
static bool is_shadowed(const struct entries *all, const struct entry *entry)
{
	for (size_t i = 0; !entry->fits && i < all->count; i++) {
		const struct entry *other = &all->items[i];

		if (other != entry && (other->fits || other < entry) &&
		    strcmp(other->name, entry->name) == 0)
			return true;
	}
	return false;
}

/* What is set comes first, in the profile's order; then what is needed most. */
static int by_use(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	uint64_t rank_x = x->option ? x->option->rank.value : 0;
	uint64_t rank_y = y->option ? y->option->rank.value : 0;

	if (x->set_at != y->set_at)
		return x->set_at < y->set_at ? -1 : 1;
	if (rank_x != rank_y)
		return rank_x > rank_y ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

/* The bare no-NAME is shown as what it says of NAME. */
static void say_negated(struct ui_node *node, const struct entry *entry)
{
	node->negated = entry->negated && node->bare;
	if (!node->negated)
		return;
	node->value = "no";
	node->bare = false;
	node->is_switch = node->off = true;
}

static struct ui_node *add_option(struct ui_menu *menu, const char *in, const char *name,
				  const char *key, const struct xb_option *option)
{
	struct ui_node *node = ui_menu_add(menu, UI_SUBJECT_OPTION, in, key, name);

	node->option = option;
	node->standing = option ? option->default_value.text : NULL;
	node->about = option ? option->summary.text : "No catalog knows this option";
	return node;
}

/* The row of ENTRY in the menu ID. Which options guests need is said in each guest's own menu. */
static struct ui_node *add_entry_node(struct ui_menu *menu, const struct xb_boot *boot,
				      const struct ui_section *section, const char *id,
				      const struct entry *entry, const struct ui_values *values)
{
	char *key = xb_arena_format(&menu->arena, "%s.%s", section->key, entry->name), *unfit;
	struct ui_node *node = add_option(menu, id, entry->name, key, entry->option);

	node->subject.scope = section->scope;
	node->guest = section->guest;
	node->needed = !section->guest && entry->option && entry->option->rank.value >= XB_RANK_NEEDED;
	ui_menu_set_value(menu, node, values);
	node->bare = entry->bare && node->value;
	say_negated(node, entry);
	unfit = boot && entry->option ? xb_boot_option_unfit(boot, entry->option) : NULL;
	node->unfit = unfit ? xb_arena_strdup(&menu->arena, unfit) : NULL;
	free(unfit);
	return node;
}

/* What fits comes first. */
static void add_group(struct ui_menu *menu, const struct xb_boot *boot,
		      const struct ui_section *section, const char *id, const char *group,
		      const struct entries *all, const struct ui_values *values)
{
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < all->count; i++) {
			const struct entry *entry = &all->items[i];

			if (entry->fits == (pass == 0) && strcmp(entry->group, group) == 0 &&
			    !is_shadowed(all, entry))
				add_entry_node(menu, boot, section, id, entry, values);
		}
	}
}

/* The groups of a scope, in the order of the catalog; what no catalog knows comes last. */
struct groups {
	const char **names;
	size_t count, capacity;
};

static void add_group_name(struct groups *groups, const char *name)
{
	for (size_t i = 0; i < groups->count; i++)
		if (strcmp(groups->names[i], name) == 0)
			return;
	groups->names = xb_grow(groups->names, &groups->capacity, groups->count,
				sizeof(*groups->names));
	groups->names[groups->count++] = name;
}

static void find_groups(const struct xb_catalog *catalog, enum xb_scope scope,
			const struct entries *all, struct groups *groups)
{
	for (size_t i = 0; i < catalog->count; i++)
		if (catalog->options[i].scope == scope && catalog->options[i].group.text)
			add_group_name(groups, catalog->options[i].group.text);
	for (size_t i = 0; i < all->count; i++)
		add_group_name(groups, all->items[i].group);
}

void ui_menu_add_options(struct ui_menu *menu, struct xb_session *session,
			const struct ui_section *section, const struct ui_values *values)
{
	struct entries all = {0};
	struct groups groups = {0};

	collect(menu, session, section, &all);
	find_groups(xb_session_catalog(session), section->scope, &all, &groups);
	if (all.count)
		qsort(all.items, all.count, sizeof(*all.items), by_use);
	for (size_t i = 0; i < groups.count; i++) {
		char *id = xb_arena_format(&menu->arena, "%s/%s", section->menu, groups.names[i]);

		ui_menu_add(menu, UI_SUBJECT_MENU, section->menu, id, groups.names[i])->guest =
			section->guest;
		add_group(menu, xb_session_boot(session), section, id, groups.names[i], &all,
			  values);
	}
	free(all.items);
	free(groups.names);
}

static int by_place(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

/* In the catalog's order, for there they stand by what they are about. */
void ui_menu_add_properties(struct ui_menu *menu, struct xb_session *session,
			    const struct ui_section *section, const struct ui_values *values)
{
	struct entries all = {0};

	collect(menu, session, section, &all);
	if (all.count)
		qsort(all.items, all.count, sizeof(*all.items), by_place);
	for (size_t i = 0; i < all.count; i++) {
		struct ui_node *node;

		if (is_shadowed(&all, &all.items[i]))
			continue;
		node = add_entry_node(menu, xb_session_boot(session), section, section->menu, &all.items[i],
				      values);
		node->inside = true;
	}
	free(all.items);
}
