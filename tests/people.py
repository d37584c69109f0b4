"""People to whom something is sealed."""

from __future__ import annotations

from pathlib import Path

import pyrage


class Person:
    """Somebody with an age key.

    Attributes:
        key: Its public half.
        file: The file that holds it, as age-keygen writes one.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.identity = pyrage.x25519.Identity.generate()
        self.key = str(self.identity.to_public())
        self.file = folder / f"{name}.key"
        self.file.write_text(f"# created: today\n# public key: {self.key}\n{self.identity}\n", encoding="ascii")
