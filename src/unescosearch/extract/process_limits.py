"""The limits of time and memory that a copied process reads a file under."""

from __future__ import annotations

import signal

MAX_SECONDS = 120.0
MAX_MEMORY = 1_000_000_000


def allow(seconds: float) -> None:
    """Start the time limit of the running call anew; nothing outside a sandbox."""
    if signal.getitimer(signal.ITIMER_REAL)[0]:
        signal.setitimer(signal.ITIMER_REAL, seconds)
