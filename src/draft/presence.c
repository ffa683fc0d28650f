/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* struct ucred */
#include "draft/presence.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "draft/journal.h"

enum { MOST = 16 }; /* programs that are told from each other at one place */

#ifdef __linux__ /* abstract names, and who is at the other end */

/* A name that begins with NUL is in no file system. Its length. */
static socklen_t name_of(const char *place, int number, struct sockaddr_un *name)
{
	char digest[XB_TEXT_DIGEST], *text;
	size_t length;

	xb_text_digest(place, strlen(place), digest);
	text = xb_format("xenboot-%s-%d", digest, number);
	length = strlen(text);
	memset(name, 0, sizeof(*name));
	name->sun_family = AF_UNIX;
	memcpy(name->sun_path + 1, text, length);
	free(text);
	return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + length);
}

/* The process that holds NAME; 0: none does any more. */
static long holder_of(const struct sockaddr_un *name, socklen_t length)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	struct ucred who = {0};
	socklen_t size = sizeof(who);

	if (fd < 0)
		return 0;
	if (connect(fd, (const struct sockaddr *)name, length) != 0 ||
	    getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &size) != 0)
		who.pid = 0;
	close(fd);
	return who.pid;
}

int xb_presence_take(const char *place, long *other)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	*other = 0;
	for (int i = 0; fd >= 0 && i < MOST; i++) {
		struct sockaddr_un name;
		socklen_t length = name_of(place, i, &name);
		long holder;

		/* Who looks is never accepted, and stays in the queue of those who wait. */
		if (bind(fd, (const struct sockaddr *)&name, length) == 0 && listen(fd, SOMAXCONN) == 0)
			return fd;
		if (errno != EADDRINUSE)
			break;
		holder = holder_of(&name, length);
		if (holder && holder != (long)getpid() && !*other)
			*other = holder;
	}
	if (fd >= 0)
		close(fd);
	return -1;
}

#else

int xb_presence_take(const char *place, long *other)
{
	(void)place;
	*other = 0;
	return -1;
}

#endif
