#!/usr/bin/env python3
"""A known answer that is not .NET (`kind: command`): the first event is taken a cold start after this program began, and
each event takes the service time, by an absolute plan, so that what the machine delays once stays delayed once. Usage: known_answer.py COLD_START_NS SERVICE_NS FOLDER. Into FOLDER/STREAM it writes
its own CLOCK_MONOTONIC stamps: when it began, then received and processed of each event, a line each, nanoseconds."""
import os
import select
import struct
import sys
import time

begun_ns = time.monotonic_ns()
HELLO, EVENT, OUTPUT, END = 3, 4, 5, 6
PREAMBLE = b"EVSF\x02\x00"
SPIN_NS = 2_000_000
cold_start_ns, service_ns, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
writer = sys.stdout.buffer


def take(count):
    taken = b""
    while len(taken) < count:
        part = os.read(0, count - len(taken))
        if not part:
            raise SystemExit(2)
        taken += part
    return taken


def take_frame():
    length, kind = struct.unpack("<IB", take(5))
    return kind, take(length)


def is_waiting():
    return bool(select.select([0], [], [], 0)[0])


def send(kind, body=b"", before=b""):
    writer.write(before + struct.pack("<IB", len(body), kind) + body)
    writer.flush()


def wait_until(due_ns):
    while (left_ns := due_ns - time.monotonic_ns()) > 0:
        if left_ns > SPIN_NS:
            time.sleep((left_ns - SPIN_NS) / 1e9)


take(len(PREAMBLE))
opening = take_frame()[1]
(length,) = struct.unpack_from("<H", opening, 4)
stream = opening[6:6 + length].decode()
send(HELLO, struct.pack("<iqq", os.getpid(), begun_ns, time.monotonic_ns()), before=PREAMBLE)
free_ns = begun_ns + cold_start_ns
wait_until(free_ns)
log = [str(begun_ns)]
while True:
    waited = is_waiting()
    kind, body = take_frame()
    if kind != EVENT:
        break
    received_ns = time.monotonic_ns()
    sequence, header_bytes = struct.unpack_from("<qH", body)
    free_ns = (free_ns if waited else max(free_ns, received_ns)) + service_ns
    wait_until(free_ns)
    log.append(f"{received_ns} {time.monotonic_ns()}")
    send(OUTPUT, struct.pack("<qH", sequence, 0) + body[10 + header_bytes:])
with open(os.path.join(folder, stream), "w", encoding="ascii") as file:
    file.write("\n".join(log))
send(END)
os.read(0, 1)  # Until the producer lets go.
