/* SPDX-License-Identifier: MIT */
/*
 * script-answers DISK ENVIRONMENT FOLDER LIST: what U-Boot wrote of each script onto the disk, see ask-uboot, as text
 * into FOLDER/NAME.answer. LIST has the names in their order on the disk; ENVIRONMENT what was there before each. A
 * script of which nothing is there never returned.
 */
#include "answer.h"
#include "util.h"

#include <stdlib.h>
#include <string.h>

/* What one script has of the disk: the environment, then the trees; as ask-uboot has it. */
enum { ENVIRONMENT_SIZE = 0x4000, RECORD_SIZE = ENVIRONMENT_SIZE + ANSWER_TREES * ANSWER_TREE_MAX };

/* What ask-uboot keeps for itself. */
static const char status_variable[] = "script_status";

static void print_record(FILE *out, const char *record, const struct answer_environment *base)
{
	struct answer answer = {0};
	char *status = NULL;

	answer_read_environment(&answer.environment, record);
	for (size_t i = 0; i < answer.environment.count; i++)
		if (!strcmp(answer.environment.items[i].name, status_variable))
			status = need_copy(answer.environment.items[i].value,
					   strlen(answer.environment.items[i].value));
	answer_set(&answer.environment, status_variable, NULL);
	answer.status = status;
	answer.lost = status ? NULL : "?";
	for (size_t i = 0; i < ANSWER_TREES; i++)
		answer.trees[i] = record + ENVIRONMENT_SIZE + i * ANSWER_TREE_MAX;
	answer_print(out, &answer, base);
	answer_clear(&answer.environment);
	free(status);
}

static void write_answer(const char *folder, const char *name, const char *record,
			 const struct answer_environment *base)
{
	struct text path = {0};
	FILE *out;

	text_add(&path, folder, strlen(folder));
	text_add_char(&path, '/');
	text_add(&path, name, strlen(name));
	text_add(&path, ".answer", strlen(".answer"));
	out = fopen(path.bytes, "w");
	if (!out)
		die("%s cannot be written", path.bytes);
	print_record(out, record, base);
	if (fclose(out))
		die("%s cannot be written", path.bytes);
	text_clear(&path);
}

int main(int argc, char **argv)
{
	struct answer_environment base = {0};
	char *disk, *text, *list, *name;
	size_t size, offset = 0;

	if (argc != 5)
		die("usage: script-answers DISK ENVIRONMENT FOLDER LIST");
	disk = read_file(argv[1], &size);
	text = read_file(argv[2], &(size_t){0});
	list = read_file(argv[4], &(size_t){0});
	answer_read_environment(&base, text);
	for (name = strtok(list, "\n"); name; name = strtok(NULL, "\n"), offset += RECORD_SIZE) {
		if (offset + RECORD_SIZE > size)
			die("%s ends before %s", argv[1], name);
		write_answer(argv[3], name, disk + offset, &base);
	}
	answer_clear(&base);
	free(list);
	free(text);
	free(disk);
	return STATUS_OK;
}
