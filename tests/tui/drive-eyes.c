/* SPDX-License-Identifier: MIT */
/* What the driver sees: the lines of a script that look at the screen and at what came. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/drive.h"
#include "tui/picture.h"

void drive_remember_screen(struct drive *drive)
{
	emulator_text(&drive->emulator, &drive->seen);
	xb_buf_putc(&drive->seen, '\f');
}

static bool is_on_screen(struct drive *drive)
{
	struct xb_buf text = {0};
	bool found;

	emulator_text(&drive->emulator, &text);
	found = strstr(text.data, drive->rest) != NULL;
	xb_buf_clear(&text);
	return found;
}

static bool is_gone(struct drive *drive)
{
	return !is_on_screen(drive);
}

void drive_expect(struct drive *drive)
{
	drive_want_words(drive, 1);
	if (!drive_wait_until(drive, is_on_screen))
		drive_fail(drive, "'%s' is not on the screen %s", drive->rest, drive_how_it_stands(drive));
	drive_remember_screen(drive);
}

void drive_gone(struct drive *drive)
{
	drive_want_words(drive, 1);
	if (!drive->seen.data || !strstr(drive->seen.data, drive->rest))
		drive_fail(drive, "'%s' was not on the screen before", drive->rest);
	drive->over = true;
	if (!drive_wait_until(drive, is_gone))
		drive_fail(drive, "'%s' is still on the screen %s", drive->rest, drive_how_it_stands(drive));
}

void drive_absent(struct drive *drive)
{
	drive_want_words(drive, 1);
	drive_want_program(drive);
	if (!emulator_settle(&drive->emulator, QUIET_MS, LIMIT_MS))
		drive_fail(drive, "the screen is not quiet after 10 s");
	if (is_on_screen(drive))
		drive_fail(drive, "'%s' is on the screen", drive->rest);
}

/* What is on the screen now, in one of the forms that can be compared. */
typedef void form(struct drive *drive, struct xb_buf *out);

static void put_text(struct drive *drive, struct xb_buf *out)
{
	emulator_text(&drive->emulator, out);
}

static void put_picture(struct drive *drive, struct xb_buf *out)
{
	bool light = drive->count > 2 && strcmp(drive->words[2], "light") == 0;

	picture_put(&drive->emulator, light, out);
}

static void write_form(struct drive *drive, form *put, const char *path)
{
	struct xb_buf text = {0};
	FILE *file;

	if (!emulator_settle(&drive->emulator, QUIET_MS, LIMIT_MS))
		drive_fail(drive, "the screen is not quiet after 10 s");
	put(drive, &text);
	file = fopen(path, "w");
	if (!file || fputs(text.data, file) == EOF || fclose(file) != 0)
		drive_fail(drive, "%s: %s", path, strerror(errno));
	xb_buf_clear(&text);
}

/* The line at *text, which moves behind it; "" at the end. */
static char *take_line(const char **text)
{
	size_t length = strcspn(*text, "\n");
	char *line = xb_strndup(*text, length);

	*text += length + ((*text)[length] ? 1 : 0);
	return line;
}

static void put_differences(const char *want, const char *got)
{
	for (int row = 1; *want || *got; row++) {
		char *wanted = take_line(&want), *seen = take_line(&got);

		if (strcmp(wanted, seen) != 0)
			fprintf(stderr, "%3d want |%s\n    got  |%s\n", row, wanted, seen);
		free(wanted);
		free(seen);
	}
}

/* Wait until the screen is in that form what WANT says. */
static void await_form(struct drive *drive, form *put, const char *path, const char *want)
{
	long long end = emulator_now() + LIMIT_MS;
	struct xb_buf got = {0};

	do {
		bool ended = emulator_ended(&drive->emulator);

		xb_buf_clear(&got);
		put(drive, &got);
		if (strcmp(got.data, want) == 0)
			break;
		if (ended || emulator_now() >= end) {
			put_differences(want, got.data);
			drive_fail(drive, "the screen is not %s %s", path, drive_how_it_stands(drive));
		}
		emulator_pump(&drive->emulator, 20);
	} while (true);
	xb_buf_clear(&got);
}

static void compare_form(struct drive *drive, form *put, const char *suffix)
{
	struct xb_buf want = {0};
	char *path;

	drive_want_words(drive, 1);
	drive_want_program(drive);
	path = xb_format("%s/%s%s", drive->folder, drive->words[1], suffix);
	if (drive->update)
		write_form(drive, put, path);
	else if (xb_file_read(path, 1 << 20, &want) != 0)
		drive_fail(drive, "%s cannot be read; drive --update makes it", path);
	else
		await_form(drive, put, path, want.data ? want.data : "");
	drive_remember_screen(drive);
	xb_buf_clear(&want);
	free(path);
}

void drive_screen(struct drive *drive)
{
	compare_form(drive, put_text, ".screen");
}

void drive_picture(struct drive *drive)
{
	compare_form(drive, put_picture, ".svg");
}

static bool cursor_is_there(struct drive *drive)
{
	int row, col;

	emulator_cursor(&drive->emulator, &row, &col);
	return row == drive_number_at(drive, 1) - 1 && col == drive_number_at(drive, 2) - 1;
}

void drive_cursor(struct drive *drive)
{
	int row, col;

	if (drive_wait_until(drive, cursor_is_there))
		return;
	emulator_cursor(&drive->emulator, &row, &col);
	drive_fail(drive, "the cursor is in row %d, column %d %s", row + 1, col + 1,
	     drive_how_it_stands(drive));
}

static unsigned look_by_name(struct drive *drive, const char *name)
{
	static const struct {
		const char *name;
		unsigned look;
	} names[] = {{"bold", LOOK_BOLD},
		     {"underline", LOOK_UNDERLINE},
		     {"reverse", LOOK_REVERSE},
		     {"colour", LOOK_COLOUR}};

	for (size_t i = 0; i < XB_COUNT(names); i++)
		if (strcmp(names[i].name, name) == 0)
			return names[i].look;
	drive_fail(drive, "no cell can be '%s'", name);
}

/* Does the cell look as WORD says? */
static bool is_so(struct drive *drive, const struct emulator_cell *cell, const char *word)
{
	bool without = strncmp(word, "no-", 3) == 0;

	if (strncmp(word, "fg:", 3) == 0)
		return cell->ink == atoi(word + 3);
	if (strncmp(word, "bg:", 3) == 0)
		return cell->ground == atoi(word + 3);
	return ((cell->look & look_by_name(drive, word + (without ? 3 : 0))) == 0) == without;
}

static bool style_is_so(struct drive *drive)
{
	struct emulator_cell cell =
		emulator_cell_at(&drive->emulator, drive_number_at(drive, 1) - 1, drive_number_at(drive, 2) - 1);

	for (int i = 3; i < drive->count; i++)
		if (!is_so(drive, &cell, drive->words[i]))
			return false;
	return true;
}

void drive_style(struct drive *drive)
{
	drive_want_words(drive, 3);
	if (!drive_wait_until(drive, style_is_so))
		drive_fail(drive, "the cell in row %s, column %s does not look so %s", drive->words[1],
		     drive->words[2], drive_how_it_stands(drive));
}

void drive_bytes(struct drive *drive)
{
	int most = drive_number_at(drive, 1);

	drive_want_program(drive);
	if (!emulator_settle(&drive->emulator, QUIET_MS, LIMIT_MS))
		drive_fail(drive, "the screen is not quiet after 10 s");
	if (drive->emulator.received > (size_t)most)
		drive_fail(drive, "%zu bytes came, %d at most were expected", drive->emulator.received,
		     most);
}

void drive_within(struct drive *drive)
{
	int most = drive_number_at(drive, 1);
	long long end = emulator_now() + LIMIT_MS;

	drive_want_words(drive, 2);
	drive_want_program(drive);
	drive->rest += strcspn(drive->rest, " \t");
	drive->rest += strspn(drive->rest, " \t");
	while (!is_on_screen(drive)) {
		if (drive->emulator.received >= (size_t)most)
			drive_fail(drive, "'%s' is not on the screen after %d bytes", drive->rest, most);
		if (!emulator_pump_byte(&drive->emulator, 20) && emulator_now() >= end)
			drive_fail(drive, "'%s' is not on the screen %s", drive->rest,
			     drive_how_it_stands(drive));
	}
}

static bool was_sent(struct drive *drive)
{
	return drive->emulator.raw.data && strstr(drive->emulator.raw.data, drive->words[1]);
}

void drive_sent(struct drive *drive)
{
	drive_want_words(drive, 1);
	if (!drive_wait_until(drive, was_sent))
		drive_fail(drive, "the program did not send '%s' %s", drive->words[1], drive_how_it_stands(drive));
}

static bool has_rung(struct drive *drive)
{
	return drive->emulator.bells;
}

void drive_bell(struct drive *drive)
{
	if (!drive_wait_until(drive, has_rung))
		drive_fail(drive, "the terminal did not ring %s", drive_how_it_stands(drive));
}
