/* SPDX-License-Identifier: MIT */
/* No packed files: in a cross build, where what packs them cannot be run, and in the packer. */
#include "model/pack.h"

const struct xb_packed_file xb_packed_files[] = {{NULL, NULL, 0}};
const size_t xb_packed_count = 0;
