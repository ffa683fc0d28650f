/* SPDX-License-Identifier: MIT */
/*
 * How xl says what a profile says of a domain: one row for each property. From tools/xl/xl_parse.c of the
 * releases 4.14 to 4.22 and docs/man/xl.cfg.5.pod.in; `since` is the first release whose xl reads the key. Of
 * another key xl says nothing.
 */
#include "xenboot/xen.h"

#include <string.h>

const struct xb_xl_key xb_xl_keys[] = {
	{.option = "vuart", .key = "vuart", .form = XB_XL_UART},
	{.option = "nr_spis", .key = "nr_spis", .since = XB_RELEASE(4, 19), .form = XB_XL_NUMBER},
	{.option = "iommu", .key = "passthrough", .form = XB_XL_WORD},
	{.option = "sci_type", .key = "arm_sci", .since = XB_RELEASE(4, 21), .form = XB_XL_TYPE},
	{.option = "trap-unmapped-accesses", .key = "trap_unmapped_accesses",
	 .since = XB_RELEASE(4, 21), .form = XB_XL_BOOL},
	{.option = "direct-map", .instead = "its memory is wherever Xen finds some"},
	/* libxl_arm.c libxl__arch_domain_create. */
	{.option = "p2m-mem-mb", .key = "shadow_memory", .since = XB_RELEASE(4, 17),
	 .form = XB_XL_NUMBER},
	{.option = "llc-colors", .key = "llc_colors", .since = XB_RELEASE(4, 20), .form = XB_XL_LIST},
	{.option = "cpupool", .key = "pool", .form = XB_XL_POOL},
	{.option = "sve", .key = "sve", .since = XB_RELEASE(4, 18), .form = XB_XL_VECTORS},
	{.option = "v8r_el1_msa", .instead = "it has what such a Xen takes by default"},
	{.option = "enhanced", .instead = "it has all of Xen's interfaces, with xenstore",
	 .is = "enabled"},
	{.option = "capabilities", .instead = "it has none"},
	{.option = "max_grant_version", .key = "max_grant_version", .since = XB_RELEASE(4, 16),
	 .form = XB_XL_NUMBER},
	{.option = "max_grant_frames", .key = "max_grant_frames", .form = XB_XL_NUMBER},
	{.option = "max_maptrack_frames", .key = "max_maptrack_frames", .form = XB_XL_NUMBER},
	{.option = NULL},
};

const struct xb_xl_key *xb_xl_key(const char *option)
{
	static const struct xb_words words = XB_WORDS(xb_xl_keys);
	const struct xb_xl_key *row = &xb_xl_keys[xb_words_find(&words, option)];

	return row->option ? row : NULL;
}

bool xb_xl_is_so(const struct xb_known_word *word)
{
	const struct xb_xl_key *key = xb_xl_key(word->option->name.text);

	if (key && key->is)
		return !word->word->value || xb_known_word_says(word, key->is);
	return strcmp(word->option->type.text, "bool") == 0 && xb_known_word_says(word, "false");
}

/* ---- CPU pools ----------------------------------------------------------------------------------- */

/*
 * Xen numbers pools as their nodes stand, and CPUs that are in none make one more; then the pool of CPU 0
 * becomes number 0, and the one that was, takes its number (xen/common/sched/boot-cpupool.c
 * btcpupools_allocate_pools).
 */
size_t xb_pool_number(const struct xb_boot *boot, size_t index)
{
	size_t first = 0;

	while (first < boot->pool_count && !xb_pool_has_cpu(&boot->pools[first], 0))
		first++;
	if (index == first)
		return 0;
	return index == 0 ? first : index;
}
