"""Keep this; give it back unchanged.

A store is a folder: its journal is the truth, its tables are computed from it. Import from here; no table row
leaves the package. Django is loaded when the first store is opened, not when this package is imported.

Not for: who may read what (`fonds.release`), what a page says (`fonds.reading`), the search index (`fonds.search`).
"""

from fonds.store._checkpoints import check_log, open_checkpoints, read_checkpoints, write_checkpoint
from fonds.store._django import configure
from fonds.store._key import StoreKey, is_signed, read_key, read_public_key
from fonds.store._lock import lock_holder
from fonds.store._log import AccessLog
from fonds.store._stores import Store, create_store, open_published, open_store, verify_store
from fonds.store._upgrading import RandomBytes, Upgrade, upgrade_store

__all__ = [
    "AccessLog", "RandomBytes", "Store", "StoreKey", "Upgrade", "check_log", "configure", "create_store",
    "is_signed", "lock_holder", "open_checkpoints", "open_published", "open_store", "read_checkpoints", "read_key",
    "read_public_key", "upgrade_store", "verify_store", "write_checkpoint",
]  # fmt: skip
