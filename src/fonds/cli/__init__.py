"""The command line: `fonds`. Asks actions for deeds and shows what came of them.

Not for: rules. Whatever decides something is in `fonds.actions` or below.
"""

from __future__ import annotations


def main() -> None:
    """Runs the command line and leaves the process with its exit status."""
    from fonds.cli._app import run  # noqa: PLC0415 - so that importing fonds.cli costs nothing

    run()
