"""The URL table of the reading room. Every route stands here: the test of two universes walks over it."""

from __future__ import annotations

from django.urls import path

from fonds.web.api import api, docs, openapi
from fonds.web.views import help as explaining
from fonds.web.views import home, machines, records, searching

urlpatterns = [
    path("", home.home, name="home"),
    path("search", searching.search, name="search"),
    path("records", records.records, name="records"),
    path("r/<str:record_id>", records.record, name="record"),
    path("r/<str:record_id>/", records.canonical, name="record-with-slash"),
    path("r/<str:record_id>/reading", records.reading, name="record-reading"),
    path("help/search", explaining.search_help, name="search-help"),
    path("findings", explaining.findings, name="findings"),
    path("findings/<str:code>", explaining.finding, name="finding"),
    path("api/openapi.json", openapi, name="openapi"),
    path("api/docs", docs, name="api-docs"),
    path("api/", api.urls),
    path("healthz", machines.healthz, name="healthz"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
]

handler400 = "fonds.web.errors.bad_request"
handler404 = "fonds.web.errors.not_found"
handler500 = "fonds.web.errors.server_error"
