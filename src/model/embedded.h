/* SPDX-License-Identifier: MIT */
/*
 * The files of share/ inside the program, so that the binary copied alone to another machine still
 * knows its options, boards and profiles. share/embed.sh writes the tables when it is built.
 */
#ifndef MODEL_EMBEDDED_H
#define MODEL_EMBEDDED_H

#include <stddef.h>

struct xb_embedded_file {
	const char *path;          /* below share/: "boards/rpi4-4g.yaml" */
	const unsigned char *data; /* the file's bytes, and a NUL behind them */
	size_t size;               /* without that NUL */
};

extern const struct xb_embedded_file xb_embedded_files[]; /* sorted by path, bytewise */
extern const size_t xb_embedded_count;

#endif
