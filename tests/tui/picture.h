/* SPDX-License-Identifier: MIT */
/* What a terminal shows as a picture: SVG, the same bytes for the same cells. */
#ifndef TESTS_TUI_PICTURE_H
#define TESTS_TUI_PICTURE_H

#include "tui/emulator.h"

/* On a light ground, or on a dark one. */
void picture_put(const struct emulator *emulator, bool light, struct xb_buf *out);

#endif
