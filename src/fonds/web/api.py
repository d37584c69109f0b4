"""The same as the pages, as JSON, with a description of it (OpenAPI 3.1).

Answers are canonical JSON of what the room gave; the schemas describe them and are tested against them, but
no answer passes through them: that would cost more than making the page.

Not for: writing. Every route answers GET alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI, Query
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema

from fonds import formats
from fonds._version import __version__
from fonds.model import FondsError
from fonds.reading import account_of
from fonds.release import PublicRecord, Summary
from fonds.web import api_schemas as schemas
from fonds.web import errors
from fonds.web.question import FACETS, make_question, read_after
from fonds.web.room import current
from fonds.web.views.records import find_record

if TYPE_CHECKING:
    from fonds.search import Hit, ResultPage

_encoder = msgspec.json.Encoder(order="deterministic")

api = NinjaAPI(
    title="fonds reading room",
    version=__version__,
    description="Records of one archive: what is open, read only. Errors are problem details (RFC 9457).",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)


@api.get("records/{record_id}", response={200: schemas.Record, 404: schemas.Problem}, summary="One record")
def record(request: HttpRequest, record_id: str) -> HttpResponse:
    """The current version of a record, with all that was read from it."""
    return _json(record_as_dict(find_record(current(request), record_id)))


@api.get(
    "records/{record_id}/reading",
    response={200: schemas.RecordReading, 404: schemas.Problem},
    summary="How a record was read",
)
def reading(request: HttpRequest, record_id: str) -> HttpResponse:
    """Form of capture, and for each line its kind, the rule that named it and why, its marks and statements."""
    return _json(account_as_dict(find_record(current(request), record_id)))


@api.get("records", response={200: schemas.RecordList, 400: schemas.Problem}, summary="Records, in the order of ids")
def records(
    request: HttpRequest,
    after: Annotated[str, Query(description="The id behind which the list begins.")] = "",
    limit: Annotated[int, Query(ge=1, le=500, description="How many records at most.")] = 100,
) -> HttpResponse:
    """A part of the list of all records; its next is the after of the following part, or null."""
    listed = current(request).summaries(after=read_after(after), limit=limit + 1)
    shown = listed[:limit]
    following = shown[-1].id if len(listed) > limit else None
    return _json({"records": [_summary(summary) for summary in shown], "next": following})


@api.get("search", response={200: schemas.ResultPage, 400: schemas.Problem}, summary="Search")
def search(request: HttpRequest, asked: Query[schemas.SearchParameters]) -> HttpResponse:
    """Records that answer the query, best first, each with the passages that answer it."""
    question = make_question(asked.q, asked.page, {facet: getattr(asked, facet) for facet in FACETS})
    results = current(request).search(question.query, page=question.page, filters=question.filters)
    return _json(results_as_dict(question.query, results))


def openapi(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """The description of the API."""
    return HttpResponse(json.dumps(description(), indent=1, sort_keys=True), content_type="application/json")


def docs(request: HttpRequest) -> HttpResponse:
    """The description of the API as a page, made here: nothing is fetched from elsewhere."""
    described = description()
    return render(request, "api_docs.html", {"info": described["info"], "operations": _operations(described)})


def description() -> OpenAPISchema:
    """The OpenAPI document; it depends on the program's version alone."""
    return api.get_openapi_schema(path_prefix="/api/")


def record_as_dict(held: PublicRecord) -> dict[str, Any]:
    """A record as JSON: what `fonds read` writes, with the record's id and version."""
    facts = {"id": held.reading.record.id, "version": held.version, "added": held.added, "changed": held.changed}
    return {**formats.reading_as_dict(held.reading), **facts}


def account_as_dict(held: PublicRecord) -> dict[str, Any]:
    """How a record was read, as JSON: what `fonds read --explain` writes, with the record's id and version."""
    facts = {"id": held.reading.record.id, "version": held.version}
    return {**msgspec.to_builtins(account_of(held.reading)), **facts}


def results_as_dict(query: str, results: ResultPage) -> dict[str, Any]:
    """A page of results as JSON."""
    return {
        "query": query,
        "total": results.total,
        "page": results.page,
        "per_page": results.per_page,
        "hits": [_hit(hit) for hit in results.hits],
        "facets": {
            name: [{"value": count.value, "count": count.count} for count in counts]
            for name, counts in sorted(results.facets.items())
        },
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.record_id,
        "title": hit.title,
        "date": hit.date,
        "kind": hit.kind,
        "citation": hit.citation,
        "address": f"/r/{hit.record_id}",
        "passages": [
            {
                "label": passage.label,
                "kind": passage.kind,
                "address": f"/r/{hit.record_id}#{passage.label}",
                "fragments": [{"text": part.text, "is_match": part.is_match} for part in passage.fragments],
            }
            for passage in hit.passages
        ],
    }


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "id": summary.id,
        "title": summary.title,
        "date": summary.date,
        "kind": summary.kind,
        "citation": summary.citation,
        "version": summary.version,
        "changed": summary.changed,
        "findings": summary.findings,
        "address": f"/r/{summary.id}",
    }


def _json(value: Mapping[str, Any], status: int = 200) -> HttpResponse:
    return HttpResponse(_encoder.encode(value), content_type="application/json", status=status)


@api.exception_handler(FondsError)
def _refuse(request: HttpRequest, error: FondsError) -> HttpResponse:  # noqa: ARG001 (ninja's signature)
    return errors.problem_for(error)


@api.exception_handler(ValidationError)
def _refuse_parameters(request: HttpRequest, error: ValidationError) -> HttpResponse:  # noqa: ARG001 (ninja's signature)
    names = sorted({str(fault["loc"][-1]) for fault in error.errors if fault.get("loc")} & _PARAMETERS)
    return errors.problem(400, f"These parameters are not as they should be: {', '.join(names)}.", code="parameters")


_PARAMETERS = {"after", "limit", "q", "page", *FACETS}


def _operations(described: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "path": path,
            "method": method.upper(),
            "summary": operation["summary"],
            "description": operation.get("description", ""),
            "parameters": [_parameter(given) for given in operation.get("parameters", ())],
            "answers": _answers(operation, described),
        }
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]


def _parameter(given: Mapping[str, Any]) -> dict[str, Any]:
    schema = given["schema"]
    return {
        "name": given["name"],
        "place": given["in"],
        "kind": _kind(schema),
        "description": given.get("description") or schema.get("description", ""),
        "usual": schema.get("default"),
    }


def _answers(operation: Mapping[str, Any], described: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"status": status, "fields": _fields(answer, described)}
        for status, answer in sorted(operation["responses"].items(), key=lambda item: str(item[0]))
    ]


def _fields(answer: Mapping[str, Any], described: Mapping[str, Any]) -> list[dict[str, str]]:
    for content in answer.get("content", {}).values():
        name = content["schema"]["$ref"].rpartition("/")[2]
        fields = described["components"]["schemas"][name]["properties"]
        return [
            {"name": field, "kind": _kind(schema), "description": schema.get("description", "")}
            for field, schema in fields.items()
        ]
    return []


def _kind(schema: Mapping[str, Any]) -> str:
    """A schema in a few words: "string", "list of Hit", "string or null"."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(_kind(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return str(schema.get("type", "any"))
