"""Agreeing to a release: several persons sign the hash of a packet, each with a key of their own.

Not for: keys of stores (`fonds.store`), nor for where signatures wait until there are enough
(`fonds.actions.releasing`).
"""

from __future__ import annotations

from collections.abc import Sequence

from fonds.model import Refused, Signature
from fonds.model.base import Value
from fonds.release import Packet
from fonds.store import is_signed


class Agreement(Value, frozen=True, kw_only=True):
    """Who may agree to a release, and how many have to.

    Attributes:
        keys: Public keys of the actors, 64 hexadecimal digits, by their names.
        needed: How many persons have to sign, each with a key of their own.
    """

    keys: dict[str, str]
    needed: int = 2

    def signers_of(self, packet: Packet, signatures: Sequence[Signature]) -> tuple[str, ...]:
        """Names of those who signed exactly this packet, in the order of their signatures.

        Raises:
            Refused: ``not-signed``, when they are fewer than are needed.
        """
        valid = {one.key: one.by for one in signatures if self.is_valid(packet.hash, one)}
        signers = tuple(dict.fromkeys(valid.values()))
        if min(len(valid), len(signers)) < self.needed:
            hint = f"fonds release sign {packet.hash[:12]} --key FILE"
            what = f"{len(signers)} of {self.needed} persons have signed"
            raise Refused(what, code="not-signed", ref=packet.hash[:12], hint=hint)
        return signers

    def is_valid(self, packet_hash: str, signature: Signature) -> bool:
        """Whether a declared actor signed a packet with the key that is declared."""
        is_known = signature.key == self.keys.get(signature.by)
        return is_known and is_signed(signing_bytes(packet_hash), signature.signature, signature.key)


def signing_bytes(packet_hash: str) -> bytes:
    """What is signed for a packet; it begins with what it is, so that it is no signature of anything else."""
    return b"fonds release " + packet_hash.encode("ascii")
