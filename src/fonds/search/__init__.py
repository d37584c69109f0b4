"""Here is a question: which passages, best first?

Documents are made from readings, an index of them belongs to one store, and queries in a small language are answered
page by page. The engine behind is Tantivy; `fonds.search.engine` is the port that another would fit.

Not for: reading sources, nor for deciding who may search what.
"""

from fonds.search._tantivy import create_index, open_index, open_mirrored, rebuild_index, strip_index
from fonds.search.documents import Document, Named, SearchPassage, build_document
from fonds.search.engine import FACETS, FacetCount, Fragment, Hit, Index, PassageHit, ResultPage
from fonds.search.query import FIELDS, parse
from fonds.search.syntax import Query

__all__ = [
    "FACETS", "FIELDS", "Document", "FacetCount", "Fragment", "Hit", "Index", "Named", "PassageHit", "Query",
    "ResultPage", "SearchPassage", "build_document", "create_index", "open_index", "open_mirrored", "parse",
    "rebuild_index", "strip_index",
]  # fmt: skip
