/* SPDX-License-Identifier: MIT */
/* Two profiles, key by key: what is in one alone, what is another value, and in what order. */
#include "unit/diags.h"

#include "xenboot/model.h"

/* From "key=value" lines, in any order. */
static void put_flat(const char *lines, struct xb_flat *flat)
{
	while (*lines) {
		size_t key = strcspn(lines, "="), end = strcspn(lines, "\n");

		flat->items =
			xb_grow(flat->items, &flat->capacity, flat->count, sizeof(*flat->items));
		flat->items[flat->count].key = xb_strndup(lines, key);
		flat->items[flat->count++].value = xb_strndup(lines + key + 1, end - key - 1);
		lines += end + (lines[end] == '\n');
	}
}

/* "a: 1 -> 2, b: 1 -> none"; new. */
static char *line_of(const struct xb_differences *found)
{
	struct xb_buf line = {0};

	for (size_t i = 0; i < found->count; i++)
		xb_buf_printf(&line, "%s%s: %s -> %s", i ? ", " : "", found->items[i].key,
			      found->items[i].a ? found->items[i].a : "none",
			      found->items[i].b ? found->items[i].b : "none");
	return xb_buf_take(&line);
}

static void check_comparison(const char *label, struct xb_flat *a, struct xb_flat *b,
			     const char *want)
{
	struct xb_differences found = {0};
	char *got;

	xb_flat_compare(a, b, &found);
	got = line_of(&found);
	check_text(label, got, want);
	free(got);
	xb_differences_clear(&found);
	check_u64(label, found.count, 0);
	assert_null(found.items);
}

static const struct row {
	const char *label, *a, *b, *want;
} rows[] = {
	{"both empty", "", "", ""},
	{"the same", "a=1\nb=2\n", "a=1\nb=2\n", ""},
	{"the same in another order", "c=3\na=1\nb=2\n", "b=2\nc=3\na=1\n", ""},
	{"another value", "a=1\nb=2\n", "a=1\nb=3\n", "b: 2 -> 3"},
	{"case counts", "a=x\n", "a=X\n", "a: x -> X"},
	{"first alone", "a=1\n", "", "a: 1 -> none"},
	{"second alone", "", "a=1\n", "a: none -> 1"},
	{"an empty value is not none", "a=\n", "", "a:  -> none"},
	{"set to nothing", "a=1\n", "a=\n", "a: 1 -> "},
	{"no key in common", "a=1\nc=3\n", "b=2\nd=4\n",
	 "a: 1 -> none, b: none -> 2, c: 3 -> none, d: none -> 4"},
	{"one key is the start of another", "a=1\na.b=2\n", "a.b=2\n", "a: 1 -> none"},
	{"one ends sooner", "a=1\n", "a=1\nb=2\nc=3\n", "b: none -> 2, c: none -> 3"},
	{"the other ends sooner", "a=1\nb=2\nc=3\n", "a=1\n", "b: 2 -> none, c: 3 -> none"},
	{"all kinds, unsorted", "z=1\nm=1\na=1\n", "m=2\nb=1\nz=1\n",
	 "a: 1 -> none, b: none -> 1, m: 1 -> 2"},
};

static void keys_are_compared(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_flat a = {0}, b = {0};

		put_flat(rows[i].a, &a);
		put_flat(rows[i].b, &b);
		check_comparison(rows[i].label, &a, &b, rows[i].want);
		xb_flat_clear(&a);
		xb_flat_clear(&b);
	}
}

/* The other way round the sides are changed over, and nothing else is. */
static void comparing_is_symmetric(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_differences there = {0}, back = {0};
		struct xb_flat a = {0}, b = {0};

		put_flat(rows[i].a, &a);
		put_flat(rows[i].b, &b);
		xb_flat_compare(&a, &b, &there);
		xb_flat_compare(&b, &a, &back);
		check_u64(rows[i].label, back.count, there.count);
		for (size_t k = 0; k < there.count; k++) {
			check_text(rows[i].label, back.items[k].key, there.items[k].key);
			check_text(rows[i].label, back.items[k].a, there.items[k].b);
			check_text(rows[i].label, back.items[k].b, there.items[k].a);
		}
		xb_differences_clear(&there);
		xb_differences_clear(&back);
		xb_flat_clear(&a);
		xb_flat_clear(&b);
	}
}

static void flatten(const char *text, struct xb_flat *flat)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_diags diags = {0};
	struct xb_profile *profile = xb_profile_parse(data, "p.yaml", text, strlen(text), &diags);

	assert_non_null(profile);
	xb_profile_flatten(profile, flat);
	xb_profile_free(profile);
	xb_diags_clear(&diags);
	xb_data_free(data);
}

/* The profiles may be gone: the texts are those of the flat lists. */
static void profiles_are_compared(void **state)
{
	struct xb_flat a = {0}, b = {0};

	(void)state;
	flatten("format: 1\nxen: {file: xen, options: {vwfi: trap, dom0_mem: 1G}}\n"
		"dom0: {kernel: Image}\n",
		&a);
	flatten("dom0:\n  kernel: \"Image\" # the same\nformat: 1\n"
		"xen:\n  options: {dom0_mem: 1G, vwfi: native, noreboot: true}\n  file: xen\n",
		&b);
	check_comparison("profiles", &a, &b,
			 "xen.options.noreboot: none -> true, xen.options.vwfi: trap -> native");
	xb_flat_clear(&a);
	xb_flat_clear(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_are_compared),
		cmocka_unit_test(comparing_is_symmetric),
		cmocka_unit_test(profiles_are_compared),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
