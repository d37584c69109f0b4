"""The order of the house: who may import whom, who may load Django, and what a program that embeds fonds may use."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import fonds

# Only these may load Django: actions and cli stand on the store.
WITH_DJANGO = {"actions", "cli", "store", "web", "__main__"}

# Distribution and import name, where they differ.
IMPORT_NAMES = {
    "django-ninja": "ninja",
    "pyahocorasick": "ahocorasick",
    "axe-playwright-python": "axe_playwright_python",
    "import-linter": "importlinter",
    "coverage[toml]": "coverage",
}


def test_packages_import_only_what_stands_before_them(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def modules_below(root: Path) -> list[str]:
    """Names of all modules but those that may load Django; found without importing one."""
    sources = root / "src"
    names = []
    for path in sorted((sources / "fonds").rglob("*.py")):
        parts = path.relative_to(sources).with_suffix("").parts
        if len(parts) > 1 and parts[1] not in WITH_DJANGO:
            names.append(".".join(parts).removesuffix(".__init__"))
    return names


def test_reading_checking_and_searching_run_without_django(root: Path) -> None:
    names = modules_below(root)
    assert {"fonds.model.records", "fonds.reading", "fonds.criticism", "fonds.search"} <= set(names)
    script = (
        "import importlib, sys\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        "print(*(name for name in sys.modules if name.split('.')[0] in ('django', 'ninja')))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_the_public_names_are_exactly_these() -> None:
    assert fonds.__all__ == ["FondsError", "Reading", "Record", "__version__", "check", "read_file", "read_source"]
    assert dir(fonds) == sorted(fonds.__all__)


def test_each_public_name_can_be_had() -> None:
    for name in fonds.__all__:
        assert getattr(fonds, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = fonds.nothing


def test_importing_fonds_loads_nothing_else() -> None:
    script = "import sys, fonds; print(*(name for name in sys.modules if name.startswith('fonds')))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert sorted(done.stdout.split()) == ["fonds", "fonds._version"]


# Dependencies


def declared(root: Path, *, dev: bool) -> set[str]:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    listed = project["dependencies"] + (project["optional-dependencies"]["dev"] if dev else [])
    names = {entry.split(">")[0].split("=")[0].strip() for entry in listed}
    return {IMPORT_NAMES.get(name, name).replace("-", "_").lower() for name in names}


def imported_by(paths: list[Path]) -> set[str]:
    """Top names of all absolute imports that are neither of the standard library nor our own."""
    found: set[str] = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                found.add((node.module or "").split(".")[0])
    own = {
        "fonds",
        "tests",
        "bench",
        "conftest",
        *(path.stem for path in paths),
        *(path.parent.name for path in paths),
    }
    return found - own - set(sys.stdlib_module_names)


def test_what_the_program_imports_is_declared(root: Path) -> None:
    assert imported_by(list((root / "src").rglob("*.py"))) <= declared(root, dev=False)


def test_what_tests_and_scripts_import_is_declared(root: Path) -> None:
    paths = [path for folder in ("tests", "bench", "scripts") for path in (root / folder).rglob("*.py")]
    assert imported_by(paths) <= declared(root, dev=True)


def test_every_dependency_is_pinned(root: Path) -> None:
    pins = [line for line in (root / "constraints.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    pinned = {pin.split("==")[0].replace("-", "_").lower() for pin in pins}
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    listed = project["dependencies"] + project["optional-dependencies"]["dev"]
    wanted = {entry.split(">")[0].split("[")[0].strip().replace("-", "_").lower() for entry in listed}
    assert wanted <= pinned
    assert all("==" in pin and "/" not in pin for pin in pins)


@pytest.mark.parametrize("command", ["read", "check"])
def test_reading_and_checking_a_file_run_without_django(root: Path, command: str) -> None:
    page = root / "src" / "fonds" / "demo" / "records" / "instructions-torugart-hut.txt"
    script = (
        "import sys\n"
        "from fonds.cli import main\n"
        f"sys.argv = ['fonds', {command!r}, {str(page)!r}]\n"
        "try: main()\n"
        "except SystemExit as end: print(end.code, 'django' in sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.split()[-1] == "False", done.stderr
