"""A text that is released says nothing of another one that is closed."""

from __future__ import annotations

from tests.universes.side import Side, folder_in_memory


def test_a_released_text_does_not_say_that_another_is_closed() -> None:
    """A closed passage in another language makes the released one a translation, and tells of an original."""
    lines = ("1. Charge the mill office with the ferry.", "2. {} to the town.", "3. {} by the fifth of June.")
    words = ("The cordon is moved", "Передать войскам все орудия и снаряды немедленно")
    packets = []
    with folder_in_memory() as folder:
        for name, word in zip(("left", "right"), words, strict=True):
            page = "\n\n".join(("Order", *(line.format(word) for line in lines)))
            side = Side(folder / name)
            record_id = side.add("special", "page.txt", page, seed="page", at="2026-01-01T00:00:00Z")[1]
            slot = side.held("special")[record_id].record.get_passage("1")
            packets.append(side.packet("special", record_id, frozenset([slot.id])))
            side.archive.close()
    assert packets[0].slots == packets[1].slots
    assert packets[0].texts == packets[1].texts
