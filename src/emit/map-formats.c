/* SPDX-License-Identifier: MIT */
/* The forms of the memory map, by name. */
#include "emit/map.h"

const struct xb_map_format xb_map_formats[] = {
	{"text", xb_map_text},
	{"json", xb_map_json},
	{"svg", xb_map_svg},
};
const size_t xb_map_format_count = XB_COUNT(xb_map_formats);
