"""Published tables open in engines that know nothing of Spark, at reader version 1, with the same rows."""

from importlib.metadata import distribution

import duckdb
import pytest
from deltalake import DeltaTable, QueryBuilder


@pytest.fixture(scope="module")
def tables(demo, fingerprints):
    """Path and number of rows of each published table."""
    found = {}
    for entry in fingerprints:
        domain, name = entry["table"].split(".")
        found[entry["table"]] = (demo.warehouse / domain / name, entry["rows"])
    assert len(found) > 10
    return found


def test_deltalake_reads_every_table_at_reader_version_1(tables):
    for name, (path, rows) in tables.items():
        table = DeltaTable(str(path))
        assert table.protocol().min_reader_version == 1, name
        counted = QueryBuilder().register("t", table).execute("SELECT count(*) AS n FROM t").read_all()
        assert counted["n"][0].as_py() == rows, name


def test_duckdb_reads_every_table(tables):
    extension = distribution("duckdb-extension-delta").locate_file("duckdb_extension_delta")
    with duckdb.connect() as connection:
        connection.execute(f"LOAD '{next(extension.rglob('delta.duckdb_extension'))}'")
        for name, (path, rows) in tables.items():
            counted = connection.execute("SELECT count(*) FROM delta_scan(?)", [str(path)]).fetchone()
            assert counted == (rows,), name
