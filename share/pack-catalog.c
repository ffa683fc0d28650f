/* SPDX-License-Identifier: MIT */
/*
 * Write src/model/packed.c to standard output: the option files named, decoded and packed, so that
 * the program needs no YAML parser for them. Runs while the program is built, and so is the first
 * to say what is wrong in an option file.
 * usage: pack-catalog FOLDER FILE...     each FILE is below FOLDER
 */
#include <stdio.h>
#include <stdlib.h>

#include "model/catalog-file.h"
#include "model/data.h"
#include "model/pack.h"

static void print_bytes(const struct xb_buf *bytes)
{
	for (size_t i = 0; i < bytes->length; i++)
		printf("%s%u,", i % 24 ? "" : "\n\t", (unsigned char)bytes->data[i]);
}

static void print_diags(const struct xb_diags *diags)
{
	struct xb_buf text = {0};

	xb_diags_text(diags, &text);
	fputs(text.data ? text.data : "", stderr);
	xb_buf_clear(&text);
}

static bool pack(const char *path, struct xb_buf *out)
{
	struct xb_catalog_file file = {.count = 0};
	struct xb_arena arena = {0};
	struct xb_diags diags = {0};
	struct xb_decoder decoder = {.arena = &arena, .diags = &diags};
	struct xb_document *document = xb_data_parse_path(path, (struct xb_pos){0}, &diags);
	bool good = document && xb_catalog_file_decode(&decoder, document->root, &file) &&
		    xb_pack(&xb_catalog_file_schema, &file, out);

	print_diags(&diags);
	xb_diags_clear(&diags);
	xb_yaml_free(document);
	xb_arena_clear(&arena);
	return good;
}

static bool print_file(const char *folder, const char *name, int number)
{
	struct xb_buf bytes = {0};
	char *path = xb_format("%s/%s", folder, name);
	bool good = pack(path, &bytes);

	printf("\nstatic const unsigned char file_%d[] = {", number);
	print_bytes(&bytes);
	printf("\n};\n");
	xb_buf_clear(&bytes);
	free(path);
	return good;
}

int main(int argc, char **argv)
{
	if (argc < 3) {
		fputs("usage: pack-catalog FOLDER FILE...\n", stderr);
		return 2;
	}
	printf("/* SPDX-License-Identifier: MIT */\n"
	       "/* Written by share/pack-catalog.c from the files of share/options. */\n"
	       "#include \"model/pack.h\"\n");
	for (int i = 2; i < argc; i++)
		if (!print_file(argv[1], argv[i], i))
			return 1;
	printf("\nconst struct xb_packed_file xb_packed_files[] = {\n");
	for (int i = 2; i < argc; i++)
		printf("\t{\"%s\", file_%d, sizeof(file_%d)},\n", argv[i], i, i);
	printf("};\nconst size_t xb_packed_count = %d;\n", argc - 2);
	return fflush(stdout) || ferror(stdout) ? 1 : 0;
}
