/* The instance's side of the stream protocol (Systems/Sdk/PROTOCOL.md), as far as the tests' programs need it. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { CONTROL = 3, PREAMBLE = 6, PREFIX = 5, HELLO_BYTES = 20 };
enum { OPEN = 1, HELLO = 3, EVENT = 4, OUTPUT = 5, END = 6 };

static uint8_t frame[1 << 17];

static long connect_to(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    int ours = socket(AF_UNIX, SOCK_STREAM, 0);
    if (connect(ours, (struct sockaddr *)&address, sizeof address) == 0)
        return ours;
    close(ours);
    return -1;
}

static int take(uint8_t *into, size_t wanted)
{
    for (size_t there = 0; there < wanted;) {
        ssize_t count = recv(CONTROL, into + there, wanted - there, 0);
        if (count <= 0)
            return 0;
        there += (size_t)count;
    }
    return 1;
}

static int give(const uint8_t *from, size_t count)
{
    return send(CONTROL, from, count, MSG_NOSIGNAL) == (ssize_t)count;
}

/* The next frame's type, its body behind the prefix; 0 where there is none. */
static int next_frame(uint32_t *length)
{
    if (!take(frame, PREFIX))
        return 0;
    memcpy(length, frame, 4);
    return *length <= sizeof frame - PREFIX && take(frame + PREFIX, *length) ? frame[4] : 0;
}

static int hello(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t ns = now.tv_sec * 1000000000LL + now.tv_nsec;
    int32_t process = getpid(), length = HELLO_BYTES;
    uint8_t greeting[PREAMBLE + PREFIX + HELLO_BYTES] = { 'E', 'V', 'S', 'F', 2, 0 };
    memcpy(greeting + PREAMBLE, &length, 4);
    greeting[PREAMBLE + 4] = HELLO;
    memcpy(greeting + PREAMBLE + PREFIX, &process, 4);
    memcpy(greeting + PREAMBLE + PREFIX + 4, &ns, 8);
    memcpy(greeting + PREAMBLE + PREFIX + 12, &ns, 8);
    return give(greeting, sizeof greeting);
}

/* Waits for the opening and answers it; what was handed over before it is passed by. A box that inherits nothing is
   told a path to connect to. */
static int begin(void)
{
    const char *path = getenv("EVAL_SOCKET");
    uint32_t length;
    int type;
    if (path && *path && dup2(connect_to(path), CONTROL) != CONTROL)
        return 0;
    if (!take(frame, PREAMBLE))
        return 0;
    while ((type = next_frame(&length)) != OPEN)
        if (type == 0)
            return 0;
    return hello();
}
