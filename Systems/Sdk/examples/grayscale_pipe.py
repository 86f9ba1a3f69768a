#!/usr/bin/env python3
"""The paper's grayscale for `kind: command`: the frames of PROTOCOL.md on standard input and output."""
import os
import struct
import sys
import time

OPEN, HELLO, EVENT, OUTPUT, END, ERROR = 1, 3, 4, 5, 6, 8
PREAMBLE = b"EVSF\x02\x00"
entered_ns = time.monotonic_ns()
reader, writer = sys.stdin.buffer, sys.stdout.buffer


def take(count):
    taken = reader.read(count)
    if len(taken) < count:
        raise SystemExit(2)  # The producer is gone.
    return taken


def take_frame():
    length, kind = struct.unpack("<IB", take(5))
    return kind, take(length)


def send(kind, body=b"", before=b""):
    writer.write(before + struct.pack("<IB", len(body), kind) + body)
    writer.flush()


def gray(frame):
    average = bytes((r + g + b) // 3 for r, g, b in zip(frame[0::3], frame[1::3], frame[2::3]))
    result = bytearray(len(frame))
    result[0::3] = result[1::3] = result[2::3] = average
    return bytes(result)


if take(6) != PREAMBLE or take_frame()[0] != OPEN:
    send(ERROR, b"this program speaks version 2", before=PREAMBLE)
    raise SystemExit(2)
send(HELLO, struct.pack("<iqq", os.getpid(), entered_ns, time.monotonic_ns()), before=PREAMBLE)
while (frame := take_frame())[0] == EVENT:
    sequence, header_bytes = struct.unpack_from("<qH", frame[1])
    send(OUTPUT, struct.pack("<qH", sequence, 0) + gray(frame[1][10 + header_bytes:]))
send(END)
reader.read()  # Until the producer lets go.
