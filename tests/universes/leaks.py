"""Planted leaks of the public server: ways in which it could say something of what is closed. Each must be caught.

There is no page yet of an authority, of similar records or of statistics, and no suggestion: such leaks are planted
at what is nearest, the mentions of a record, its findings, the end of each page, and what a search says.

Not for: leaks that reach the open store itself (`tests.universes.state_leaks`).
"""

from __future__ import annotations

import base64
import hashlib
import logging
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any
from unittest import mock

import msgspec

from fonds import reading
from fonds.actions.room import Room
from fonds.model import Finding, Invalid, NotFound, Unavailable
from fonds.release import OPEN, public_record

if TYPE_CHECKING:
    from tests.universes.worker import Universe

Plant = Callable[["Universe", ExitStack], None]
LEAKS: dict[str, Plant] = {}


def _leak(plant: Plant) -> Plant:
    LEAKS[plant.__name__.strip("_").replace("_", "-")] = plant
    return plant


def _closed(universe: Universe) -> Any:
    return universe.side.archive.shelf("special")


def _patch(planted: ExitStack, name: str, leaky: Callable[..., Any]) -> None:
    sound = getattr(Room, name)
    planted.enter_context(
        mock.patch.object(Room, name, lambda room, *args, **kwargs: leaky(sound, room, *args, **kwargs))
    )


@_leak
def _count_of_everything(universe: Universe, planted: ExitStack) -> None:
    _patch(planted, "count", lambda sound, room: sound(room) + _closed(universe).store.count())


@_leak
def _total_of_everything(universe: Universe, planted: ExitStack) -> None:
    def search(sound: Any, room: Room, query: str, **how: Any) -> Any:
        page = sound(room, query, **how)
        return msgspec.structs.replace(page, total=page.total + _closed(universe).index.search(query).total)

    _patch(planted, "search", search)


@_leak
def _hits_of_everything(universe: Universe, planted: ExitStack) -> None:
    def search(sound: Any, room: Room, query: str, **how: Any) -> Any:
        page = sound(room, query, **how)
        return msgspec.structs.replace(page, hits=page.hits + _closed(universe).index.search(query).hits)

    _patch(planted, "search", search)


@_leak
def _facets_of_everything(universe: Universe, planted: ExitStack) -> None:
    def facets(sound: Any, room: Room) -> Any:
        mine, theirs = sound(room), _closed(universe).index.search("", per_page=1).facets
        return {name: tuple(mine[name]) + tuple(theirs.get(name, ())) for name in mine}

    _patch(planted, "facets", facets)


@_leak
def _order_from_everything(universe: Universe, planted: ExitStack) -> None:
    """Ranks by statistics to which closed records contribute."""

    def search(sound: Any, room: Room, query: str, **how: Any) -> Any:
        page = sound(room, query, **how)
        turned = _closed(universe).store.count() % 2
        return msgspec.structs.replace(page, hits=page.hits[::-1] if turned else page.hits)

    _patch(planted, "search", search)


@_leak
def _closed_record_served(universe: Universe, planted: ExitStack) -> None:
    def record(sound: Any, room: Room, record_id: str) -> Any:
        holding = _closed(universe).store.find(record_id)
        return public_record(msgspec.structs.replace(holding, store=OPEN)) if holding else sound(room, record_id)

    _patch(planted, "record", record)


@_leak
def _forbidden_for_absent(universe: Universe, planted: ExitStack) -> None:
    """As a server in front of fonds might do; within it, what is refused and what is absent look the same."""
    sound = universe.get

    def get(method: str, target: str, headers: dict[str, str]) -> dict[str, Any]:
        answer = sound(method, target, headers)
        if any(record_id in target for record_id in universe.closed_ids()):
            answer["status"] = "403 Forbidden"
        return answer

    planted.enter_context(mock.patch.object(universe, "get", get))


@_leak
def _hint_in_not_found(universe: Universe, planted: ExitStack) -> None:
    def record(sound: Any, room: Room, record_id: str) -> Any:
        try:
            return sound(room, record_id)
        except NotFound as error:
            if _closed(universe).store.find(record_id):
                raise Invalid("ask the archivist for this record", code="record-id") from error
            raise

    _patch(planted, "record", record)


@_leak
def _sitemap_of_everything(universe: Universe, planted: ExitStack) -> None:
    _patch(planted, "ids", lambda sound, room: iter([*sound(room), *_closed(universe).store.ids()]))


@_leak
def _list_of_everything(universe: Universe, planted: ExitStack) -> None:
    _patch(
        planted,
        "summaries",
        lambda sound, room, **how: sound(room, **how) + _closed(universe).store.summaries(after="", limit=100),
    )


@_leak
def _latest_of_everything(universe: Universe, planted: ExitStack) -> None:
    _patch(
        planted,
        "recent",
        lambda sound, room, limit: (_closed(universe).store.recent(limit) + sound(room, limit))[:limit],
    )


@_leak
def _suggestion_in_query_error(universe: Universe, planted: ExitStack) -> None:
    def search(sound: Any, room: Room, query: str, **how: Any) -> Any:
        try:
            return sound(room, query, **how)
        except Invalid as error:
            error.hint += "".join(summary.title or "" for summary in _closed(universe).store.recent(1))
            raise

    _patch(planted, "search", search)


@_leak
def _version_counts_closed_edits(universe: Universe, planted: ExitStack) -> None:
    def record(sound: Any, room: Room, record_id: str) -> Any:
        seen = sound(room, record_id)
        return msgspec.structs.replace(seen, version=seen.version + _closed(universe).store.position())

    _patch(planted, "record", record)


@_leak
def _source_size_of_everything(universe: Universe, planted: ExitStack) -> None:
    """Gives the size of a captured source with what of it lies in another store."""

    def record(sound: Any, room: Room, record_id: str) -> Any:
        seen = sound(room, record_id)
        size = seen.reading.capture.size_bytes + len(_titles(universe))
        capture = msgspec.structs.replace(seen.reading.capture, size_bytes=size)
        return msgspec.structs.replace(seen, reading=msgspec.structs.replace(seen.reading, capture=capture))

    _patch(planted, "record", record)


@_leak
def _lines_counted_over_everything(universe: Universe, planted: ExitStack) -> None:
    """Numbers the lines of a source with those between them that the open store does not hold."""

    def account_of(seen: Any) -> Any:
        account = reading.account_of(seen)
        skipped = _closed(universe).store.count()
        lines = tuple(msgspec.structs.replace(line, number=line.number + skipped) for line in account.lines)
        return msgspec.structs.replace(account, lines=lines)

    planted.enter_context(mock.patch("fonds.web.api.account_of", account_of))


@_leak
def _length_header(universe: Universe, planted: ExitStack) -> None:
    """Pads pages to a length that depends on closed text."""
    sound = universe.get

    def get(method: str, target: str, headers: dict[str, str]) -> dict[str, Any]:
        answer = sound(method, target, headers)
        answer["headers"].append(["X-Padding", "0" * (_closed(universe).store.count() + len(_titles(universe)))])
        return answer

    planted.enter_context(mock.patch.object(universe, "get", get))


@_leak
def _etag_of_the_whole_archive(universe: Universe, planted: ExitStack) -> None:
    sound = universe.get

    def get(method: str, target: str, headers: dict[str, str]) -> dict[str, Any]:
        answer = sound(method, target, headers)
        answer["headers"].append(["ETag", hashlib.sha256(_titles(universe).encode()).hexdigest()])
        return answer

    planted.enter_context(mock.patch.object(universe, "get", get))


@_leak
def _comment_in_the_page(universe: Universe, planted: ExitStack) -> None:
    planted.enter_context(mock.patch.object(universe.room, "title", f"Two universes {_titles(universe)}"))


@_leak
def _health_knows_all_stores(universe: Universe, planted: ExitStack) -> None:
    def check_health(sound: Any, room: Room) -> None:
        if _closed(universe).store.count() % 2:
            raise Invalid("the special store is in use", code="busy")
        sound(room)

    _patch(planted, "check_health", check_health)


@_leak
def _font_width_of_a_gap(universe: Universe, planted: ExitStack) -> None:
    """A gap as wide as what it stands for."""
    _append(universe, planted, lambda: f'<i style="width: {len(_titles(universe))}ex"></i>')


@_leak
def _similar_record_that_is_closed(universe: Universe, planted: ExitStack) -> None:
    """Says how many closed records are like this one."""

    def record(sound: Any, room: Room, record_id: str) -> Any:
        seen = sound(room, record_id)
        alike = str(_closed(universe).store.count())
        slot = seen.reading.record.slots[0].id
        finding = Finding(code="duplicate", slots=(slot,), literals=(alike,), message=f"{alike} records are like it")
        return _with_reading(seen, findings=(*seen.reading.findings, finding))

    _patch(planted, "record", record)


@_leak
def _authority_of_everything(universe: Universe, planted: ExitStack) -> None:
    """How sure a name is depends on how often it stands in closed records."""

    def record(sound: Any, room: Room, record_id: str) -> Any:
        seen = sound(room, record_id)
        sure = 1 / (2 + _closed(universe).index.search("office").total)
        mentions = (msgspec.structs.replace(one, certainty=sure) for one in seen.reading.mentions)
        return _with_reading(seen, mentions=tuple(mentions))

    _patch(planted, "record", record)


@_leak
def _suggestion_from_closed_words(universe: Universe, planted: ExitStack) -> None:
    """Did you mean a word that is in closed records alone?"""

    def search(sound: Any, room: Room, query: str, **how: Any) -> Any:
        if _closed(universe).index.search(query).total % 2:
            raise Invalid("did you mean something else", code="query", hint="Look at the words of the archive.")
        return sound(room, query, **how)

    _patch(planted, "search", search)


@_leak
def _facet_of_closed_names(universe: Universe, planted: ExitStack) -> None:
    def search(sound: Any, room: Room, query: str, **how: Any) -> Any:
        page = sound(room, query, **how)
        theirs = _closed(universe).index.search("", per_page=1).facets
        return msgspec.structs.replace(page, facets={name: page.facets[name] + theirs[name] for name in page.facets})

    _patch(planted, "search", search)


@_leak
def _statistics_of_everything(universe: Universe, planted: ExitStack) -> None:
    """The list says how many records there are, wherever they lie."""
    _append(universe, planted, lambda: f"<!-- {sum(1 for _ in _closed(universe).store.ids())} more -->")


@_leak
def _log_names_what_was_not_found(universe: Universe, planted: ExitStack) -> None:
    def record(sound: Any, room: Room, record_id: str) -> Any:
        if _closed(universe).store.find(record_id) is not None:
            logging.getLogger("fonds").warning("kept elsewhere: %s", record_id)
        return sound(room, record_id)

    _patch(planted, "record", record)


@_leak
def _address_that_leads_on_for_closed_ids_too(universe: Universe, planted: ExitStack) -> None:
    """An id in capitals is led to its address only where something lies there, be it closed."""

    def is_known(record_id: str) -> bool:
        return any(
            universe.side.archive.shelf(name).store.is_known(record_id) for name in ("open", "special", "army")
        )

    planted.enter_context(mock.patch("fonds.web.views.records.is_record_id", is_known))


@_leak
def _error_of_the_server_for_what_is_closed(universe: Universe, planted: ExitStack) -> None:
    """A record that is closed brings the server down."""

    def record(sound: Any, room: Room, record_id: str) -> Any:
        if _closed(universe).store.find(record_id) is not None:
            raise Unavailable("the record can not be read", code="busy")
        return sound(room, record_id)

    _patch(planted, "record", record)


@_leak
def _day_of_the_last_closed_edit(universe: Universe, planted: ExitStack) -> None:
    def summaries(sound: Any, room: Room, **how: Any) -> Any:
        last = f"2026-02-{1 + _closed(universe).store.position() % 28:02}T00:00:00Z"
        return tuple(msgspec.structs.replace(one, changed=last, title=last) for one in sound(room, **how))

    _patch(planted, "summaries", summaries)


def _with_reading(seen: Any, **changed: Any) -> Any:
    return msgspec.structs.replace(seen, reading=msgspec.structs.replace(seen.reading, **changed))


def _append(universe: Universe, planted: ExitStack, what: Callable[[], str]) -> None:
    """Puts something behind the body of every answer."""
    sound = universe.get

    def get(method: str, target: str, headers: dict[str, str]) -> dict[str, Any]:
        answer = sound(method, target, headers)
        body = base64.b64decode(answer["body"]) + what().encode()
        return {**answer, "body": base64.b64encode(body).decode("ascii")}

    planted.enter_context(mock.patch.object(universe, "get", get))


def _titles(universe: Universe) -> str:
    return " ".join(summary.title or "" for summary in _closed(universe).store.recent(5))
