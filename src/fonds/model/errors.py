"""Every error that fonds raises on purpose, in one tree.

::

    FondsError
    ├── Invalid       the input is not what it should be        (a binary file, a wrong query)
    ├── NotFound      there is no such thing, or not for you    (the two are never told apart)
    ├── Refused       it exists, and the rules forbid the deed  (adding to a store one is not cleared for)
    ├── Conflict      another deed stands in the way            (a lock held, a name taken)
    ├── Unsupported   fonds does not know how (yet)             (an archive of a newer version)
    └── Unavailable   the machine does not give what is needed  (disk full, port in use, index broken)

An error carries a code, a reference and a hint. It never carries text of a document: errors are
logged, mailed and shown to people who may not read the document.

Not for: disagreements within records. Those are findings (`fonds.model.findings`).
"""

from __future__ import annotations


class FondsError(Exception):
    """The root of the tree.

    Args:
        message: What is wrong, in one sentence without a final stop. Never text of a document.
        code: A stable word for programs, in lower case with hyphens (``journal-broken``).
        ref: Where: a file name, a record reference, a setting. Never text of a document.
        hint: What the person can do about it, as a sentence; empty if there is nothing.
        position: Offset in code points into the input that the person gave (a query, a page), if any.
    """

    def __init__(
        self, message: str, *, code: str, ref: str = "", hint: str = "", position: int | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.ref = ref
        self.hint = hint
        self.position = position

    def __str__(self) -> str:
        return f"{self.ref}: {self.message}" if self.ref else self.message

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross process borders: reading runs in several processes."""
        return _remake, (type(self), self.message, self.code, self.ref, self.hint, self.position)


class Invalid(FondsError):
    """The input is not what it should be."""


class NotFound(FondsError):
    """There is no such thing, or none that may be known here."""


class Refused(FondsError):
    """The rules forbid the deed."""


class Conflict(FondsError):
    """Another deed stands in the way."""


class Unsupported(FondsError):
    """fonds does not know how to do this."""


class Unavailable(FondsError):
    """The machine does not give what is needed."""


def _remake(kind: type[FondsError], message: str, code: str, ref: str, hint: str, position: int | None) -> FondsError:
    return kind(message, code=code, ref=ref, hint=hint, position=position)
