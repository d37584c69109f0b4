"""Files: what is read, what is refused, and that refusing costs no memory."""

import hashlib
from pathlib import Path

import msgspec
import pytest

from fonds.model import Invalid, NotFound, Record, Unavailable, Unsupported, new_record_id, new_slot_ids, with_ids
from fonds.reading import read_file, read_source


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    source = b"Minutes No. 5\n\n8. Concerning Talmar\n\n1. Send 36 lorries.\n"
    path = tmp_path / "page.txt"
    path.write_bytes(source)
    reading = read_file(path)
    assert reading.capture.size_bytes == len(source)
    assert reading.capture.sha256 == hashlib.sha256(source).hexdigest()
    assert reading.capture.encoding == "utf-8"
    assert reading.findings == ()
    assert reading == read_source(source)


def test_a_file_above_the_limit_is_not_taken_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(2**40)  # a sparse file: reading it would end the test run
    with pytest.raises(Invalid) as caught:
        read_file(path)
    assert (caught.value.code, caught.value.ref) == ("too-large", str(path))


def test_the_limit_itself_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(b"a" * 100)
    assert read_file(path, max_bytes=100).capture.size_bytes == 100
    with pytest.raises(Invalid):
        read_file(path, max_bytes=99)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        read_file(tmp_path / "absent.txt")
    assert caught.value.code == "no-file"


def test_a_folder_is_no_page(tmp_path: Path) -> None:
    with pytest.raises(Invalid) as caught:
        read_file(tmp_path)
    assert (caught.value.code, caught.value.ref) == ("folder", str(tmp_path))


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    path = tmp_path / "closed.txt"
    path.write_text("text")
    path.chmod(0)
    return path


@pytest.mark.usefixtures("closed", "without_privileges")
def test_a_file_without_permission_is_unreadable(closed: Path) -> None:
    with pytest.raises(Unavailable) as caught:
        read_file(closed)
    assert caught.value.code == "unreadable-file"


def test_a_loop_of_links_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(Unavailable):
        read_file(tmp_path / "a")


def test_new_ids_reach_record_blocks_and_statements() -> None:
    record_id = new_record_id()

    def rename(record: Record) -> Record:
        return with_ids(record, record_id, new_slot_ids(len(record.slots)))

    reading = read_source(b"8. Concerning Talmar\n\n1. Send 36 lorries to Aksu by 3 May 1936.\n", rename=rename)
    ids = {slot.id for slot in reading.record.slots}
    assert reading.record.id == record_id
    assert {block.slot for block in reading.capture.blocks} == ids
    assert all(set(statement.slots) <= ids for statement in reading.statements)
    assert not any(slot_id.startswith("s") and slot_id[1:].isdigit() and len(slot_id) < 5 for slot_id in ids)


def test_html_is_read_as_the_text_that_it_shows() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>no</title><style>p{}</style></head><body><script>no()</script>"
        "<p>22 June 1945</p><p>8. Concerning&nbsp;Xinjiang</p></body></html>"
    )
    reading = read_source(page.encode())
    assert reading.capture.form == "html"
    assert [slot.content for slot in reading.record.slots] == ["22 June 1945", "8. Concerning Xinjiang"]


def test_the_same_bytes_give_the_same_reading() -> None:
    source = "Копия\n\nСовершенно секретно\n\n1. Поручить тов. Иванову.\n".encode()
    assert msgspec.json.encode(read_source(source)) == msgspec.json.encode(read_source(source))


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"%PDF-1.4\n1 0 obj <<>> endobj\n", "PDF"),
        (b"{\\rtf1\\ansi The lamps are lit.}", "RTF"),
        (b"PK\x03\x04\x14\0\x06\0word/document.xml", "word processor"),
        (b"PK\x03\x04\x14\0mimetypeapplication/vnd.oasis.opendocument.text", "word processor"),
        (b"PK\x03\x04\x14\0lamps.txt", "packed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "word processor"),
        (
            b'<?xml version="1.0"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>Lamps</p></body></text></TEI>',
            "TEI",
        ),
        (b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>Lamps</p></body></text></TEI>', "TEI"),
        (b"<?xml version='1.0'?><lamps><lamp/></lamps>", "XML"),
    ],
)
def test_a_file_that_is_no_page_is_named_with_what_to_do(data: bytes, named: str, tmp_path: Path) -> None:
    path = tmp_path / "lamps"
    path.write_bytes(data)
    with pytest.raises(Unsupported) as caught:
        read_file(path)
    assert (caught.value.code, caught.value.ref) == ("not-a-page", str(path))
    assert named in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0\0\x10JFIF", b"SQLite format 3\0\x10"])
def test_images_and_databases_are_binary(data: bytes) -> None:
    with pytest.raises(Invalid) as caught:
        read_source(data)
    assert caught.value.code == "binary"


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Lamps</p></body></html>',
        b'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Lamps</p></body></html>',
    ],
)
def test_a_page_in_xhtml_is_a_page(data: bytes) -> None:
    assert [slot.content for slot in read_source(data).record.slots] == ["Lamps"]
