"""The list of records, the page of one, and the page that says how it was read."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from fonds.model import NotFound, is_record_id
from fonds.release import PublicRecord
from fonds.web.page import make_page, make_reading_page
from fonds.web.question import read_after
from fonds.web.room import Room, current

PER_PAGE = 50


def records(request: HttpRequest) -> HttpResponse:
    """Shows the records in the order of their ids, from behind the one named by ``after``."""
    after = read_after(request.GET.get("after", ""))
    listed = current(request).summaries(after=after, limit=PER_PAGE + 1)
    shown, more = listed[:PER_PAGE], len(listed) > PER_PAGE
    following = f"/records?{urlencode({'after': shown[-1].id})}" if more else ""
    context = {"records": shown, "next": following, "is_first": not after, "count": current(request).count()}
    return render(request, "records.html", context)


def record(request: HttpRequest, record_id: str) -> HttpResponse:
    """Shows one record; an id in capitals is led to its address."""
    if record_id != record_id.lower():
        return canonical(request, record_id)
    room = current(request)
    page = make_page(find_record(room, record_id), room.title, room.reasons)
    return render(request, "record.html", {"page": page})


def reading(request: HttpRequest, record_id: str) -> HttpResponse:
    """Shows how a record was read, line by line; an id in capitals is led to its address."""
    if record_id != record_id.lower():
        return canonical(request, record_id, behind="/reading")
    return render(
        request, "record_reading.html", {"page": make_reading_page(find_record(current(request), record_id))}
    )


def canonical(request: HttpRequest, record_id: str, behind: str = "") -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """Leads to the one address of a record, whether or not there is such a record: the room is not asked.

    Args:
        request: The request.
        record_id: An id, in capitals or not.
        behind: What stands behind the id in the address.

    Raises:
        NotFound: ``record``, for what is no id in capitals either.
    """
    lowered = record_id.lower()
    if not is_record_id(lowered):
        raise NotFound("there is no such record", code="record")
    return HttpResponsePermanentRedirect(f"/r/{lowered}{behind}", content_type="text/plain; charset=utf-8")


def find_record(room: Room, record_id: str) -> PublicRecord:
    """The record of that id.

    Raises:
        NotFound: ``record``, for an id that is absent, closed or no id at all, alike.
    """
    if not is_record_id(record_id):
        raise NotFound("there is no such record", code="record")
    return room.record(record_id)
