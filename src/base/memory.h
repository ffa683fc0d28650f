/* SPDX-License-Identifier: MIT */
#ifndef XENBOOT_BASE_MEMORY_H
#define XENBOOT_BASE_MEMORY_H

/* Call the handler of xb_memory_on_exhaustion. For allocations that others made for us. */
_Noreturn void xb_memory_exhausted(void);

#endif
