"""The list of records, and the page of one."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fonds.model import Invalid, NotFound, is_record_id
from fonds.release import PublicRecord
from fonds.web.page import make_page
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
    """Shows one record."""
    return render(request, "record.html", {"page": make_page(find_record(current(request), record_id))})


def find_record(room: Room, record_id: str) -> PublicRecord:
    """The record of that id.

    Raises:
        NotFound: ``record``, for an id that is absent, closed or no id at all, alike.
    """
    if not is_record_id(record_id):
        raise NotFound("there is no such record", code="record")
    return room.record(record_id)


def read_after(text: str) -> str:
    """Reads the id behind which a list begins; empty for its beginning.

    Raises:
        Invalid: ``record-id``, when it is not an id.
    """
    if text and not is_record_id(text):
        raise Invalid("the list can not begin there", code="record-id", hint="Follow the links of the list.")
    return text
