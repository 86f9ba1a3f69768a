/* A stream function that gives back its events ("echo"), or goes wrong at its first one in the way that its first
   argument names. Static, so that a box needs nothing else. */
#include "stream.h"

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

/* Until it is let go, an instance that has finished is looked at. */
static int finish(void)
{
    const uint8_t end[PREFIX] = { 0, 0, 0, 0, END };
    if (!give(end, sizeof end))
        return 2;
    while (recv(CONTROL, frame, sizeof frame, 0) > 0)
        continue;
    return 0;
}

int main(int count, char **arguments)
{
    const char *how = count > 1 ? arguments[1] : "";
    uint32_t length;
    if (!begin())
        return 2;
    for (;;) {
        int type = next_frame(&length);
        if (type == END)
            return finish();
        if (type != EVENT)
            return 2;
        if (strcmp(how, "echo") != 0) {
            go_wrong(how, count > 2 ? atol(arguments[2]) : 0);
            return 7;
        }
        frame[4] = OUTPUT;
        if (!give(frame, PREFIX + length))
            return 2;
    }
}
