"""Here is a passage and a reader: may they read it, why, since when?

A passage is served only by a store that holds it. What can be made public has a type of its own, `PublicRecord`, and
only a holding of the open store becomes one. Records are split and put together here, packets are made and taken in;
all of it pure: writing is for `fonds.actions.guard`.
"""

from fonds.release.accesses import Checkpoint, LogCheck, LogEntry, Made, Seen
from fonds.release.closing import Kept, Terms, keep_closed, leave_kept, leave_open
from fonds.release.echoes import Echo, find_echoes, runs_of
from fonds.release.forms import find_forms
from fonds.release.holdings import (
    Deposit,
    EntryType,
    Fault,
    Holding,
    Once,
    Position,
    Resolution,
    Split,
    Summary,
    VersionFacts,
)
from fonds.release.lines import Changed, changed_lines, label_of, lines_of, margin_label
from fonds.release.packets import Packet, base_of, make_packet, take_in
from fonds.release.resolutions import (
    entry_of,
    last_said,
    left_beside,
    resolutions_in,
    resolutions_of,
    with_resolutions,
)
from fonds.release.rule import OPEN, may_read
from fonds.release.splitting import (
    find_named,
    find_roots,
    join,
    outline_of,
    part_of,
    weave,
    with_below,
    with_counts,
    without_count,
)
from fonds.release.view import ClearedView, PublicRecord, cleared_view, public_record

__all__ = [
    "OPEN", "Changed", "Checkpoint", "ClearedView", "Deposit", "Echo", "EntryType", "Fault", "Holding", "Kept",
    "LogCheck", "LogEntry", "Made", "Once", "Packet", "Position", "PublicRecord", "Resolution", "Seen", "Split",
    "Summary", "Terms", "VersionFacts", "base_of", "changed_lines", "cleared_view", "entry_of", "find_echoes",
    "find_forms", "find_named", "find_roots", "join", "keep_closed", "label_of", "last_said", "leave_kept",
    "leave_open", "left_beside", "lines_of", "make_packet", "margin_label", "may_read", "outline_of", "part_of",
    "public_record",
    "resolutions_in", "resolutions_of", "runs_of", "take_in", "weave", "with_below", "with_counts",
    "with_resolutions", "without_count",
]  # fmt: skip
