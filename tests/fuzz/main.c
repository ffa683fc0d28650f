/* SPDX-License-Identifier: MIT */
/*
 * Runs a fuzz target without libFuzzer: each argument is a file, or a folder whose files are run
 * in the order of their names. Without arguments the target's own seeds are run, those of
 * $srcdir/tests/fuzz/seeds/NAME for the program fuzz-NAME: that is what `make check` does.
 */
#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool fail(const char *path, const char *problem)
{
	fprintf(stderr, "%s: %s\n", path, problem);
	return false;
}

/* The input has a block of its own size, so that a sanitizer sees one byte read too many. */
static bool run_bytes(FILE *file, size_t size, const char *path)
{
	uint8_t *data = malloc(size ? size : 1);
	bool whole;

	if (!data)
		return fail(path, "does not fit into memory");
	whole = fread(data, 1, size, file) == size;
	if (whole)
		LLVMFuzzerTestOneInput(data, size);
	free(data);
	return whole || fail(path, "could not be read to its end");
}

static bool run_file(const char *path, size_t size, size_t *count)
{
	FILE *file = fopen(path, "rb");
	bool done;

	if (!file)
		return fail(path, strerror(errno));
	/* Said first: after a crash the last line names the input. */
	printf("%s\n", path);
	fflush(stdout);
	done = run_bytes(file, size, path);
	fclose(file);
	*count += done;
	return done;
}

static bool run_path(const char *path, size_t *count);

static bool run_entry(const char *folder, const char *name, size_t *count)
{
	size_t length = strlen(folder) + strlen(name) + 2;
	char *path = malloc(length);
	bool done;

	if (!path)
		return fail(folder, "memory exhausted");
	snprintf(path, length, "%s/%s", folder, name);
	done = run_path(path, count);
	free(path);
	return done;
}

static int not_hidden(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static bool run_folder(const char *path, size_t *count)
{
	struct dirent **entries;
	int found = scandir(path, &entries, not_hidden, alphasort);
	bool done = true;

	if (found < 0)
		return fail(path, strerror(errno));
	if (found == 0)
		done = fail(path, "no inputs there");
	for (int i = 0; i < found; i++) {
		if (!run_entry(path, entries[i]->d_name, count))
			done = false;
		free(entries[i]);
	}
	free(entries);
	return done;
}

static bool run_path(const char *path, size_t *count)
{
	struct stat status;

	if (stat(path, &status) != 0)
		return fail(path, strerror(errno));
	if (S_ISDIR(status.st_mode))
		return run_folder(path, count);
	return run_file(path, (size_t)status.st_size, count);
}

static bool run_own_seeds(const char *program, size_t *count)
{
	const char *slash = strrchr(program, '/');
	const char *name = slash ? slash + 1 : program;
	const char *srcdir = getenv("srcdir");
	char path[4096];
	int length;

	if (strncmp(name, "fuzz-", 5) != 0)
		return fail(program, "not named fuzz-NAME; give the inputs as arguments");
	length = snprintf(path, sizeof(path), "%s/tests/fuzz/seeds/%s", srcdir ? srcdir : ".",
			  name + 5);
	if (length < 0 || (size_t)length >= sizeof(path))
		return fail(program, "the path of its seeds is too long");
	return run_path(path, count);
}

int main(int argc, char **argv)
{
	size_t count = 0;
	bool done = true;

	if (argc < 2)
		done = run_own_seeds(argv[0], &count);
	for (int i = 1; i < argc; i++)
		if (!run_path(argv[i], &count))
			done = false;
	printf("%zu inputs run\n", count);
	return done && count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
