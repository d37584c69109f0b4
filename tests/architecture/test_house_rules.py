"""House rules that a linter does not know: sizes, names, what is caught, and what no tracked file may hold."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(path for path in (ROOT / "src").rglob("*.py") if "migrations" not in path.parts)
LONGEST_FILE = 400  # under that: a file of 400 lines is too long
LONGEST_FUNCTION = 40
LONGEST_USUAL_FUNCTION = 20
SHARE_OF_USUAL_FUNCTIONS = 0.9
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "manager", "service", "services", "handler", "handlers"}

# Written apart, so that this file does not hold what it looks for.
REGISTRIES = re.compile(
    "|".join(
        re.escape(host.replace(" ", "."))
        for host in ("pypi org", "pythonhosted org", "npmjs org", "npmjs com", "crates io", "golang org/proxy")
    )
    + r"|https?://[^\s\"')>]*(?:registry|mirror|artifactory|nexus)[^\s\"')>]*",
    re.IGNORECASE,
)
OWN_PATHS = re.compile(r"(?<![\w.])/(?:" + "|".join(("wo" + "rk", "ro" + "ot", "ho" + "me/[a-z]+")) + r")/[\w./-]+")


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, without the docstring."""
    first, last = function.lineno, function.end_lineno or function.lineno
    docstring = 0
    if ast.get_docstring(function) is not None:
        docstring = (function.body[0].end_lineno or 0) - function.body[0].lineno + 1
    return last - first + 1 - docstring


def catches_everything(handler: ast.ExceptHandler) -> bool:
    """Tells whether errors that nobody thought of end here: those that are raised again do not."""
    last = handler.body[-1]
    if isinstance(last, ast.Raise) and last.exc is None:
        return False
    return handler.type is None or ast.unparse(handler.type) in ("Exception", "BaseException")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_files_are_short() -> None:
    sizes = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in SOURCES}
    assert {name: size for name, size in sizes.items() if size >= LONGEST_FILE} == {}


def test_functions_are_short() -> None:
    sizes = {f"{name_of(path)}:{f.lineno} {f.name}": length(f) for path in SOURCES for f in functions(path)}
    assert {name: size for name, size in sizes.items() if size > LONGEST_FUNCTION} == {}
    usual = sum(size <= LONGEST_USUAL_FUNCTION for size in sizes.values())
    assert usual >= SHARE_OF_USUAL_FUNCTIONS * len(sizes)


def test_no_module_class_or_function_is_named_for_nothing() -> None:
    found = [name_of(path) for path in SOURCES if FORBIDDEN_NAMES & set(path.stem.lower().strip("_").split("_"))]
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                words = re.findall(r"[A-Z]?[a-z]+", node.name)
                if FORBIDDEN_NAMES & {word.lower() for word in words}:
                    found.append(f"{name_of(path)}:{node.lineno} {node.name}")
    assert found == []


def test_no_error_is_caught_without_saying_which() -> None:
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler) and catches_everything(node):
                found.append(f"{name_of(path)}:{node.lineno}")
    assert found == []


def test_every_module_says_what_it_is_for() -> None:
    assert [name_of(path) for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))] == []


def test_every_ignore_has_a_written_reason() -> None:
    ignore = re.compile(r"#\s*(?:noqa|type:\s*ignore)(?P<rest>[^#]*)(?P<reason>#.*)?$")
    found = []
    for path in [*SOURCES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "bench").rglob("*.py")]:
        if path == Path(__file__):
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            match = ignore.search(line)
            if match and not match["reason"] and not re.search(r"[\w\]]\s+(?:-|:|\()|,\s+[a-z]", match["rest"]):
                found.append(f"{name_of(path)}:{number}")
    assert found == []


# Tracked files


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("this is not a git clone")
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and path != Path(__file__)]


def texts() -> Iterator[tuple[Path, str]]:
    for path in tracked():
        try:
            yield path, path.read_text("utf-8")
        except UnicodeDecodeError:
            continue


def test_no_tracked_file_names_a_registry_of_packages() -> None:
    assert [(name_of(path), match[0]) for path, text in texts() for match in REGISTRIES.finditer(text)] == []


def test_no_tracked_file_names_a_path_of_one_machine() -> None:
    assert [(name_of(path), match[0]) for path, text in texts() for match in OWN_PATHS.finditer(text)] == []


def test_nothing_large_is_tracked() -> None:
    assert [name_of(path) for path in tracked() if path.stat().st_size > 2_000_000] == []
