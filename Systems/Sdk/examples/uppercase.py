#!/usr/bin/env python3
"""A stream function without the Sdk: upper-cases each event's payload (PROTOCOL.md, version 2)."""
import os
import socket
import struct
import time

OPEN, HELLO, EVENT, OUTPUT, END, ERROR = 1, 3, 4, 5, 6, 8
PREAMBLE = b"EVSF\x02\x00"
entered_ns = time.monotonic_ns()


def take(count):
    taken = reader.read(count)
    if len(taken) < count:
        raise SystemExit(2)  # The control plane is gone.
    return taken


def take_frame():
    length, kind = struct.unpack("<IB", take(5))
    return kind, take(length)


def send(kind, body=b"", before=b""):
    control.sendall(before + struct.pack("<IB", len(body), kind) + body)


if "EVAL_SOCKET" in os.environ:
    control = socket.socket(socket.AF_UNIX)
    control.connect(os.environ["EVAL_SOCKET"])
else:
    control = socket.socket(fileno=3)
reader = control.makefile("rb")

if take(6) != PREAMBLE or take_frame()[0] != OPEN:
    send(ERROR, b"this function takes relayed streams of version 2", before=PREAMBLE)
else:
    send(HELLO, struct.pack("<iqq", os.getpid(), entered_ns, time.monotonic_ns()), before=PREAMBLE)
    while (frame := take_frame())[0] == EVENT:
        sequence, header_bytes = struct.unpack_from("<qH", frame[1])
        payload = frame[1][10 + header_bytes:]
        send(OUTPUT, struct.pack("<qH", sequence, 0) + payload.upper())
    send(END)
reader.read()  # Until the control plane lets go.
