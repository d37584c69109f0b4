"""The log of a closed store: what was read of it, when, and by whom; and the checkpoints that prove it.

Nothing here holds text of a document, nor the words of a query.

Times are ISO 8601 in UTC to the second. Hashes are SHA-256, hashes and signatures as hexadecimal digits.
"""

from __future__ import annotations

from fonds.model.base import Value


class Seen(Value, frozen=True, kw_only=True):
    """What was read of one record.

    Attributes:
        record: Its id.
        version: Which version was read in whole or in part; 0 for a line of a list, in which its title and the like
            stand.
        labels: The passages that were read. None means all of the version, or nothing but the line.
    """

    record: str
    version: int = 0
    labels: tuple[str, ...] = ()


class Made(Value, frozen=True, kw_only=True):
    """What was made of closed text for somebody.

    Attributes:
        sha256: Hash of its content.
        to: Public keys of those to whom it is sealed.
    """

    sha256: str
    to: tuple[str, ...] = ()


class LogEntry(Value, frozen=True, kw_only=True):
    """One entry of a log.

    Attributes:
        number: From 1, without gaps; given by the log.
        at: When.
        by: Who.
        deed: For what it was read, such as "show" or "search".
        seen: What was read; nothing for a deed on the whole store, such as a backup.
        query: For a search: hash of the salt and the query, so that a query can be shown to be the one, and not
            be learnt from the log.
        salt: Random digits, hashed before the query.
        made: What was made of it for somebody, if anything was.
        prev: Hash of the entry before; given by the log.
    """

    number: int = 0
    at: str
    by: str
    deed: str
    seen: tuple[Seen, ...] = ()
    query: str = ""
    salt: str = ""
    made: Made | None = None
    prev: str = ""


class Checkpoint(Value, frozen=True, kw_only=True):
    """What somebody outside keeps, to know the log again.

    Attributes:
        number: Number of the last entry.
        hash: Its hash, which stands for all entries up to it.
        at: When the checkpoint was made.
        signature: Of the other three, with the key of the store.
    """

    number: int
    hash: str
    at: str
    signature: str


class LogCheck(Value, frozen=True, kw_only=True, omit_defaults=False):
    """What is known of a log beyond its being a chain.

    Attributes:
        entries: How many entries it has.
        checkpoints: How many checkpoints are signed with the store's key.
        proven: Number of the last entry that a checkpoint vouches for; 0 for none.
    """

    entries: int
    checkpoints: int
    proven: int
