/* SPDX-License-Identifier: MIT */
/*
 * measure RUNS PROGRAM ARGUMENT...: run it so often and print the least and the median wall time in
 * milliseconds, and the largest resident set in KiB. Exit 1 when the program fails.
 */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* The wall time of one run, its output thrown away; negative when it failed. */
static double run_once(char **command, long *peak)
{
	struct rusage usage;
	double start = now();
	int status;
	pid_t child = fork();

	if (child == 0) {
		int nowhere = open("/dev/null", O_WRONLY);

		dup2(nowhere, 1);
		dup2(nowhere, 2);
		execv(command[0], command);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &usage) < 0 || !WIFEXITED(status) ||
	    WEXITSTATUS(status) != 0)
		return -1;
	if (usage.ru_maxrss > *peak)
		*peak = usage.ru_maxrss;
	return now() - start;
}

static int compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

int main(int argc, char **argv)
{
	int runs = argc > 2 ? atoi(argv[1]) : 0;
	double *times;
	long peak = 0;

	if (runs < 1) {
		fprintf(stderr, "usage: measure RUNS PROGRAM ARGUMENT...\n");
		return 2;
	}
	times = calloc((size_t)runs, sizeof(*times));
	for (int i = 0; times && i < runs; i++) {
		times[i] = run_once(argv + 2, &peak);
		if (times[i] < 0) {
			fprintf(stderr, "measure: %s failed\n", argv[2]);
			return 1;
		}
	}
	if (!times)
		return 1;
	qsort(times, (size_t)runs, sizeof(*times), compare);
	printf("%.2f %.2f %ld\n", times[0], times[runs / 2], peak);
	free(times);
	return 0;
}
