/* SPDX-License-Identifier: MIT */
/*
 * chosen-print TREE: /chosen as text that is the same for two trees that mean the same to Xen: nodes and
 * properties sorted by their names, and paths of nodes in the place of phandles.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xenboot/tree.h"

/* Properties whose cells are phandles: every one, or every second one. */
static const struct {
	const char *name;
	size_t first, step;
} phandles[] = {
	{"domain-cpupool", 0, 1}, {"cpupool-cpus", 0, 1}, {"xen,evtchn", 1, 2},
};

static bool is_phandle(const char *name, size_t cell)
{
	for (size_t i = 0; i < XB_COUNT(phandles); i++)
		if (strcmp(phandles[i].name, name) == 0)
			return cell >= phandles[i].first &&
			       (cell - phandles[i].first) % phandles[i].step == 0;
	return false;
}

static void print_node_of(const struct xb_tree_index *index, uint32_t phandle)
{
	const struct xb_tree_node *node = xb_tree_by_phandle(index, phandle);
	char *path = node ? xb_tree_path(node) : NULL;

	printf(" &%s", path ? path : "nothing");
	free(path);
}

static void print_property(const struct xb_tree_index *index,
			   const struct xb_tree_property *property)
{
	printf("%s =", property->name);
	if (property->length % 4 || (property->length && property->value[property->length - 1] == 0 &&
				     property->value[0] >= ' ')) {
		for (size_t i = 0; i < property->length; i++)
			printf(property->value[i] >= ' ' ? "%c" : "\\%02x",
			       (unsigned char)property->value[i]);
	} else {
		for (size_t i = 0; i < property->length / 4; i++) {
			const uint32_t cell = xb_tree_cell_at(property, i);

			if (is_phandle(property->name, i))
				print_node_of(index, cell);
			else
				printf(" 0x%" PRIx32, cell);
		}
	}
	putchar('\n');
}

static int by_property(const void *a, const void *b)
{
	const struct xb_tree_property *const *left = a, *const *right = b;

	return strcmp((*left)->name, (*right)->name);
}

static int by_node(const void *a, const void *b)
{
	const struct xb_tree_node *const *left = a, *const *right = b;

	return strcmp((*left)->name, (*right)->name);
}

static void print_properties(const struct xb_tree_index *index, const struct xb_tree_node *node)
{
	const struct xb_tree_property **sorted =
		xb_alloc((node->property_count + 1) * sizeof(struct xb_tree_property *));

	for (size_t i = 0; i < node->property_count; i++)
		sorted[i] = &node->properties[i];
	qsort(sorted, node->property_count, sizeof(struct xb_tree_property *), by_property);
	for (size_t i = 0; i < node->property_count; i++)
		if (strcmp(sorted[i]->name, "phandle") != 0)
			print_property(index, sorted[i]);
	free(sorted);
}

static void print_node(const struct xb_tree_index *index, const struct xb_tree_node *node)
{
	const struct xb_tree_node **children;
	char *path = xb_tree_path(node);
	size_t count = 0;

	printf("%s\n", path);
	free(path);
	print_properties(index, node);
	for (const struct xb_tree_node *child = node->child; child; child = child->next)
		count++;
	children = xb_alloc((count + 1) * sizeof(struct xb_tree_node *));
	count = 0;
	for (const struct xb_tree_node *child = node->child; child; child = child->next)
		children[count++] = child;
	qsort(children, count, sizeof(struct xb_tree_node *), by_node);
	for (size_t i = 0; i < count; i++)
		print_node(index, children[i]);
	free(children);
}

int main(int argc, char **argv)
{
	struct xb_buf bytes = {0};
	struct xb_diags diags = {0};
	struct xb_devtree *tree = NULL;
	const struct xb_tree_node *chosen = NULL;

	if (argc == 2 && xb_file_load(argv[1], XB_DTB_MAX, (struct xb_pos){0}, &bytes, &diags))
		tree = xb_devtree_parse(argv[1], bytes.data, bytes.length, (struct xb_pos){0}, &diags);
	if (tree)
		chosen = xb_tree_find(tree->index, "/chosen");
	if (chosen)
		print_node(tree->index, chosen);
	else
		fprintf(stderr, "chosen-print: no tree with /chosen\n");
	xb_devtree_free(tree);
	xb_buf_clear(&bytes);
	xb_diags_clear(&diags);
	return chosen ? 0 : 1;
}
