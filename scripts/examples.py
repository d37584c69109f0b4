"""Runs the examples in README.md and in the guide, and writes what they print.

An example is a block fenced as ``console``: lines that begin with ``$ `` are commands, the others what they printed.
``console lines=12`` shows twelve lines of each command's output and then ``...``. The pages of the guide are one
session, in the order of its index; README.md is another. Each begins in a folder that looks like a fresh clone.

With `--check` nothing is written: the exit status is 1 if a command fails that did not, or prints something else.

Not for: commands that do not end, such as `fonds serve`. Fence them as ``sh``.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RECORDS = Path("src/fonds/demo/records")
SESSIONS = (
    ("README.md",),
    tuple(
        f"docs/guide/{name}.md"
        for name in (
            "first-archive",
            "reading",
            "checking",
            "searching",
            "publishing",
            "excerpts",
            "keeping",
            "closed",
            "trouble",
        )
    ),
)
COLUMNS = 100

_BLOCK = re.compile(r"(?P<fence>```console(?: lines=(?P<lines>\d+))?\n)(?P<body>.*?)(?=```)", re.DOTALL)
# What differs from one run to the next: times, free space, versions of other programs, a name drawn at random.
_PASSING = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|\d+(\.\d+)? GiB|(?<=Python|SQLite) +\d+\.\d+\.\d+|tables-\w+"
    r"|(?<=generation )\d{6}-[0-9a-f]{8}"
)

# Ids are random. In an example they are drawn from the command itself, so that the same example has the same ids.
_SITE = """\
import os, random, secrets
if "EXAMPLE" in os.environ:
    secrets.randbelow = random.Random(os.environ["EXAMPLE"]).randrange
"""


class Session:
    """A folder in which commands run one after the other.

    Attributes:
        home: The folder that stands for the clone.
        here: The working directory.
    """

    def __init__(self, home: Path) -> None:
        self.home = home / "fonds"
        self.here = self.home
        (self.home / RECORDS.parent).mkdir(parents=True)
        (self.home / RECORDS).symlink_to(ROOT / RECORDS)
        (home / "sitecustomize.py").write_text(_SITE, encoding="utf-8")
        self.environment = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": f"{home}{os.pathsep}{ROOT / 'src'}",  # this clone, whatever is installed
            "HOME": str(home),
            "LOGNAME": "archivist",
            "LANG": "C.UTF-8",
            "COLUMNS": str(COLUMNS),
            "NO_COLOR": "1",
        }

    def run(self, command: str) -> list[str]:
        """Runs a command in a shell and gives the lines that it printed, errors among them."""
        if command.startswith("cd "):
            self.here = (self.here / command.removeprefix("cd ")).resolve()
            return []
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.here,
            env=self.environment | {"EXAMPLE": command},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if "Traceback" in done.stdout:
            sys.exit(f"this example fails: {command}\n{done.stdout}")
        return [line.rstrip() for line in done.stdout.replace(str(self.home.parent), "~").splitlines()]


def refreshed(text: str, session: Session) -> str:
    """The page with what its commands print now."""
    return _BLOCK.sub(lambda block: block["fence"] + _refreshed_block(block, session), text)


def _refreshed_block(block: re.Match[str], session: Session) -> str:
    shown: list[str] = []
    for line in block["body"].splitlines():
        if line.startswith("$ "):
            printed = session.run(line.removeprefix("$ "))
            limit = int(block["lines"] or len(printed))
            shown += [line, *printed[:limit], *(["..."] if len(printed) > limit else [])]
    new = "".join(f"{line}\n" for line in shown)
    return block["body"] if _lasting(new) == _lasting(block["body"]) else new


def _lasting(text: str) -> str:
    return _PASSING.sub("", text)


def differing(*, write: bool) -> list[str]:
    """Runs all sessions; names the pages whose examples print something else, and writes them if told to."""
    found = []
    for names in SESSIONS:
        with tempfile.TemporaryDirectory() as folder:
            session = Session(Path(folder).resolve())
            for name in names:
                page = ROOT / name
                old = page.read_text("utf-8")
                new = refreshed(old, session)
                if new != old:
                    found.append(name)
                    if write:
                        page.write_text(new, encoding="utf-8")
    return found


def main() -> int:
    """Writes or checks the examples."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 if something would change")
    check = parser.parse_args().check
    found = differing(write=not check)
    for name in found:
        print(f"{name}: examples {'differ: run `make docs` and look at the change' if check else 'written'}")
    return 1 if check and found else 0


if __name__ == "__main__":
    sys.exit(main())
