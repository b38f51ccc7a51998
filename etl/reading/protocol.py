"""What the asking side and the fork server say to each other: orders, endings, bytes on descriptors."""

import json
import os
import struct
from dataclasses import asdict
from typing import Any

from etl.reading.limits import Limits
from etl.reading.raw import Format

# How a child ended: its wait status, and whether it was killed for taking too long.
ENDING = struct.Struct("<i?")
NOT_STARTED = -1
ORDER_BYTES = 4096


def order(kind: Format, limits: Limits) -> bytes:
    """What to read, and within which limits: one line without its end."""
    return json.dumps({"format": kind, "limits": asdict(limits)}).encode()


def parsed(order_bytes: bytes) -> tuple[Format, Limits]:
    """The other side of `order`."""
    content: dict[str, Any] = json.loads(order_bytes)
    return Format(content["format"]), Limits(**content["limits"])


def read_all(descriptor: int) -> bytes:
    """The whole file behind a descriptor, from its beginning; the descriptor is closed."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    with open(descriptor, "rb") as source:
        return source.read()


def write_all(descriptor: int, content: bytes) -> None:
    """Write every byte of the content to a descriptor."""
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]
