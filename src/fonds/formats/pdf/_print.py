"""HTML to PDF by WeasyPrint, which is loaded when something is printed, and may not look anything up.

Not for: what stands on the page (`_page`).
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import logging
import os
import unicodedata
import warnings
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from fonds.formats.pdf._page import Sheet, sheet_html
from fonds.model import Unavailable

_LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
_INSTALL_LIBRARIES = "On Debian: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
_FONTS = "fonts-noto-core fonts-noto-cjk"
_TIME = "SOURCE_DATE_EPOCH"
_SCHEME = "fonds-font:"
_FACES = {
    f"fonds {script} {style}": (f"literata-{script}-wght-{style}.woff2", style)
    for script in ("latin", "latin-ext", "cyrillic", "cyrillic-ext")
    for style in ("normal", "italic")
}


def write_pdf(sheet: Sheet) -> bytes:
    """Prints a sheet.

    Args:
        sheet: What is printed.

    Returns:
        A PDF with tags for those who hear it. The same sheet gives the same bytes, with the same libraries and fonts.

    Raises:
        Unavailable: ``no-pango``, when libraries of the system are missing; ``no-font``, when no font of the machine
            has letters of the text.
    """
    weasyprint = _weasyprint()
    style = _font_faces() + files("fonds.formats.pdf").joinpath("sheet.css").read_text("utf-8")
    with _missing_letters() as missing, _without_time():
        page = weasyprint.HTML(string=sheet_html(sheet, style), url_fetcher=_own_fonts())
        printed: bytes = page.write_pdf(pdf_tags=True)
    _refuse_missing(missing)
    return printed


def missing_for_printing() -> str:
    """What to do so that a PDF can be made on this machine; empty when it can."""
    try:
        for name in _LIBRARIES:
            ctypes.CDLL(name)
    except OSError:
        return _INSTALL_LIBRARIES
    return ""


def _weasyprint() -> Any:
    """The library; it writes advice to standard output when it does not find what it needs, and that is kept back."""
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import weasyprint  # noqa: PLC0415 - it takes half a second to load
    except (OSError, AttributeError) as error:
        message = "a PDF can not be made here: libraries that set text are missing"
        raise Unavailable(message, code="no-pango", hint=_INSTALL_LIBRARIES) from error
    return weasyprint


def _font_faces() -> str:
    """The fonts that ship with fonds, each under a name of its own, so that one stands in for what another lacks."""
    return "".join(
        f'@font-face {{ font-family: "{name}"; font-style: {style}; src: url({_SCHEME}{file}); }}\n'
        for name, (file, style) in _FACES.items()
    )


def _own_fonts() -> Any:
    """What gets what a page names: fonts that ship with fonds, and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415 - takes time to load

    folder = files("fonds").joinpath("web", "static", "fonts")
    own = {f"{_SCHEME}{file}": file for file, _ in _FACES.values()}

    class OwnFonts(URLFetcher):  # type: ignore[misc] # the library has no types
        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 - the library gives it
            if url not in own:
                raise ValueError("only fonts of fonds are had")
            return URLFetcherResponse(url, folder.joinpath(own[url]).read_bytes())

    return OwnFonts()


class _Missing(logging.Handler):
    """Takes what the library would say of letters that no font has."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg.startswith(".notdef") and isinstance(record.args, tuple):
            self.letters.add(str(record.args[0]))


@contextlib.contextmanager
def _missing_letters() -> Iterator[set[str]]:
    """Letters that were printed as empty boxes; the library's messages hold text and go nowhere."""
    log, taken = logging.getLogger("weasyprint"), _Missing()
    before, log.propagate = log.propagate, False
    log.addHandler(taken)
    try:
        yield taken.letters
    finally:
        log.removeHandler(taken)
        log.propagate = before


@contextlib.contextmanager
def _without_time() -> Iterator[None]:
    """The library of fonts writes the time into those it cuts, unless this variable says what time it is."""
    before = os.environ.get(_TIME)
    os.environ[_TIME] = "0"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_TIME]
        else:
            os.environ[_TIME] = before


def _refuse_missing(missing: set[str]) -> None:
    """An excerpt with boxes in place of letters is none; of other signs one may be lacking."""
    scripts = {unicodedata.name(one, "unknown").partition(" ")[0].title() for one in missing if one.isalnum()}
    if scripts:
        names = ", ".join(sorted(scripts)[:5])
        message = f"no font of this machine has letters of the text ({names})"
        raise Unavailable(message, code="no-font", hint=f"On Debian: sudo apt-get install {_FONTS}")
