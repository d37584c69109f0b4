"""`archive.toml`: what may stand in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonds.actions.config import (
    Settings,
    SiteFile,
    append_store,
    read_archive_file,
    read_site_file,
    write_archive_file,
    write_site_file,
)
from fonds.model import Invalid, NotFound, Unsupported


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_archive_file(tmp_path, 'Papers "A\\B"\n塔城')
    append_store(tmp_path, "special")
    append_store(tmp_path, "both", ["special", "names"])
    found = read_archive_file(tmp_path)
    assert found.title == 'Papers "A\\B"\n塔城'
    assert found.settings == Settings()
    compartments = {name: found.compartments_of(name) for name in found.stores}
    assert compartments == {"open": set(), "special": {"special"}, "both": {"special", "names"}}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("format = [", Invalid),
        ("format = 1", Invalid),
        ('format = 1\ntitle = "x"\ncolour = "red"', Invalid),
        ('format = 1\ntitle = "x"\n[settings]\nmax_source_bytes = 0', Invalid),
        ('format = 1\ntitle = "x"\n[settings]\nmax_source_bites = 9', Invalid),
        ('format = 2\ntitle = "x"\nanything = "new"', Unsupported),
        ('format = 1\ntitle = "x"\n[stores.open]\ncompartments = ["a"]', Invalid),
        ('format = 1\ntitle = "x"\n[stores.a]\n[stores.b]\ncompartments = ["a"]', Invalid),
        ('format = 1\ntitle = "x"\n[stores.a]\ncompartments = ["a", "../b"]', Invalid),
        ('format = 1\ntitle = "x"\n[stores.a]\ncompartments = ["open"]', Invalid),
        ('format = 1\ntitle = "x"\n[stores."../a"]', Invalid),
        ('format = 1\ntitle = "x"\n[stores.a]\ncheckpoints = "c"\n[stores.b]\ncheckpoints = "c"', Invalid),
        ('format = 1\ntitle = "x"\n' + "".join(f"[stores.s{number}]\n" for number in range(17)), Invalid),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, kind: type[Exception]) -> None:
    (tmp_path / "archive.toml").write_text(text)
    with pytest.raises(kind, match=r"archive\.toml"):
        read_archive_file(tmp_path)


def test_a_folder_without_the_file_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_archive_file(tmp_path)


def test_the_site_has_a_title_and_an_address(tmp_path: Path) -> None:
    assert read_site_file(tmp_path) == SiteFile()
    write_site_file(tmp_path, "Papers")
    assert read_site_file(tmp_path) == SiteFile(title="Papers")
    (tmp_path / "site.toml").write_text('title = "Papers"\naddress = "https://archive.example:8443/"\n')
    assert read_site_file(tmp_path).address == "https://archive.example:8443"


@pytest.mark.parametrize(
    "address",
    ["archive.example", "ftp://x.example", "https://x.example/papers", "https://x y", "https://", "https://u@x"],
)
def test_an_address_that_is_not_of_a_site_is_named(tmp_path: Path, address: str) -> None:
    (tmp_path / "site.toml").write_text(f'address = "{address}"\n')
    with pytest.raises(Invalid, match=r"site\.toml"):
        read_site_file(tmp_path)
