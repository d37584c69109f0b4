"""The security tests: small in every run, in full with FONDS_FULL=1; a line for each at the end.

`make security` runs them alone. There a test that is skipped is a failure: what was not tried is not shown.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

FULL = bool(os.environ.get("FONDS_FULL"))
_SAID = "security"
_SKIPPED = pytest.StashKey[list[str]]()


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Says in a line what a test has shown, with its figures."""
    return lambda line: record_property(_SAID, line)


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_SKIPPED] = []
    config.pluginmanager.register(_Report(config))


class _Report:
    """Notes what was skipped, and shows the lines."""

    def __init__(self, config: pytest.Config) -> None:
        self._skipped = config.stash[_SKIPPED]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and "tests/security/" in report.nodeid:
            self._skipped.append(report.nodeid)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self._skipped and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        reports = terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", [])
        lines = [str(said) for report in reports for name, said in report.user_properties if name == _SAID]
        for line in [*sorted(lines), *(f"SKIPPED {name}: that fails" for name in self._skipped)]:
            terminalreporter.write_line(line)
