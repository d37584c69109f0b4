"""Django is configured in code, once, and only when a store is opened; connections come and go with stores."""

from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from fonds.model import Unavailable
from fonds.store import Store, configure, create_store, open_store
from fonds.store._database import SCHEMA
from tests.store.samples import id_of, keep


def output_of(script: str) -> list[str]:
    done = subprocess.run([sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=True)
    return done.stdout.split()


def open_files(folder: Path) -> list[str]:
    targets = []
    for descriptor in Path("/proc/self/fd").iterdir():
        if descriptor.is_symlink():
            targets.append(str(descriptor.readlink()))
    return [target for target in targets if target.startswith(str(folder))]


def test_importing_the_store_loads_no_django() -> None:
    assert output_of("import sys, fonds.store; print('django' in sys.modules)") == ["False"]


def test_settings_are_merged_whoever_comes_first() -> None:
    extra = "{'ROOT_URLCONF': 'x', 'INSTALLED_APPS': ['django.contrib.contenttypes']}"
    show = "from django.conf import settings; print(settings.ROOT_URLCONF, *settings.INSTALLED_APPS)"
    expected = ["x", "fonds.store", "django.contrib.contenttypes"]
    assert output_of(f"from fonds.store import configure; configure({extra}); configure(); {show}") == expected
    assert output_of(f"from fonds.store import configure; configure(); configure({extra}); {show}") == expected
    by_others = f"from django.conf import settings; settings.configure(**{extra}); import django; django.setup()"
    assert output_of(f"{by_others}; from fonds.store import configure; configure(); {show}") == expected


def test_the_models_have_no_change_without_a_migration() -> None:
    configure()
    call_command("makemigrations", "fonds_store", check=True, dry_run=True, verbosity=0)


def test_the_schema_is_the_last_migration() -> None:
    assert MigrationLoader(None).graph.leaf_nodes("fonds_store") == [("fonds_store", SCHEMA)]


def test_the_tables_need_nothing_that_only_sqlite_has() -> None:
    configure()
    call_command("check", "fonds_store", fail_level="WARNING", verbosity=0)


def test_stores_of_several_archives_are_open_side_by_side(tmp_path: Path) -> None:
    for name in ("a", "b"):
        create_store(tmp_path / name, name)
    with open_store(tmp_path / "a") as one, open_store(tmp_path / "b") as two:
        keep(one, 1)
        keep(two, 2, 3)
        assert (one.count(), two.count()) == (1, 2)
        assert (one.get(id_of(1)).store, two.get(id_of(2)).store) == ("a", "b")


def test_many_threads_read_one_store(store: Store) -> None:
    keep(store, *range(20))
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda n: store.get(id_of(n % 20)).record.id, range(400)))
    assert found == [id_of(n % 20) for n in range(400)]


def test_threads_go_on_reading_while_tables_are_swapped(folder: Path) -> None:
    enough = threading.Event()
    counts: set[int] = set()

    def read(store: Store) -> None:
        while not enough.is_set():
            counts.add(store.count())

    with open_store(folder) as reader, open_store(folder) as writer:
        keep(writer, 1, 2, 3)
        threads = [threading.Thread(target=read, args=(reader,)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for _ in range(10):
            writer.rebuild()
        enough.set()
        for thread in threads:
            thread.join()
        assert counts == {3}


def test_closing_closes_the_connections_of_all_threads(folder: Path) -> None:
    store = open_store(folder)
    ready, enough = threading.Barrier(4), threading.Event()

    def read() -> None:
        store.count()
        ready.wait()
        enough.wait()

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    ready.wait()
    aliases = set(connections.settings)
    assert len(open_files(folder)) >= 4
    store.close()
    assert open_files(folder) == []
    assert len(aliases - set(connections.settings)) == 1
    enough.set()
    for thread in threads:
        thread.join()


def test_connections_of_threads_that_ended_are_closed(store: Store, folder: Path) -> None:
    for _ in range(5):
        thread = threading.Thread(target=store.count)
        thread.start()
        thread.join()
    store.count()
    assert len([path for path in open_files(folder) if path.endswith(".db")]) <= 2


def test_failed_openings_leave_no_connection(folder: Path) -> None:
    before = set(connections.settings)
    (folder / "journal" / "chain.jsonl").unlink()
    for _ in range(3):
        with pytest.raises(Unavailable):
            open_store(folder)
    assert set(connections.settings) == before
    assert open_files(folder) == []
