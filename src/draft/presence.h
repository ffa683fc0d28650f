/* SPDX-License-Identifier: MIT */
/*
 * Who has a profile open. Each program that does holds a name in the kernel (a socket that nobody talks to), which
 * goes with it however it ends: nothing is left behind, and nothing is written to a disk. Where there are no such
 * names (they are Linux's) nobody is seen.
 */
#ifndef DRAFT_PRESENCE_H
#define DRAFT_PRESENCE_H

/* Be seen at PLACE until the descriptor is closed; -1: that cannot be. *other is the process of another program that
 * is there already; 0: none is. */
int xb_presence_take(const char *place, long *other);

#endif
