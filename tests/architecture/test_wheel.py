"""The package as it is handed on: a wheel that holds everything and runs where nothing of this repository is."""

from __future__ import annotations

import os
import site
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import fonds


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(root)]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel alone. Its dependencies are lent by this one, so that no network is needed."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--disable-pip-version-check", str(wheel)], check=True)
    (libraries,) = folder.glob("lib/python*/site-packages")
    # Lines of such a file are plain folders: the editable installation of fonds in them is not followed.
    (libraries / "lent.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    return folder


def run(installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LANG": "C.UTF-8"}
    return subprocess.run(
        [str(installed / "bin" / arguments[0]), *arguments[1:]],
        cwd="/",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_holds_every_file_of_the_package(root: Path, wheel: Path) -> None:
    package = root / "src" / "fonds"
    files = {
        path.relative_to(root / "src").as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    held = set(zipfile.ZipFile(wheel).namelist())
    assert sorted(files - held) == []
    for needed in ("words/data/", "names/data/", "demo/records/", "web/templates/", "web/static/", "py.typed"):
        assert any(name.startswith(f"fonds/{needed}") for name in held), needed


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"fonds", f"fonds-{fonds.__version__}.dist-info"}


def test_the_wheel_carries_its_licence_and_what_it_needs(root: Path, wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    info = f"fonds-{fonds.__version__}.dist-info"
    assert archive.read(f"{info}/licenses/LICENSE") == (root / "LICENSE").read_bytes()
    metadata = archive.read(f"{info}/METADATA").decode()
    wanted = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    required = [
        line for line in metadata.splitlines() if line.startswith("Requires-Dist:") and "extra ==" not in line
    ]
    assert len(required) == len(wanted)


def test_it_says_its_version_from_an_empty_environment(installed: Path) -> None:
    done = run(installed, "fonds", "--version")
    assert (done.returncode, done.stdout) == (0, f"fonds {fonds.__version__}\n"), done.stderr
    where = run(installed, "python", "-c", "import fonds; print(fonds.__file__)")
    assert where.stdout.startswith(str(installed))


def test_it_reads_a_page_from_an_empty_environment(root: Path, installed: Path) -> None:
    page = root / "src" / "fonds" / "demo" / "records" / "minutes-caravan-road.txt"
    done = run(installed, "fonds", "read", str(page))
    assert done.returncode == 0, done.stderr
    assert done.stdout
    assert run(installed, "python", "-m", "fonds", "read", str(page)).stdout == done.stdout
