"""Opens files that a person named."""

from __future__ import annotations

import os
from io import BufferedReader
from pathlib import Path


def opened(path: Path | str) -> BufferedReader:
    """A file to read bytes from. A pipe that nobody writes to is at its end; it is not waited for. Raises OSError."""
    file = open(path, "rb", opener=_without_waiting)  # noqa: SIM115 the caller closes it
    os.set_blocking(file.fileno(), True)
    return file


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
