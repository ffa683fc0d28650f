/* SPDX-License-Identifier: MIT */
/*
 * tree-compare [-p PATH] A B: are the two device trees the same? Node by node and property by
 * property, whatever their order and the size of their blobs; phandles count as they are, memory
 * reservations too. Both must pass fdt_check_full. With -p, only the node at PATH and below counts.
 * Prints what differs. With one tree, only checks it. Status 0: the same; 1: different.
 */
#include "util.h"

#include <ctype.h>
#include <libfdt.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct tree {
	const char *name;
	char *blob;
};

static unsigned long differences;

static void read_tree(struct tree *tree, const char *path)
{
	size_t size;
	int error;

	tree->name = path;
	tree->blob = read_file(path, &size);
	error = fdt_check_full(tree->blob, size);
	if (error) {
		printf("%s: %s\n", path, fdt_strerror(error));
		exit(STATUS_DIFFERENT);
	}
}

static void print_value(const struct tree *tree, const char *value, int length)
{
	printf("  %s has %d bytes:", tree->name, length);
	for (int i = 0; i < length && i < 96; i++)
		printf(isprint((unsigned char)value[i]) ? " %c" : " %02x", (unsigned char)value[i]);
	printf("%s\n", length > 96 ? " ..." : "");
}

static void report(const char *path, const char *what, const char *name, const struct tree *where)
{
	differences++;
	printf("%s: %s %s is missing in %s\n", *path ? path : "/", what, name, where->name);
}

static void compare_property(const char *path, const char *name, const struct tree *a,
			     const struct tree *b, int node_a, int node_b)
{
	int length_a, length_b;
	const char *value_a = fdt_getprop(a->blob, node_a, name, &length_a);
	const char *value_b = fdt_getprop(b->blob, node_b, name, &length_b);

	if (!value_b) {
		report(path, "property", name, b);
		return;
	}
	if (length_a == length_b && !memcmp(value_a, value_b, (size_t)length_a))
		return;
	differences++;
	printf("%s: property %s differs\n", *path ? path : "/", name);
	print_value(a, value_a, length_a);
	print_value(b, value_b, length_b);
}

/* What A's node has is in B's, and equal when VALUES is set; so two calls see everything once. */
static void compare_properties(const char *path, const struct tree *a, const struct tree *b,
			       int node_a, int node_b, bool values)
{
	int property;

	fdt_for_each_property_offset(property, a->blob, node_a) {
		const char *name;

		if (!fdt_getprop_by_offset(a->blob, property, &name, NULL))
			die("%s: a property cannot be read", a->name);
		if (values)
			compare_property(path, name, a, b, node_a, node_b);
		else if (!fdt_getprop(b->blob, node_b, name, NULL))
			report(path, "property", name, b);
	}
}

static int find_child(const struct tree *tree, int node, const char *name)
{
	int child;

	fdt_for_each_subnode(child, tree->blob, node)
		if (!strcmp(fdt_get_name(tree->blob, child, NULL), name))
			return child;
	return -1;
}

static void missing_children(const char *path, const struct tree *a, const struct tree *b,
			     int node_a, int node_b)
{
	int child;

	fdt_for_each_subnode(child, a->blob, node_a) {
		const char *name = fdt_get_name(a->blob, child, NULL);

		if (find_child(b, node_b, name) < 0)
			report(path, "node", name, b);
	}
}

static void compare_nodes(const char *path, const struct tree *a, const struct tree *b, int node_a,
			  int node_b)
{
	int child;

	compare_properties(path, a, b, node_a, node_b, true);
	compare_properties(path, b, a, node_b, node_a, false);
	missing_children(path, a, b, node_a, node_b);
	missing_children(path, b, a, node_b, node_a);
	fdt_for_each_subnode(child, a->blob, node_a) {
		const char *name = fdt_get_name(a->blob, child, NULL);
		int other = find_child(b, node_b, name);
		struct text below = {0};

		if (other < 0)
			continue;
		text_add(&below, path, strlen(path));
		text_add_char(&below, '/');
		text_add(&below, name, strlen(name));
		compare_nodes(below.bytes, a, b, child, other);
		text_clear(&below);
	}
}

static void compare_reservations(const struct tree *a, const struct tree *b)
{
	int count = fdt_num_mem_rsv(a->blob);

	if (count != fdt_num_mem_rsv(b->blob)) {
		differences++;
		printf("/memreserve/: %d entries in %s, %d in %s\n", count, a->name,
		       fdt_num_mem_rsv(b->blob), b->name);
		return;
	}
	for (int i = 0; i < count; i++) {
		uint64_t start_a, start_b, size_a, size_b;

		if (fdt_get_mem_rsv(a->blob, i, &start_a, &size_a) ||
		    fdt_get_mem_rsv(b->blob, i, &start_b, &size_b))
			die("/memreserve/ %d cannot be read", i);
		if (start_a != start_b || size_a != size_b) {
			differences++;
			printf("/memreserve/ %d differs\n", i);
		}
	}
}

static int find_node(const struct tree *tree, const char *path)
{
	int node = fdt_path_offset(tree->blob, path);

	if (node < 0) {
		printf("%s: no node %s\n", tree->name, path);
		exit(STATUS_DIFFERENT);
	}
	return node;
}

int main(int argc, char **argv)
{
	struct tree a, b;
	const char *path = NULL;
	int option;

	while ((option = getopt(argc, argv, "p:")) != -1) {
		if (option != 'p')
			return STATUS_TROUBLE;
		path = optarg;
	}
	argv += optind;
	argc -= optind;
	if (argc != 1 && argc != 2)
		die("usage: tree-compare [-p PATH] A.dtb [B.dtb]");
	read_tree(&a, argv[0]);
	if (argc == 2) {
		read_tree(&b, argv[1]);
		if (!path)
			compare_reservations(&a, &b);
		compare_nodes(path ? path : "", &a, &b, find_node(&a, path ? path : "/"),
			      find_node(&b, path ? path : "/"));
		free(b.blob);
	}
	free(a.blob);
	if (differences)
		printf("%lu differences\n", differences);
	return differences ? STATUS_DIFFERENT : STATUS_OK;
}
