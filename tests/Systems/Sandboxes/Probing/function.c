/* A stream function that goes wrong at its first event, in the way that its first argument names. Static, so that a box
   needs nothing else. It says hello, waits for the first event (type 4), and speaks no more. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { SOCKET = 3, PREAMBLE = 6, PREFIX = 5, HELLO = 3, EVENT = 4, HELLO_BYTES = 20 };

static int take(uint8_t *into, size_t wanted)
{
    for (size_t there = 0; there < wanted;) {
        ssize_t count = recv(SOCKET, into + there, wanted - there, 0);
        if (count <= 0)
            return 0;
        there += (size_t)count;
    }
    return 1;
}

static int hello(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t ns = now.tv_sec * 1000000000LL + now.tv_nsec;
    int32_t process = getpid(), length = HELLO_BYTES;
    uint8_t frame[PREAMBLE + PREFIX + HELLO_BYTES] = { 'E', 'V', 'S', 'F', 2, 0 };
    memcpy(frame + PREAMBLE, &length, 4);
    frame[PREAMBLE + 4] = HELLO;
    memcpy(frame + PREAMBLE + PREFIX, &process, 4);
    memcpy(frame + PREAMBLE + PREFIX + 4, &ns, 8);
    memcpy(frame + PREAMBLE + PREFIX + 12, &ns, 8);
    return send(SOCKET, frame, sizeof frame, MSG_NOSIGNAL) == sizeof frame;
}

static void go_wrong(const char *how, long amount)
{
    static char page[1 << 16];
    memset(page, 'x', sizeof page);
    if (strcmp(how, "memory") == 0)
        for (char *piece; (piece = malloc(1 << 20)) != 0;)
            memset(piece, 1, 1 << 20);
    if (strcmp(how, "forks") == 0)
        for (;;)
            fork();
    if (strcmp(how, "output") == 0)
        for (long written = 0; written < amount; written += sizeof page)
            if (write(1, page, sizeof page) < 0 || write(2, page, sizeof page) < 0)
                break;
}

int main(int count, char **arguments)
{
    static uint8_t bytes[1 << 16];
    if (!take(bytes, PREAMBLE))
        return 2;
    for (;;) {
        uint32_t length;
        if (!take(bytes, PREFIX))
            return 2;
        memcpy(&length, bytes, 4);
        uint8_t type = bytes[4];
        if (length > sizeof bytes || !take(bytes, length) || (type != EVENT && !hello()))
            return 2;
        if (type == EVENT) {
            go_wrong(count > 1 ? arguments[1] : "", count > 2 ? atol(arguments[2]) : 0);
            return 7;
        }
    }
}
