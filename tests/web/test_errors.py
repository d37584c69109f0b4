from __future__ import annotations

import pytest

from fonds.model import Conflict, FondsError, Invalid, NotFound, Refused, Unavailable, Unsupported
from fonds.web import errors
from tests.web.conftest import Browser
from tests.web.sample import ABSENT, RICH, SampleRoom


class RoomThatFails(SampleRoom):
    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def record(self, record_id: str):
        raise self.error


def fail(error: Exception, address: str = f"/r/{RICH}"):
    return Browser(RoomThatFails(error)).get(address)


@pytest.mark.parametrize(
    ("kind", "status"),
    [(Invalid, 400), (NotFound, 404), (Refused, 404), (Conflict, 503), (Unavailable, 503), (Unsupported, 500)],
)
def test_each_kind_of_error_has_its_status(kind: type[FondsError], status: int) -> None:
    error = kind("what is wrong", code="a-code", ref="/secret/place", hint="Do this.")
    page, problem = fail(error), fail(error, f"/api/records/{RICH}")
    assert page.status == problem.status == errors.status_of(error) == status
    assert problem.header("content-type") == "application/problem+json"
    for answer in (page, problem):
        assert "/secret/place" not in answer.text


def test_every_kind_of_error_is_in_the_table() -> None:
    assert {*errors.STATUS} == set(FondsError.__subclasses__())


def test_closed_and_absent_are_the_same_bytes() -> None:
    for address in (f"/r/{RICH}", f"/api/records/{RICH}"):
        refused = fail(Refused("you are not cleared", code="not-cleared"), address)
        assert refused == fail(NotFound("no such record", code="record", ref=RICH), address)
        assert refused == Browser(SampleRoom()).get(address.replace(RICH, ABSENT))


def test_only_faults_of_the_request_are_explained() -> None:
    assert "Do this." in fail(Invalid("that is wrong", code="x", hint="Do this.")).words()
    assert "lock" not in fail(Unavailable("the lock is held", code="locked", hint="Wait for 12.")).text


def test_a_fault_of_ours_is_a_page_without_a_word_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    answer = fail(RuntimeError("text of a record"))
    assert answer.status == 500
    assert "Something broke" in answer.words()
    assert "text of a record" not in answer.text
    assert "RuntimeError" in capsys.readouterr().err
    assert fail(RuntimeError("x"), f"/api/records/{RICH}").header("content-type") == "application/problem+json"


def test_a_malformed_host_is_refused(browser: Browser) -> None:
    assert browser.get("/sitemap.xml", host="a b<c>").status == 400


def test_too_many_parameters_are_refused(browser: Browser) -> None:
    assert browser.get("/search?" + "&".join(f"a{n}=1" for n in range(1500))).status == 400
