/* SPDX-License-Identifier: MIT */
#include "ui/menu.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- Which menu shows what ------------------------------------------------------------------- */

/* The menus of the first level. Options of a scope are in menus of their groups below one of them. No id
 * may be the key of something that can be set. */
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

/* A key goes to the menu of the longest prefix. */
static const struct {
	const char *prefix, *menu;
} homes[] = {
	{"", "boot-files"},
	{"load.", "load"},
	{"xen.", "boot-files"},
	{"xen.extra", "xen"},
	{"device-tree.", "boot-files"},
	{"dom0.", "dom0"},
	{"output.", "output"},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *home_of(const char *key)
{
	const char *menu = "boot-files";
	size_t best = 0;

	for (size_t i = 0; i < COUNT(homes); i++) {
		size_t length = strlen(homes[i].prefix);

		if (length >= best && strncmp(key, homes[i].prefix, length) == 0) {
			best = length;
			menu = homes[i].menu;
		}
	}
	return menu;
}

static const char *scope_key(enum xb_scope scope)
{
	return scope == XB_SCOPE_XEN ? "xen.options" : "dom0.options";
}

static const char *scope_menu(enum xb_scope scope)
{
	return scope == XB_SCOPE_XEN ? "xen" : "dom0";
}

/* ---- Making the nodes ------------------------------------------------------------------------ */

static struct ui_node *add(struct ui_menu *menu, enum ui_node_kind kind, const char *in,
			   const char *id, const char *title)
{
	struct ui_node *node;

	menu->nodes = xb_grow(menu->nodes, &menu->capacity, menu->count, sizeof(*menu->nodes));
	node = &menu->nodes[menu->count++];
	*node = (struct ui_node){.kind = kind, .menu = in, .id = id, .title = title, .severity = -1};
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
	size_t length = strlen(key);
	struct xb_buf text = {0};
	char *copy = NULL;

	if (own)
		return xb_arena_strdup(&menu->arena, own);
	for (size_t i = 0; i < flat->count; i++) {
		const char *rest = flat->items[i].key;

		if (strncmp(rest, key, length) == 0 && rest[length] == '.')
			xb_buf_printf(&text, "%s%s", text.length ? ", " : "", flat->items[i].value);
	}
	if (text.length)
		copy = xb_arena_strdup(&menu->arena, text.data);
	xb_buf_clear(&text);
	return copy;
}

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
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
	node->value = whole_value(menu, &values->now, node->id);
	set_switch(node);
	node->changed = values->has_saved &&
			!same(node->value, whole_value(menu, &values->saved, node->id));
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
static const char *planned(struct ui_menu *menu, const struct xb_boot *boot, const char *key)
{
	const char *dot = strrchr(key, '.');

	for (size_t i = 0; boot && dot && i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		if (load->placed && load->address_key && strcmp(load->address_key, key) == 0)
			return xb_arena_format(&menu->arena, "auto: 0x%" PRIX64, load->address);
		if (load->present && load->key && strcmp(dot, ".size") == 0 &&
		    strncmp(load->key, key, (size_t)(dot - key)) == 0 && !load->key[dot - key])
			return xb_arena_format(&menu->arena, "of the file: 0x%" PRIX64, load->size);
	}
	return NULL;
}

static void add_key(struct ui_menu *menu, const struct xb_boot *boot,
		    const struct xb_key_info *info, const struct values *values)
{
	struct ui_node *node = add(menu, UI_NODE_KEY, home_of(info->key), info->key, info->key);

	node->info = info;
	node->about = info->about;
	node->standing = planned(menu, boot, info->key);
	set_value(menu, node, values);
}

static struct ui_node *add_option(struct ui_menu *menu, const char *in, const char *name,
				  const char *key, const struct xb_option *option)
{
	struct ui_node *node = add(menu, UI_NODE_OPTION, in, key, name);

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
	return scope == XB_SCOPE_XEN ? &profile->xen.options : &profile->dom0.options;
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

/* What fits comes first. */
static void add_group(struct ui_menu *menu, const struct xb_boot *boot, enum xb_scope scope,
		      const char *id, const char *group, const struct entries *all,
		      const struct values *values)
{
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < all->count; i++) {
			const struct entry *entry = &all->items[i];
			struct ui_node *node;
			char *key, *unfit;

			if (entry->fits != (pass == 0) || strcmp(entry->group, group) != 0 ||
			    is_shadowed(all, entry))
				continue;
			key = xb_arena_format(&menu->arena, "%s.%s", scope_key(scope), entry->name);
			node = add_option(menu, id, entry->name, key, entry->option);
			set_value(menu, node, values);
			node->bare = entry->bare && node->value;
			say_negated(node, entry);
			unfit = boot && entry->option ? xb_boot_option_unfit(boot, entry->option)
						      : NULL;
			node->unfit = unfit ? xb_arena_strdup(&menu->arena, unfit) : NULL;
			free(unfit);
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

static void add_options(struct ui_menu *menu, struct xb_session *session, enum xb_scope scope,
			const struct values *values)
{
	struct entries all = {0};
	struct groups groups = {0};

	collect(menu, session, scope, &all);
	find_groups(xb_session_catalog(session), scope, &all, &groups);
	if (all.count)
		qsort(all.items, all.count, sizeof(*all.items), by_use);
	for (size_t i = 0; i < groups.count; i++) {
		char *id = xb_arena_format(&menu->arena, "%s/%s", scope_menu(scope),
					   groups.names[i]);

		add(menu, UI_NODE_MENU, scope_menu(scope), id, groups.names[i]);
		add_group(menu, xb_session_boot(session), scope, id, groups.names[i], &all, values);
	}
	free(all.items);
	free(groups.names);
}

/* ---- Problems -------------------------------------------------------------------------------- */

static struct ui_node *find(struct ui_menu *menu, const char *id)
{
	for (size_t i = 0; i < menu->count; i++)
		if (strcmp(menu->nodes[i].id, id) == 0)
			return &menu->nodes[i];
	return NULL;
}

static void raise_severity(struct ui_menu *menu, struct ui_node *node, int severity)
{
	while (node && node->severity < severity) {
		node->severity = severity;
		node = node->menu[0] ? find(menu, node->menu) : NULL;
	}
}

static void add_problems(struct ui_menu *menu, struct xb_session *session)
{
	const struct xb_diags *diags = xb_session_diags(session);
	const struct xb_profile *profile = xb_session_profile(session);

	menu->diag_count = diags->count;
	menu->diag_keys = xb_alloc((diags->count + 1) * sizeof(*menu->diag_keys));
	for (size_t i = 0; i < diags->count; i++) {
		const struct xb_diag *diag = &diags->items[i];
		struct xb_pos at = {diag->file, diag->line, diag->column};
		char *key = profile && diag->line ? xb_profile_key_at(profile, at) : NULL;
		const struct ui_node *node = key ? ui_menu_find_up(menu, key) : NULL;

		if (node) {
			menu->diag_keys[i] = xb_arena_strdup(&menu->arena, node->id);
			raise_severity(menu, &menu->nodes[node - menu->nodes],
				       (int)diag->severity);
		}
		free(key);
	}
}

static void mark_menus(struct ui_menu *menu)
{
	for (size_t i = 0; i < menu->count; i++) {
		struct ui_node *node = &menu->nodes[i];

		for (node = node->changed ? find(menu, node->menu) : NULL; node && !node->changed;
		     node = find(menu, node->menu))
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

/* Options have pages of their own. */
static bool has_row(const struct xb_key_info *info)
{
	return info->kind != XB_KEY_OPTIONS && info->kind != XB_KEY_NAMED;
}

static void add_keys(struct ui_menu *menu, const struct xb_boot *boot, const char *top,
		     const struct values *values)
{
	for (size_t i = 0; i < menu->keys.count; i++) {
		const struct xb_key_info *info = &menu->keys.items[i];

		if (has_row(info) && strcmp(home_of(info->key), top) == 0)
			add_key(menu, boot, info, values);
	}
}

void ui_menu_build(struct ui_menu *menu, struct xb_session *session, const struct xb_draft *draft)
{
	struct values values = {0};

	ui_menu_clear(menu);
	xb_profile_keys(NULL, &menu->keys);
	flatten(xb_session_profile(session), &values.now);
	values.has_saved = draft && xb_draft_saved(draft);
	flatten(values.has_saved ? xb_draft_saved(draft) : NULL, &values.saved);
	for (size_t i = 0; i < COUNT(tops); i++) {
		const char *top = tops[i].id;

		add(menu, UI_NODE_MENU, "", top, tops[i].title)->about = tops[i].about;
		/* Options before the keys of Xen's menu, behind those of dom0's: `extra` comes last. */
		if (strcmp(top, scope_menu(XB_SCOPE_XEN)) == 0)
			add_options(menu, session, XB_SCOPE_XEN, &values);
		add_keys(menu, xb_session_boot(session), top, &values);
		if (strcmp(top, scope_menu(XB_SCOPE_LINUX)) == 0)
			add_options(menu, session, XB_SCOPE_LINUX, &values);
	}
	for (size_t i = 0; i < COUNT(views); i++)
		add(menu, UI_NODE_ACTION, "", views[i].action, views[i].title)->about =
			views[i].about;
	add_problems(menu, session);
	mark_menus(menu);
	xb_flat_clear(&values.now);
	xb_flat_clear(&values.saved);
}

void ui_menu_clear(struct ui_menu *menu)
{
	free(menu->nodes);
	free(menu->diag_keys);
	xb_key_list_clear(&menu->keys);
	xb_arena_clear(&menu->arena);
	*menu = (struct ui_menu){0};
}

const struct ui_node *ui_menu_find(const struct ui_menu *menu, const char *id)
{
	for (size_t i = 0; i < menu->count; i++)
		if (strcmp(menu->nodes[i].id, id) == 0)
			return &menu->nodes[i];
	return NULL;
}

const struct ui_node *ui_menu_find_up(const struct ui_menu *menu, const char *key)
{
	char *part = xb_strdup(key);
	const struct ui_node *node = ui_menu_find(menu, part);

	while (!node && strrchr(part, '.')) {
		*strrchr(part, '.') = '\0';
		node = ui_menu_find(menu, part);
	}
	free(part);
	return node;
}

void ui_menu_path(const struct ui_menu *menu, const char *id, struct xb_buf *out)
{
	const struct ui_node *node = id[0] ? ui_menu_find(menu, id) : NULL;

	if (!node)
		return;
	ui_menu_path(menu, node->menu, out);
	xb_buf_printf(out, "%s%s", out->length ? " > " : "", node->title);
}
