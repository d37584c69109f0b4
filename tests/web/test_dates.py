from __future__ import annotations

from fonds.web.dates import machine_date


def test_only_plain_dates_are_for_machines() -> None:
    assert [machine_date(edtf) for edtf in ("1945", "1945-06", "1945-06-22", "194X", "1945?")] == [
        "1945", "1945-06", "1945-06-22", "", "",
    ]  # fmt: skip
