"""Pages damaged as captures damage them: lines lost, doubled, swapped and joined, letters changed, brackets and
numbers put where none belong, the end cut off.

Not for: values of the model (`tests.strategies`).
"""

from __future__ import annotations

from hypothesis import strategies as st

_ODD = st.sampled_from(
    [
        "[", "]", "[[", "(", ")", "“", "”", '"', "'", "1.", "1)", "a)", "IV.", "- ", "* ", "# ", "> ", "|", "\t",
        "\f", "\u00a0", "\ufeff", "\u200b", "\u0301", "\u202e", "\x00", "�", "ё", "Ў", "外", "&amp;", "<b>", "</p>",
        "24:00", "30 February 1950", "XXXX", "No. ", "Nº", "Op. ", "Copy No. 1", "everything", "ll. 5-3",
        "<!DOCTYPE html>", "<html><body>", "```", "---", "[Stamp:", "[handwritten:", "[sic]", "1." * 50, " " * 300,
    ]
)  # fmt: skip
"""What does not belong where it is put."""


@st.composite
def mutated(draw: st.DrawFn, pages: list[str]) -> str:
    """A page with one to eight damages.

    Args:
        pages: Whole pages to begin with; at least one.
    """
    lines = draw(st.sampled_from(pages)).split("\n")
    for _ in range(draw(st.integers(1, 8))):
        lines = draw(_DAMAGES)(draw, lines)
    return "\n".join(lines)


def _place(draw: st.DrawFn, lines: list[str]) -> int:
    return draw(st.integers(0, max(0, len(lines) - 1)))


def _lose(draw: st.DrawFn, lines: list[str]) -> list[str]:
    at = _place(draw, lines)
    return lines[:at] + lines[at + draw(st.integers(1, 6)) :]


def _double(draw: st.DrawFn, lines: list[str]) -> list[str]:
    at = _place(draw, lines)
    return lines[: at + 1] + lines[at : at + draw(st.integers(1, 4))] + lines[at + 1 :]


def _move(draw: st.DrawFn, lines: list[str]) -> list[str]:
    at, to = _place(draw, lines), _place(draw, lines)
    rest = lines[:at] + lines[at + 1 :]
    return rest[:to] + lines[at : at + 1] + rest[to:]


def _join(draw: st.DrawFn, lines: list[str]) -> list[str]:
    at = _place(draw, lines)
    return [*lines[:at], " ".join(lines[at : at + 3]), *lines[at + 3 :]]


def _write_over(draw: st.DrawFn, lines: list[str]) -> list[str]:
    at = _place(draw, lines)
    if not lines:
        return [draw(_ODD)]
    line = lines[at]
    start = draw(st.integers(0, len(line)))
    end = draw(st.integers(start, min(len(line), start + 12)))
    return [*lines[:at], line[:start] + draw(_ODD | st.text(max_size=8)) + line[end:], *lines[at + 1 :]]


def _cut(draw: st.DrawFn, lines: list[str]) -> list[str]:
    text = "\n".join(lines)
    return text[: draw(st.integers(0, len(text)))].split("\n")


_DAMAGES = st.sampled_from([_lose, _double, _move, _join, _write_over, _write_over, _cut])
