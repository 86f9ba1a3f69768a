/*
 * The floor F: the least that an instance can be. It finds a connected Unix socket as descriptor 3 and reads from it
 * what PROTOCOL.md puts there: the preamble and one event. It turns the packed RGB payload grey, (R+G+B)/3 in integers,
 * sends preamble and output back, and ends. With the argument "echo" it sends each frame back as it is until the end of
 * input: the yardstick of the cost per event.
 *
 * musl-gcc -static -O2 -o floor floor.c
 */
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

enum {
    SOCKET = 3,
    PREAMBLE = 6,
    PREFIX = 5,           /* 32-bit length of the body, 8-bit type */
    EVENT_PREFIX = 10,    /* 64-bit sequence, 16-bit bytes of headers */
    EVENT = 4,
    OUTPUT = 5,
    LARGEST = 1 << 20,
    CLOSED = 1,
    MALFORMED = 2
};

static uint8_t buffer[PREAMBLE + PREFIX + LARGEST];

/* Receives until so many bytes are there, and takes what comes beyond; gives how many are there, 0 at the end. */
static size_t fill(size_t there, size_t wanted)
{
    while (there < wanted) {
        ssize_t count = recv(SOCKET, buffer + there, sizeof buffer - there, 0);
        if (count <= 0)
            return 0;
        there += (size_t)count;
    }
    return there;
}

static int send_all(size_t length)
{
    for (size_t sent = 0; sent < length;) {
        ssize_t count = send(SOCKET, buffer + sent, length - sent, MSG_NOSIGNAL);
        if (count <= 0)
            return 0;
        sent += (size_t)count;
    }
    return 1;
}

static uint32_t little_endian(const uint8_t *bytes, int count)
{
    uint32_t value = 0;
    while (count-- > 0)
        value = value << 8 | bytes[count];
    return value;
}

static void grey(uint8_t *rgb, size_t length)
{
    for (size_t i = 0; i + 2 < length; i += 3) {
        uint8_t average = (uint8_t)((rgb[i] + rgb[i + 1] + rgb[i + 2]) / 3);
        rgb[i] = rgb[i + 1] = rgb[i + 2] = average;
    }
}

int main(int argc, char **argv)
{
    int echo = argc > 1 && strcmp(argv[1], "echo") == 0;
    size_t head = PREAMBLE;    /* before the first frame only */
    size_t there = 0;
    do {
        there = fill(there, head + PREFIX);
        if (there == 0)
            return echo ? 0 : CLOSED;
        uint8_t *frame = buffer + head;
        size_t length = little_endian(frame, 4);
        if (memcmp(buffer, "EVSF", head ? 4 : 0) != 0 || length > LARGEST)
            return MALFORMED;
        there = fill(there, head + PREFIX + length);
        if (there == 0)
            return CLOSED;
        if (!echo) {
            uint8_t *event = frame + PREFIX;
            if (frame[4] != EVENT || length < EVENT_PREFIX)
                return MALFORMED;
            size_t headers = EVENT_PREFIX + little_endian(event + 8, 2);
            if (headers > length)
                return MALFORMED;
            grey(event + headers, length - headers);
            frame[4] = OUTPUT;
        }
        if (!send_all(head + PREFIX + length))
            return CLOSED;
        /* What came beyond is the beginning of the next frame. */
        there -= head + PREFIX + length;
        memmove(buffer, frame + PREFIX + length, there);
        head = 0;
    } while (echo);
    return 0;
}
