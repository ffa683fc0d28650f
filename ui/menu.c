/* SPDX-License-Identifier: MIT */
#include "ui/menu.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "ui/action.h"
#include "ui/scope.h"

/* ---- Which menu shows what ------------------------------------------------------------------- */

/* The menus of the first level. Options of a scope are in menus of their groups below one of them. */
static const struct top {
	const char *id, *title, *about;
} tops[] = {
	{"boot-files", "Board and files", "The board, and the files that are booted"},
	{"load", "Loading", "How U-Boot gets the files"},
	{"xen", "Xen options", "Xen's command line"},
	{"dom0", "dom0", "dom0's kernel, its ramdisk and the Linux options"},
	{"output", "Outputs", "What is written, and under which names"},
};

/* Actions that stand in the root menu, so that nobody has to know their keys. */
static const struct view {
	const char *action, *title, *about;
} views[] = {
	{"profiles", "Profiles", "Open, copy, rename, delete, or make a new one"},
	{"problems", "Problems", "What is wrong with the profile as it stands"},
	{"map", "Memory map", "What stands where in memory, drawn to scale"},
	{"preview", "Preview", "The script, /chosen and the command lines as they would be written"},
	{"changes", "Changes", "What differs from the saved profile, to be reverted one by one"},
	{"build", "Build", "Write the script, the device tree or both"},
};

/* A key goes to the menu of the longest section that it is in. */
static const struct {
	const char *section, *menu;
} homes[] = {
	{"", "boot-files"},     {"load", "load"}, {"xen", "boot-files"}, {"xen.options", "xen"},
	{"xen.extra", "xen"},   {"device-tree", "boot-files"}, {"dom0", "dom0"}, {"output", "output"},
};

/* Is KEY the section itself, or does it stand in it? All keys stand in "". */
static bool is_in(const char *key, const char *section)
{
	size_t length = strlen(section);

	return !length ||
	       (strncmp(key, section, length) == 0 && (!key[length] || key[length] == '.'));
}

/* The row of homes that KEY goes by. */
static size_t home_of(const char *key)
{
	size_t home = 0;

	for (size_t i = 1; i < XB_COUNT(homes); i++)
		if (is_in(key, homes[i].section) &&
		    strlen(homes[i].section) > strlen(homes[home].section))
			home = i;
	return home;
}

static const char *menu_of(const char *key)
{
	return homes[home_of(key)].menu;
}

/* ---- Making the nodes ------------------------------------------------------------------------ */

static struct ui_node *add(struct ui_menu *menu, enum ui_subject_kind kind, const char *in,
			   const char *id, const char *title)
{
	struct ui_node *node;

	menu->nodes = xb_grow(menu->nodes, &menu->capacity, menu->count, sizeof(*menu->nodes));
	node = &menu->nodes[menu->count++];
	*node = (struct ui_node){
		.subject = {.kind = kind, .id = id, .name = title},
		.menu = in,
		.title = title,
		.severity = -1,
	};
	return node;
}

/* Values by key, and whether they are others than the saved ones. */
struct values {
	struct xb_flat now, saved;
	bool has_saved;
};

static int by_key(const void *a, const void *b)
{
	return strcmp(((const struct xb_flat_item *)a)->key, ((const struct xb_flat_item *)b)->key);
}

static const char *value_of(const struct xb_flat *flat, const char *key)
{
	const struct xb_flat_item wanted = {.key = (char *)key};
	const struct xb_flat_item *found =
		flat->count ? bsearch(&wanted, flat->items, flat->count, sizeof(wanted), by_key)
			    : NULL;

	return found ? found->value : NULL;
}

/* KEY's own value, or all that stands below it: lists come as one item for each entry. */
static const char *whole_value(struct ui_menu *menu, const struct xb_flat *flat, const char *key)
{
	const char *own = value_of(flat, key);
	struct xb_buf text = {0};
	char *copy = NULL;

	if (own)
		return xb_arena_strdup(&menu->arena, own);
	for (size_t i = 0; i < flat->count; i++)
		if (is_in(flat->items[i].key, key))
			xb_buf_printf(&text, "%s%s", text.length ? ", " : "", flat->items[i].value);
	if (text.length)
		copy = xb_arena_strdup(&menu->arena, text.data);
	xb_buf_clear(&text);
	return copy;
}

/* All words for off are one. */
static void set_switch(struct ui_node *node)
{
	const struct xb_option *option = node->option;

	node->is_switch = option ? strcmp(option->type.text, "bool") == 0
				 : node->info && node->info->kind == XB_KEY_FLAG;
	node->off = node->is_switch && node->value &&
		    (option ? xb_option_is_off(option, node->value)
			    : strcmp(node->value, "false") == 0);
}

static void set_value(struct ui_menu *menu, struct ui_node *node, const struct values *values)
{
	node->value = whole_value(menu, &values->now, node->subject.id);
	set_switch(node);
	node->changed = values->has_saved &&
			!ui_same_text(node->value, whole_value(menu, &values->saved, node->subject.id));
}

/* What the merge of profiles uses up is not among the values: `extends`. */
static void add_used_up(struct xb_flat *flat, const struct xb_profile *profile)
{
	struct xb_buf value = {0};

	if (xb_profile_get(profile, "extends", &value)) {
		flat->items = xb_grow(flat->items, &flat->capacity, flat->count,
				      sizeof(*flat->items));
		flat->items[flat->count++] =
			(struct xb_flat_item){xb_strdup("extends"), xb_strdup(value.data ? value.data : "")};
	}
	xb_buf_clear(&value);
}

/* What the planner made of an entry of its own: its address, or the size of its file. */
static const char *planned(struct ui_menu *menu, const struct xb_boot *boot,
			   const struct ui_node *node)
{
	const char *key = node->subject.id;
	bool size = strcmp(key + strlen(node->section), ".size") == 0;

	for (size_t i = 0; boot && i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (load->placed && load->address_key && strcmp(load->address_key, key) == 0)
			return xb_arena_format(&menu->arena, "auto: 0x%" PRIX64, load->address);
		if (size && load->present && load->key && strcmp(load->key, node->section) == 0)
			return xb_arena_format(&menu->arena, "of the file: 0x%" PRIX64, load->size);
	}
	return NULL;
}

/* All of KEY but its last name. */
static const char *section_of(struct ui_menu *menu, const char *key)
{
	const char *dot = strrchr(key, '.');

	return dot ? xb_arena_strndup(&menu->arena, key, (size_t)(dot - key)) : "";
}

static void add_key(struct ui_menu *menu, const struct xb_boot *boot,
		    const struct xb_key_info *info, const struct values *values)
{
	struct ui_node *node =
		add(menu, UI_SUBJECT_KEY, menu_of(info->key), info->key, info->key);

	node->info = info;
	node->about = info->about;
	node->section = section_of(menu, info->key);
	node->standing = planned(menu, boot, node);
	set_value(menu, node, values);
}

static struct ui_node *add_option(struct ui_menu *menu, const char *in, const char *name,
				  const char *key, const struct xb_option *option)
{
	struct ui_node *node = add(menu, UI_SUBJECT_OPTION, in, key, name);

	node->option = option;
	node->standing = option ? option->default_value.text : NULL;
	node->about = option ? option->summary.text : "No catalog knows this option";
	return node;
}

/* ---- Options --------------------------------------------------------------------------------- */

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

static const struct xb_settings *settings_of(const struct xb_profile *profile, enum xb_scope scope)
{
	return (const struct xb_settings *)((const char *)profile + ui_scope(scope)->settings);
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

static void collect(struct ui_menu *menu, struct xb_session *session, enum xb_scope scope,
		    struct entries *all)
{
	const struct xb_catalog *catalog = xb_session_catalog(session);
	const struct xb_profile *profile = xb_session_profile(session);
	const struct xb_boot *boot = xb_session_boot(session);
	const char *arch = boot ? boot->arch : "arm64";
	const struct xb_settings *set = profile ? settings_of(profile, scope) : NULL;

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

/* The row of ENTRY in the menu ID. SECTION is the key below which its scope's options stand. */
static void add_entry_node(struct ui_menu *menu, const struct xb_boot *boot,
			   const struct xb_key_info *section, const char *id,
			   const struct entry *entry, const struct values *values)
{
	char *key = xb_arena_format(&menu->arena, "%s.%s", section->key, entry->name), *unfit;
	struct ui_node *node = add_option(menu, id, entry->name, key, entry->option);

	node->subject.scope = section->scope;
	set_value(menu, node, values);
	node->bare = entry->bare && node->value;
	say_negated(node, entry);
	unfit = boot && entry->option ? xb_boot_option_unfit(boot, entry->option) : NULL;
	node->unfit = unfit ? xb_arena_strdup(&menu->arena, unfit) : NULL;
	free(unfit);
}

/* What fits comes first. */
static void add_group(struct ui_menu *menu, const struct xb_boot *boot,
		      const struct xb_key_info *section, const char *id, const char *group,
		      const struct entries *all, const struct values *values)
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

static void add_options(struct ui_menu *menu, struct xb_session *session,
			const struct xb_key_info *section, const struct values *values)
{
	const char *top = menu_of(section->key);
	struct entries all = {0};
	struct groups groups = {0};

	collect(menu, session, section->scope, &all);
	find_groups(xb_session_catalog(session), section->scope, &all, &groups);
	if (all.count)
		qsort(all.items, all.count, sizeof(*all.items), by_use);
	for (size_t i = 0; i < groups.count; i++) {
		char *id = xb_arena_format(&menu->arena, "%s/%s", top, groups.names[i]);

		add(menu, UI_SUBJECT_MENU, top, id, groups.names[i]);
		add_group(menu, xb_session_boot(session), section, id, groups.names[i], &all,
			  values);
	}
	free(all.items);
	free(groups.names);
}

/* ---- Problems -------------------------------------------------------------------------------- */

/* The node of the menu that NODE stands in; NULL: that is the root. */
static struct ui_node *above(struct ui_menu *menu, const struct ui_node *node)
{
	const struct ui_node *found = ui_menu_find_menu(menu, node->menu);

	return found ? &menu->nodes[found - menu->nodes] : NULL;
}

static void raise_severity(struct ui_menu *menu, struct ui_node *node, int severity)
{
	for (; node && node->severity < severity; node = above(menu, node))
		node->severity = severity;
}

static void add_problems(struct ui_menu *menu, struct xb_session *session)
{
	const struct xb_diags *diags = xb_session_diags(session);
	const struct xb_profile *profile = xb_session_profile(session);

	menu->problem_count = diags->count;
	menu->problems = xb_alloc((diags->count + 1) * sizeof(*menu->problems));
	for (size_t i = 0; i < diags->count; i++) {
		const struct xb_diag *diag = &diags->items[i];
		struct xb_pos at = {diag->file, diag->line, diag->column};
		char *key = profile && diag->line ? xb_profile_key_at(profile, at) : NULL;
		const struct ui_node *node = key ? ui_menu_find_up(menu, key) : NULL;

		menu->problems[i] = node;
		if (node)
			raise_severity(menu, &menu->nodes[node - menu->nodes],
				       (int)diag->severity);
		free(key);
	}
}

static void mark_menus(struct ui_menu *menu)
{
	for (size_t i = 0; i < menu->count; i++) {
		struct ui_node *node = &menu->nodes[i];

		for (node = node->changed ? above(menu, node) : NULL; node && !node->changed;
		     node = above(menu, node))
			node->changed = true;
	}
}

/* ---- The whole ------------------------------------------------------------------------------- */

static void flatten(const struct xb_profile *profile, struct xb_flat *flat)
{
	if (!profile)
		return;
	xb_profile_flatten(profile, flat);
	add_used_up(flat, profile);
	if (flat->count)
		qsort(flat->items, flat->count, sizeof(*flat->items), by_key);
}

/* The rows of the menu TOP, in the order of the keys; options stand where the key of their section does. */
static void add_keys(struct ui_menu *menu, struct xb_session *session, const char *top,
		     const struct values *values)
{
	for (size_t i = 0; i < menu->keys.count; i++) {
		const struct xb_key_info *info = &menu->keys.items[i];

		if (strcmp(menu_of(info->key), top) != 0)
			continue;
		if (info->kind == XB_KEY_OPTIONS)
			add_options(menu, session, info, values);
		else
			add_key(menu, xb_session_boot(session), info, values);
	}
}

void ui_menu_build(struct ui_menu *menu, struct xb_session *session, const struct xb_draft *draft)
{
	struct values values = {0};

	ui_menu_clear(menu);
	xb_profile_keys(&menu->keys);
	flatten(xb_session_profile(session), &values.now);
	values.has_saved = draft && xb_draft_saved(draft);
	flatten(values.has_saved ? xb_draft_saved(draft) : NULL, &values.saved);
	for (size_t i = 0; i < XB_COUNT(tops); i++) {
		add(menu, UI_SUBJECT_MENU, "", tops[i].id, tops[i].title)->about = tops[i].about;
		add_keys(menu, session, tops[i].id, &values);
	}
	for (size_t i = 0; i < XB_COUNT(views); i++) {
		struct ui_node *node =
			add(menu, UI_SUBJECT_ACTION, "", views[i].action, views[i].title);

		node->subject.action = ui_action_find(views[i].action);
		node->about = views[i].about;
	}
	add_problems(menu, session);
	mark_menus(menu);
	xb_flat_clear(&values.now);
	xb_flat_clear(&values.saved);
}

void ui_menu_clear(struct ui_menu *menu)
{
	free(menu->nodes);
	free(menu->problems);
	xb_key_list_clear(&menu->keys);
	xb_arena_clear(&menu->arena);
	*menu = (struct ui_menu){0};
}

/* ---- Looking up ------------------------------------------------------------------------------ */

bool ui_node_is_setting(const struct ui_node *node)
{
	return node && (node->subject.kind == UI_SUBJECT_KEY || node->subject.kind == UI_SUBJECT_OPTION);
}

const struct ui_node *ui_menu_node(const struct ui_menu *menu, const struct ui_subject *subject)
{
	for (size_t i = 0; i < menu->count; i++)
		if (ui_subject_same(&menu->nodes[i].subject, subject))
			return &menu->nodes[i];
	return NULL;
}

const struct ui_node *ui_menu_find(const struct ui_menu *menu, const char *key)
{
	for (size_t i = 0; i < menu->count; i++)
		if (ui_node_is_setting(&menu->nodes[i]) &&
		    strcmp(menu->nodes[i].subject.id, key) == 0)
			return &menu->nodes[i];
	return NULL;
}

const struct ui_node *ui_menu_find_menu(const struct ui_menu *menu, const char *id)
{
	return ui_menu_node(menu, &(struct ui_subject){.kind = UI_SUBJECT_MENU, .id = id});
}

const struct ui_node *ui_menu_find_option(const struct ui_menu *menu, enum xb_scope scope,
					  const char *name)
{
	for (size_t i = 0; i < menu->count; i++) {
		const struct ui_subject *subject = &menu->nodes[i].subject;

		if (subject->kind == UI_SUBJECT_OPTION && subject->scope == scope &&
		    strcmp(subject->name, name) == 0)
			return &menu->nodes[i];
	}
	return NULL;
}

const struct ui_node *ui_menu_find_up(const struct ui_menu *menu, const char *key)
{
	char *part = xb_strdup(key);
	const struct ui_node *node = ui_menu_find(menu, part);
	size_t home = home_of(key);

	while (!node && strrchr(part, '.')) {
		*strrchr(part, '.') = '\0';
		node = ui_menu_find(menu, part);
	}
	free(part);
	if (!node && homes[home].section[0])
		node = ui_menu_find_menu(menu, homes[home].menu);
	return node;
}

/* The menu of the first level that NODE is, or stands in. */
static const char *top_of(const struct ui_menu *menu, const struct ui_node *node)
{
	while (node->menu[0])
		node = ui_menu_find_menu(menu, node->menu);
	return node->subject.id;
}

struct ui_subject ui_menu_section(const struct ui_menu *menu, const struct ui_node *node)
{
	const char *top = node ? top_of(menu, node) : NULL;
	const struct xb_key_info *section = NULL;

	for (size_t i = 0; i < menu->keys.count; i++) {
		const struct xb_key_info *info = &menu->keys.items[i];

		if (info->kind != XB_KEY_OPTIONS)
			continue;
		if (!section || (top && strcmp(menu_of(info->key), top) == 0))
			section = info;
	}
	return (struct ui_subject){
		.kind = UI_SUBJECT_SECTION, .id = section->key, .scope = section->scope};
}

bool ui_menu_has_sections(const struct ui_menu *menu, const char *id)
{
	const char *first = NULL;

	for (size_t i = 0; i < menu->count; i++) {
		const struct ui_node *node = &menu->nodes[i];

		if (!node->section || strcmp(node->menu, id) != 0)
			continue;
		if (first && strcmp(first, node->section) != 0)
			return true;
		first = node->section;
	}
	return false;
}

void ui_menu_path(const struct ui_menu *menu, const char *id, struct xb_buf *out)
{
	const struct ui_node *node = ui_menu_find_menu(menu, id);

	if (!node)
		return;
	ui_menu_path(menu, node->menu, out);
	xb_buf_printf(out, "%s%s", out->length ? " > " : "", node->title);
}
