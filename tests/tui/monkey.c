/* SPDX-License-Identifier: MIT */
/*
 * A monkey at the keyboard: random keys, text, pastes, clicks and sizes of the screen, on a copy of a shipped
 * profile in a folder of its own. What must hold is looked at after each event.
 *
 *	monkey [-v] [--events N] [--seed S]... [EVENTS [SEED...]]
 *
 * -v says each event before it happens, so that the last line names the one that crashed.
 */
#include <ftw.h>
#include <getopt.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ui/action.h"
#include "unit/ui/show.h"

enum { EVENTS = 3000, MOST_SEEDS = 64, MOST_KEYS = 256, FILE_BYTES = 1 << 20 };

struct monkey {
	uint64_t random;
	unsigned long seed, event;
	bool verbose;
	struct xb_session_config config;
	struct xb_session *session;
	struct ui_app *app;
	struct ui_screen screen;
	int keys[MOST_KEYS];
	size_t key_count;
	size_t saves, edits, quits, dialogs; /* so that one sees that it got somewhere */
	unsigned where; /* the pages that it was on, UI_ON_ bits */
};

static void fail(const struct monkey *monkey, const char *format, ...) XB_PRINTF(2, 3);

static void fail(const struct monkey *monkey, const char *format, ...)
{
	va_list args;

	fprintf(stderr, "monkey: seed %lu, event %lu: ", monkey->seed, monkey->event);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fprintf(stderr, "\n(monkey -v %lu %lu says what led there)\n", monkey->event + 1,
		monkey->seed);
	exit(1);
}

/* ---- Chance ------------------------------------------------------------------------------------- */

/* xorshift64: the same everywhere. */
static unsigned below(struct monkey *monkey, unsigned limit)
{
	monkey->random ^= monkey->random << 13;
	monkey->random ^= monkey->random >> 7;
	monkey->random ^= monkey->random << 17;
	return (unsigned)((monkey->random >> 16) % limit);
}

static const char *const pastes[] = {
	"dom0_mem", "1G", "512M", "0x20000000", "auto", "true", "no", "vwfi=trap", "frob", "a=b=c",
	"[script, dtb]", "{a: b}", "[{file: a.dtbo}]", "rpi4-boot2", "my-pi", "a b\tc\nd", "%s%n",
	"\033[2J\033]0;x\007", "\xff\xfe\xc3\x28", "\xe6\xbc\xa2\xe5\xad\x97", "e\xcc\x81\xcc\x82",
	"\xe2\x80\xae", "latency scheduler", "'\"#: -", "", "..", ".", "-", "~", "x.yaml", "out",
	"99999999999999999999", "0x", "-1", "=", "console dtuart", "boot.log",
	"boot.source",
};

static const struct {
	int rows, cols;
} sizes[] = {{24, 80}, {24, 80}, {12, 40}, {40, 120}, {60, 200}, {12, 100}, {3, 10}, {1, 1}, {13, 41}};
/* And any between the least that is of use and the largest. */
enum { LEAST_ROWS = 11, LEAST_COLS = 39, MOST_ROWS = 60, MOST_COLS = 200 };

/* Keys that lead somewhere; the others of the table come as often as they are many. */
static const char *const often[] = {"Up",  "Down", "Enter", "Enter", "Esc", "Tab", "Space", "Left",
				    "y",   "n",    "o",     "r",     "c",   "s",   "u",     "Ctrl-R",
				    "End", "Home", "PgDn",  "Ctrl-U", "x",  "+",   "a",     "Backspace"};

static void add_key(struct monkey *monkey, int key)
{
	for (size_t i = 0; i < monkey->key_count; i++)
		if (monkey->keys[i] == key)
			return;
	if (monkey->key_count < MOST_KEYS)
		monkey->keys[monkey->key_count++] = key;
}

static void find_keys(struct monkey *monkey)
{
	for (size_t i = 0; i < ui_action_count; i++) {
		char *keys = xb_strdup(ui_actions[i].keys), *state = NULL;

		for (char *name = strtok_r(keys, " ", &state); name;
		     name = strtok_r(NULL, " ", &state))
			add_key(monkey, ui_key_parse(name));
		free(keys);
	}
	for (int letter = 0; letter < 0x20; letter++)
		add_key(monkey, letter);
	for (int key = UI_KEY_UP; key <= UI_KEY_F12; key++)
		add_key(monkey, key);
}

static void choose_mouse(struct monkey *monkey, struct ui_event *event)
{
	event->key = UI_KEY_MOUSE;
	event->mouse = (enum ui_mouse)below(monkey, UI_MOUSE_WHEEL_DOWN + 1);
	event->row = (int)below(monkey, (unsigned)monkey->screen.rows + 2) - 1;
	event->col = (int)below(monkey, (unsigned)monkey->screen.cols + 2) - 1;
}

static void choose_event(struct monkey *monkey, struct ui_event *event)
{
	static const int characters[] = {0xe4, 0x6f22, 0x301, 0x202e, 0x10ffff, 0xad};
	unsigned what = below(monkey, 100);

	*event = (struct ui_event){.key = UI_KEY_NONE};
	if (what < 40)
		event->key = ui_key_parse(often[below(monkey, XB_COUNT(often))]);
	else if (what < 65)
		event->key = monkey->keys[below(monkey, (unsigned)monkey->key_count)];
	else if (what < 82)
		event->key = ' ' + (int)below(monkey, 0x7f - ' ');
	else if (what < 84)
		event->key = characters[below(monkey, XB_COUNT(characters))];
	else if (what < 90)
		event->key = UI_KEY_PASTE;
	else if (what < 96)
		choose_mouse(monkey, event);
	else
		event->key = UI_KEY_RESIZE;
	if (event->key == UI_KEY_PASTE) {
		event->text = pastes[below(monkey, XB_COUNT(pastes))];
		event->length = strlen(event->text);
	}
}

/* What is typed is entered or given up before long. A path from the root would lead out of the folder: such a
 * text is not entered. */
static void end_typing(struct monkey *monkey, struct ui_event *event)
{
	const struct ui_dialog *dialog = monkey->app->dialog;

	if (!dialog || (!dialog->has_field && !dialog->filter.length))
		return;
	if (event->key == '/' || below(monkey, 16) == 0)
		event->key = UI_KEY_ESC;
	else if (below(monkey, 8) == 0)
		event->key = UI_KEY_ENTER;
	if (dialog->has_field && dialog->field.text[0] == '/' && (event->key == UI_KEY_ENTER || event->key == '\n'))
		event->key = UI_KEY_ESC;
}

static void say_event(const struct monkey *monkey, const struct ui_event *event)
{
	const struct ui_page *page = ui_app_page(monkey->app);
	char name[UI_KEY_TEXT];
	struct xb_buf text = {0};

	if (!monkey->verbose)
		return;
	if (event->key == UI_KEY_PASTE)
		xb_buf_put_visible(&text, event->text, event->length);
	fprintf(stderr, "%lu: %s %s at %d,%d; page %s%s%s\n", monkey->event,
		ui_key_name(event->key, name), text.length ? text.data : "", event->row, event->col,
		page->type->where == UI_ON_MENU ? page->subject.id : page->type->title,
		monkey->app->dialog ? ", dialog " : "",
		monkey->app->dialog ? monkey->app->dialog->title : "");
	xb_buf_clear(&text);
}

/* ---- What must hold ----------------------------------------------------------------------------- */

/* Rows lead into the menus as they are now. */
static void check_nodes(const struct monkey *monkey, const struct ui_page *page)
{
	const struct ui_menu *menu = &monkey->app->menu;

	for (size_t i = 0; i < page->rows.count; i++) {
		const struct ui_node *node = page->rows.items[i].node;

		if (node && (node < menu->nodes || node >= menu->nodes + menu->count))
			fail(monkey, "page %s: row %zu leads to a menu of yesterday",
			     page->type->title, i);
	}
}

static void check_lists(const struct monkey *monkey)
{
	const struct ui_app *app = monkey->app;

	if (!app->page_count || app->page_count > UI_PAGES_MAX ||
	    app->pages[0]->type != &ui_page_menu || app->pages[0]->subject.id[0])
		fail(monkey, "%zu pages, and no root menu below them", app->page_count);
	for (size_t i = 0; i < app->page_count; i++) {
		const struct ui_page *page = app->pages[i];

		check_nodes(monkey, page);
		if (page->list.count != page->rows.count ||
		    (page->list.count && page->list.selected >= page->list.count))
			fail(monkey, "page %s: row %zu of %zu, in the list %zu", page->type->title,
			     page->list.selected, page->rows.count, page->list.count);
	}
}

static void check_cell(const struct monkey *monkey, const struct ui_cell *cell)
{
	for (const char *c = cell->text; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			fail(monkey, "byte 0x%02x in a cell", (unsigned char)*c);
	if (cell->style >= UI_STYLE_COUNT || cell->width > 2)
		fail(monkey, "a cell of style %u and width %u", cell->style, cell->width);
}

/* A screen that was used before shows the same as a fresh one. */
static void check_screen(struct monkey *monkey)
{
	struct ui_screen fresh = {.utf8 = true};
	struct xb_buf used = {0}, blank = {0};

	for (int i = 0; i < monkey->screen.rows * monkey->screen.cols; i++)
		check_cell(monkey, &monkey->screen.cells[i]);
	if (monkey->screen.cursor_row >= monkey->screen.rows ||
	    monkey->screen.cursor_col >= monkey->screen.cols)
		fail(monkey, "the cursor is outside");
	ui_screen_resize(&fresh, monkey->screen.rows, monkey->screen.cols);
	show(monkey->app, &fresh);
	ui_screen_text(&monkey->screen, &used);
	ui_screen_text(&fresh, &blank);
	if (strcmp(used.data, blank.data) != 0)
		fail(monkey, "traces of an earlier screen:\n%s\n%s", used.data, blank.data);
	xb_buf_clear(&used);
	xb_buf_clear(&blank);
	ui_screen_free(&fresh);
}

static bool is_yaml(const struct xb_diags *diags)
{
	for (size_t i = 0; i < diags->count; i++)
		if (diags->items[i].code == XB_CODE_SYNTAX)
			return false;
	return true;
}

/* What was saved is what is shown, and it is YAML: what it says may be wrong. */
static void check_saved(struct monkey *monkey)
{
	const char *path = xb_draft_path(monkey->app->draft);
	struct xb_session *session;
	struct xb_buf there = {0};
	size_t length;
	const char *text = xb_draft_text(monkey->app->draft, &length);

	if (xb_file_read(path, FILE_BYTES, &there) != 0 || there.length != length ||
	    (length && memcmp(there.data, text, length) != 0))
		fail(monkey, "%s holds something else than what was saved", path);
	session = xb_session_new(&monkey->config);
	xb_session_open_text(session, path, text, length);
	if (!is_yaml(xb_session_diags(session)))
		fail(monkey, "%s cannot be read:\n%s", path, there.data ? there.data : "");
	xb_session_free(session);
	xb_buf_clear(&there);
	monkey->saves++;
}

/* The draft that is open, not one in whose place another was opened. */
static bool was_saved(const struct ui_app *app)
{
	static const char said[] = "saved to ";
	const char *path = app->draft ? xb_draft_path(app->draft) : NULL;

	return app->message && path && strncmp(app->message, said, sizeof(said) - 1) == 0 &&
	       strncmp(app->message + sizeof(said) - 1, path, strlen(path)) == 0;
}

/* HEARD: the event reached the app, so that what is said is of now. */
static void check_all(struct monkey *monkey, bool heard)
{
	const struct ui_app *app = monkey->app;

	check_lists(monkey);
	if (monkey->event % 8 == 0)
		check_screen(monkey);
	if (heard && was_saved(app))
		check_saved(monkey);
	if (app->menu.problem_count != xb_session_diags(monkey->session)->count)
		fail(monkey, "the menu is about %zu problems, the session has %zu",
		     app->menu.problem_count, xb_session_diags(monkey->session)->count);
}

/* A serial log, with what no log should have. */
static void write_log(void)
{
	static const char text[] = "(XEN) Xen version 4.17.0 (a@b) gcc debug=n\n\033[2J\xff\xfe\0\r\n"
				   "(XEN) Not enough memory in the first bank for the kernel+dtb+initrd\n"
				   "(XEN) parameter \"com1\" unknown!\n(XEN) Panic on CPU 0:\n";
	FILE *file = fopen("boot.log", "w");

	if (!file)
		return;
	fwrite(text, 1, sizeof(text), file);
	fclose(file);
}

/* A script that starts Xen, with what no script should have. */
static void write_script(void)
{
	static const char text[] = "tftpb 0xE00000 xen\nsetenv a \033[2J\xff\xfe\ttab\r\n"
				   "tftpb 0x8400000 t.dtb; fdt addr 0x8400000\n"
				   "fdt set /chosen xen,xen-bootargs \"console=dtuart frob dom0_mem=1G\"\n"
				   "fdt mknod /chosen dom0\n"
				   "fdt set /chosen/dom0 reg <0x0 0x1000000 0x0 0x100000>\n"
				   "booti 0xE00000 - 0x8400000\n";
	FILE *file = fopen("boot.source", "w");

	if (!file)
		return;
	fwrite(text, 1, sizeof(text) - 1, file);
	fclose(file);
}

/* ---- Life --------------------------------------------------------------------------------------- */

/* Guests, and what they share, in the profile at PATH. */
static void add_guests(const struct monkey *monkey, const char *path)
{
	static const char text[] =
		"domains:\n"
		"  net: # the first\n"
		"    kernel: {file: K, size: 1M}\n"
		"    memory: 64M\n"
		"    cpupool: rt\n"
		"    options: {console: [ttyAMA0, tty0]}\n"
		"    passthrough: [/soc/serial@7e201400, serial1]\n"
		"  disk: {kernel: K, memory: 64M, static-memory: [{start: 0x20000000}], vcpus: [{id: 0, "
		"hard-affinity: \"1\"}]}\n"
		"cpupools: {rt: {cpus: [2, 3], sched: \"null\"}}\n"
		"shared-memory: {ring: {size: 64K, owner: net, borrowers: {disk: 0x70000000}}}\n"
		"event-channels: [{net: 10, disk: 11}]\n";
	FILE *file = fopen(path, "a");

	if (!file)
		fail(monkey, "the copy cannot be added to");
	fputs(text, file);
	fclose(file);
}

static void begin(struct monkey *monkey)
{
	static const struct ui_config plain = {0};
	struct xb_diags diags = {0};
	char *path = NULL;

	write_log();
	write_script();
	monkey->config = (struct xb_session_config){.user_dir = "home"};
	monkey->session = xb_session_new(&monkey->config);
	if (xb_store_copy(monkey->session, "rpi4-yocto", "pi", true, &path, &diags) != XB_STORE_DONE)
		fail(monkey, "no copy of the profile");
	add_guests(monkey, path);
	free(path);
	xb_diags_clear(&diags);
	monkey->app = ui_app_new(monkey->session, &plain);
	monkey->app->utf8 = monkey->screen.utf8 = true;
	ui_screen_resize(&monkey->screen, 24, 80);
	if (!ui_file_open_now(monkey->app, "pi"))
		fail(monkey, "the profile cannot be opened");
}

static void end(struct monkey *monkey)
{
	ui_app_free(monkey->app);
	xb_session_free(monkey->session);
	ui_screen_free(&monkey->screen);
}

/* Somebody else changes the file. */
static void disturb(struct monkey *monkey)
{
	const char *path = monkey->app->draft ? xb_draft_path(monkey->app->draft) : NULL;
	FILE *file = path ? fopen(path, "a") : NULL;

	if (!file)
		return;
	fputs("# somebody was here\n", file);
	fclose(file);
}

static void resize(struct monkey *monkey)
{
	unsigned which = below(monkey, 2 * XB_COUNT(sizes));
	int rows = LEAST_ROWS + (int)below(monkey, MOST_ROWS - LEAST_ROWS + 1);
	int cols = LEAST_COLS + (int)below(monkey, MOST_COLS - LEAST_COLS + 1);

	if (which < XB_COUNT(sizes)) {
		rows = sizes[which].rows;
		cols = sizes[which].cols;
	}
	ui_screen_resize(&monkey->screen, rows, cols);
	ui_app_resize(monkey->app, monkey->screen.rows, monkey->screen.cols);
}

/* As a search would lead there; what is set already more often than the hundreds that are not. */
static void jump(struct monkey *monkey)
{
	const struct ui_menu *menu = &monkey->app->menu;
	const struct ui_node *node = NULL;

	for (int tries = 0; tries < 8 && !(node && node->value); tries++)
		node = &menu->nodes[below(monkey, (unsigned)menu->count)];
	if (!monkey->app->dialog)
		ui_app_jump(monkey->app, node);
}

static void step(struct monkey *monkey)
{
	unsigned generation = monkey->app->generation;
	struct ui_event event;

	if (below(monkey, 12) == 0)
		jump(monkey);
	if (below(monkey, 200) == 0 && !monkey->app->dialog)
		ui_import_open(monkey->app, "boot.source");
	choose_event(monkey, &event);
	end_typing(monkey, &event);
	say_event(monkey, &event);
	if (event.key == UI_KEY_RESIZE)
		resize(monkey);
	else
		ui_app_event(monkey->app, &event);
	show(monkey->app, &monkey->screen);
	check_all(monkey, event.key != UI_KEY_RESIZE && monkey->screen.rows >= UI_ROWS_MIN &&
				  monkey->screen.cols >= UI_COLS_MIN);
	monkey->where |= ui_app_page(monkey->app)->type->where;
	monkey->edits += monkey->app->generation != generation;
	monkey->quits += monkey->app->done;
	monkey->dialogs += monkey->app->dialog != NULL;
	monkey->app->done = monkey->app->redraw = monkey->app->suspend = false;
	if (below(monkey, 500) == 0)
		disturb(monkey);
}

/* Unsaved work is there again after a hang-up, byte for byte. */
static void check_journal(struct monkey *monkey)
{
	static const struct xb_change last = {"description", "the last step"};
	struct xb_draft *draft = monkey->app->draft;
	char *name = xb_strdup(xb_draft_name(draft)), *text;
	struct xb_diags ignored = {0};
	bool changed = xb_draft_path(draft) &&
		       xb_draft_change(draft, &last, 1, NULL, &ignored) == XB_CHANGE_DONE;
	size_t length;

	xb_diags_clear(&ignored);
	if (!changed || !xb_draft_is_changed(draft)) {
		end(monkey); /* nothing that could be lost, or no text that can be changed */
		free(name);
		return;
	}
	text = xb_strdup(xb_draft_text(draft, &length));
	end(monkey);
	monkey->session = xb_session_new(&monkey->config);
	draft = xb_draft_open(monkey->session, name, XB_DRAFT_TO_EDIT);
	if (!draft || !xb_draft_recoverable(draft) || !xb_draft_recover(draft) ||
	    strcmp(xb_draft_text(draft, &length), text) != 0)
		fail(monkey, "what was unsaved in %s is lost", name);
	xb_draft_free(draft);
	xb_session_free(monkey->session);
	free(text);
	free(name);
}

static size_t count_kinds(const struct monkey *monkey)
{
	size_t count = 0;

	for (unsigned bit = 1; bit & UI_ON_ANY; bit <<= 1)
		count += (monkey->where & bit) != 0;
	return count;
}

/* Each kind of page is reached in a long run, but for the one of a file that is no YAML. */
static void check_reached(const struct monkey *monkey, unsigned long events)
{
	if (events >= EVENTS && (monkey->edits < events / 100 || !monkey->saves || !monkey->quits))
		fail(monkey, "it got nowhere");
	if (events >= 10 * EVENTS && (monkey->where | UI_ON_BROKEN) != UI_ON_ANY)
		fail(monkey, "it was on the pages 0x%x alone", monkey->where);
}

static void run(unsigned long events, unsigned long seed, bool verbose)
{
	struct monkey monkey = {.seed = seed, .verbose = verbose};

	monkey.random = (seed + 1) * 0x9e3779b97f4a7c15u;
	find_keys(&monkey);
	begin(&monkey);
	for (; monkey.event < events; monkey.event++)
		step(&monkey);
	printf("seed %lu: %lu events on %zu kinds of pages, %zu changes, %zu saves, %zu quits, %zu events in dialogs\n", seed,
	       events, count_kinds(&monkey), monkey.edits, monkey.saves, monkey.quits, monkey.dialogs);
	check_reached(&monkey, events);
	check_journal(&monkey);
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *at)
{
	(void)status;
	(void)type;
	(void)at;
	return remove(path);
}

/* One `..` at the end of a path is all that the monkey can type: it stays in the outer folder. */
static char *enter_folder(void)
{
	const char *base = getenv("TMPDIR");
	char *outer = xb_format("%s/xenboot-monkey-XXXXXX", base && *base ? base : "/tmp");

	if (!mkdtemp(outer) || chdir(outer) != 0 || mkdir("inner", 0700) != 0 ||
	    chdir("inner") != 0) {
		perror(outer);
		exit(1);
	}
	return outer;
}

struct wishes {
	bool verbose;
	unsigned long events, seeds[MOST_SEEDS];
	size_t seed_count;
};

static void add_seed(struct wishes *wishes, const char *text)
{
	if (wishes->seed_count < MOST_SEEDS)
		wishes->seeds[wishes->seed_count++] = strtoul(text, NULL, 10);
}

static bool read_wishes(int argc, char **argv, struct wishes *wishes)
{
	static const struct option options[] = {
		{"events", required_argument, NULL, 'e'}, {"seed", required_argument, NULL, 's'}, {0}};
	int option;

	*wishes = (struct wishes){.events = EVENTS};
	while ((option = getopt_long(argc, argv, "v", options, NULL)) != -1) {
		if (option == 'v')
			wishes->verbose = true;
		else if (option == 'e')
			wishes->events = strtoul(optarg, NULL, 10);
		else if (option == 's')
			add_seed(wishes, optarg);
		else
			return false;
	}
	if (optind < argc)
		wishes->events = strtoul(argv[optind++], NULL, 10);
	while (optind < argc)
		add_seed(wishes, argv[optind++]);
	if (!wishes->seed_count)
		add_seed(wishes, "1");
	return true;
}

int main(int argc, char **argv)
{
	struct wishes wishes;
	char *outer;

	if (!read_wishes(argc, argv, &wishes)) {
		fprintf(stderr, "usage: monkey [-v] [--events N] [--seed S]... [EVENTS [SEED...]]\n");
		return 2;
	}
	setlocale(LC_ALL, "C.UTF-8");
	outer = enter_folder();
	for (size_t i = 0; i < wishes.seed_count; i++)
		run(wishes.events, wishes.seeds[i], wishes.verbose);
	if (chdir("/") == 0)
		nftw(outer, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	free(outer);
	return 0;
}
