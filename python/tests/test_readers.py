"""Published tables open in engines that know nothing of Spark, at reader version 1, with the same rows."""

import json
from datetime import date
from importlib.metadata import distribution

import duckdb
import pytest
from almanac import almanac
from deltalake import DeltaTable, QueryBuilder

DOMAIN = "poker-training"

# In SQL that all of them speak, but for the function in braces. No sums: they depend on the order of rows.
QUERIES = {
    "text, numbers and arrays": """
        SELECT user_id, rank, item_id, score, strategy, title, tags
        FROM recommendations_v1 JOIN items USING (item_id) ORDER BY user_id, rank LIMIT 100
    """,
    "times, dates and what is absent": """
        SELECT event_type, event_date, count(*) AS events, min(value) AS least, max(value) AS most,
               min({seconds}) AS first, max({seconds}) AS last
        FROM events GROUP BY event_type, event_date ORDER BY event_type, event_date
    """,
}


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


@pytest.fixture(scope="module")
def duck():
    extension = distribution("duckdb-extension-delta").locate_file("duckdb_extension_delta")
    with duckdb.connect() as connection:
        connection.execute(f"LOAD '{next(extension.rglob('delta.duckdb_extension'))}'")
        yield connection


def test_duckdb_reads_every_table(tables, duck):
    for name, (path, rows) in tables.items():
        counted = duck.execute("SELECT count(*) FROM delta_scan(?)", [str(path)]).fetchone()
        assert counted == (rows,), name


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES.keys())
def test_the_values_are_those_that_almanac_reads(demo, duck, query):
    in_spark = query.format(seconds="unix_seconds(event_time)")
    answer = almanac("sql", in_spark, "--format", "json", "--domain", DOMAIN, "--warehouse", demo.warehouse)
    assert answer.returncode == 0, answer.stderr
    expected = json.loads(answer.stdout)
    assert len(expected) >= 100

    lake = QueryBuilder()
    for name in ("recommendations_v1", "items", "events"):
        path = demo.warehouse / DOMAIN / name
        lake.register(name, DeltaTable(str(path)))
        duck.execute(f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM delta_scan('{path}')")

    read = lake.execute(query.format(seconds="CAST(date_part('epoch', event_time) AS BIGINT)")).read_all()
    rows = zip(*(column.to_pylist() for column in read.columns), strict=True)
    assert rows_of(read.column_names, rows) == expected

    duck.execute(query.format(seconds="epoch_ms(event_time) // 1000"))
    assert rows_of([column[0] for column in duck.description], duck.fetchall()) == expected


def rows_of(names, rows):
    """As JSON has them, where dates are text."""
    return [dict(zip(names, map(in_json, row), strict=True)) for row in rows]


def in_json(value):
    return value.isoformat() if isinstance(value, date) else value
