"""Who says what a reading says: the program, in its version. Not for: statements that persons make."""

from __future__ import annotations

from fonds._version import __version__
from fonds.model import Source

PROGRAM = Source(agent="fonds", version=__version__)
