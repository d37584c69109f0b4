"""Filters and tags that all templates may use without loading them."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from fonds.reading import show_date
from fonds.web.page.labels import anchor_of, link_to, show_label
from fonds.web.settings import STATIC_FOLDER

register = template.Library()


@register.simple_tag
def asset(name: str) -> str:
    """Address of a static file, with a part of its hash, so that a new version is fetched at once."""
    return f"/static/{name}?v={_fingerprints()[name]}"


@register.filter
def day(edtf: str | None) -> str:
    """An EDTF date for people; empty for none."""
    return show_date(edtf) if edtf else ""


@register.filter
def passage(label: str) -> str:
    """The label of a passage for people: "8.3.b" as it is, "/2" as "¶ 2", "distribution~2" as "distribution 2"."""
    return show_label(label)


@register.filter
def passages(labels: Iterable[str]) -> SafeString:
    """Links to passages on the same page, with commas between."""
    return SafeString(", ".join(map(link_to, labels)))


@register.filter
def anchor(label: str) -> str:
    """What follows the address of a record's page, to lead to a passage."""
    return anchor_of(label)


@register.filter
def counted(number: int, words: str) -> str:
    """A number with its noun: ``3|counted:"record,records"`` gives "3 records"."""
    one, _, many = words.partition(",")
    return f"{number:,} {one if number == 1 else many}"


@functools.cache
def _fingerprints() -> dict[str, str]:
    """The first digits of the SHA-256 of each static file, by name."""
    files = (file for file in STATIC_FOLDER.rglob("*") if file.is_file())
    return {
        file.relative_to(STATIC_FOLDER).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()[:12]
        for file in files
    }
