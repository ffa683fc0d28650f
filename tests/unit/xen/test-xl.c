/* SPDX-License-Identifier: MIT */
/* What options of domains are to xl, and how Xen numbers CPU pools. */
#include "unit/support.h"

#include "xenboot/model.h"
#include "xenboot/xen.h"

/* An option that is added to share/options/domain.yaml needs a row, and one that goes takes its row along. */
static void every_option_has_a_row(void **state)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_diags diags = {0};
	struct xb_catalog *catalog = xb_catalog_load(data, &diags);
	size_t options = 0, rows = 0;

	(void)state;
	for (size_t i = 0; i < catalog->count; i++) {
		const struct xb_option *option = &catalog->options[i];
		const struct xb_xl_key *key;

		if (option->scope != XB_SCOPE_DOMAIN)
			continue;
		options++;
		key = xb_xl_key(option->name.text);
		check_text(option->name.text, key ? key->option : NULL, option->name.text);
		check_bool(option->name.text, key->key != NULL, key->instead == NULL);
	}
	while (xb_xl_keys[rows].option)
		rows++;
	check_u64("rows", rows, options);
	assert_null(xb_xl_key("no-such-option"));
	xb_catalog_free(catalog);
	xb_data_free(data);
	xb_diags_clear(&diags);
}

/* As btcpupools_allocate_pools counts them, with the pool of all CPUs that no other has. */
static void pools_are_numbered_as_xen_does(void **state)
{
	static const struct {
		const char *label;
		uint64_t first[3]; /* a CPU of each pool */
		size_t count, numbers[4]; /* of each, and of the one that is left over */
	} rows[] = {
		{"CPU 0 in none", {1, 2, 3}, 3, {3, 1, 2, 0}},
		{"CPU 0 in the first", {0, 2, 3}, 3, {0, 1, 2, 3}},
		{"CPU 0 in the second", {2, 0, 3}, 3, {1, 0, 2, 3}},
		{"CPU 0 in the last", {2, 3, 0}, 3, {2, 1, 0, 3}},
		{"one, without CPU 0", {1}, 1, {1, 0}},
		{"one, with CPU 0", {0}, 1, {0, 1}},
		{"none at all", {0}, 0, {0}},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		uint64_t cpus[3];
		struct xb_pool pools[3] = {0};
		struct xb_boot boot = {.pools = pools, .pool_count = rows[i].count};

		memcpy(cpus, rows[i].first, sizeof(cpus));
		for (size_t k = 0; k < rows[i].count; k++)
			pools[k] = (struct xb_pool){.cpus = &cpus[k], .cpu_count = 1};
		for (size_t k = 0; k <= rows[i].count; k++)
			check_u64(rows[i].label, xb_pool_number(&boot, k), rows[i].numbers[k]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_option_has_a_row),
		cmocka_unit_test(pools_are_numbered_as_xen_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
