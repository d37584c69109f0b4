"""Labels of passages: by the ids of their slots, and as people read them.

Not for: giving labels (`fonds.reading`) or finding a passage by its label (`fonds.model.Record.find_passage`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.html import format_html
from django.utils.safestring import SafeString

from fonds.model import Passage, Record


@dataclass(frozen=True, slots=True)
class Labels:
    """Looks up labels of passages by the ids of their slots.

    Attributes:
        by_id: Label by slot id; slots that can not be cited are absent.
    """

    by_id: dict[str, str]

    @classmethod
    def of(cls, record: Record) -> Labels:
        """All labels of a record."""
        return cls({slot.id: slot.label for slot in record.slots if isinstance(slot, Passage) and slot.label})

    def __call__(self, slots: Sequence[str]) -> tuple[str, ...]:
        """Labels of those of the slots that have one, in their order, each once."""
        return tuple(dict.fromkeys(self.by_id[slot] for slot in slots if slot in self.by_id))


def aliases_of(record: Record) -> dict[str, tuple[str, ...]]:
    """Former labels by slot id, but for those that are a label now or belong to a passage before: ids are unique."""
    taken = {passage.label for passage in record.passages()}
    aliases: dict[str, tuple[str, ...]] = {}
    for passage in record.passages():
        free = tuple(dict.fromkeys(alias for alias in passage.aliases if alias and alias not in taken))
        taken.update(free)
        aliases[passage.id] = free
    return aliases


def show_label(label: str) -> str:
    """Writes a label for people: "8.3.b" as it is, "/2" as "¶ 2", "minutes_head~2" as "minutes head 2"."""
    if label.startswith("/"):
        return f"¶ {label[1:]}"
    return label if label[:1].isdigit() else label.replace("_", " ").replace("~", " ")


def link_to(label: str) -> SafeString:
    """A link to a passage on the same page."""
    return format_html('<a href="{}">{}</a>', anchor_of(label), show_label(label))


def anchor_of(label: str) -> str:
    """What follows the address of a record's page, to lead to the passage: "#8.1/2"."""
    return "#" + quote(label, safe="/~.")
