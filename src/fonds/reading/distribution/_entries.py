"""One recipient as a line names it.

Not for: which passages a scope means (`_scopes`).
"""

from __future__ import annotations

import msgspec


class Entry(msgspec.Struct, frozen=True):
    """One recipient as a line names it.

    Attributes:
        recipient: As printed, without "Cde.".
        literal: The words of the entry, shared by recipients that are named together.
        scope: "everything" or numbers as printed; None when the line gives none.
        channel: Name of the channel in the vocabulary, or None.
        copies: Number of copies, when printed.
        copy_number: Which copy, as printed.
    """

    recipient: str
    literal: str
    scope: str | None = None
    channel: str | None = None
    copies: int | None = None
    copy_number: str | None = None
