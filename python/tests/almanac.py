"""Runs Almanac the ways a user does."""

import os
import subprocess
from pathlib import Path

from deltalake import DeltaTable, QueryBuilder

HOME = Path(__file__).resolve().parents[2]
SPARK_SUBMIT = HOME / ".venv" / "bin" / "spark-submit"


def run(command, cwd=None, **environment):
    """Runs a command line to its end; its output is text."""
    return subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        timeout=1800,
        cwd=cwd,
        env={**os.environ, **environment},
        check=False,
    )


def almanac(*arguments, **environment):
    """bin/almanac, as a user types it."""
    return run([HOME / "bin" / "almanac", *arguments], **environment)


def query(path, sql):
    """The rows of a query over one stored Delta table, named t, read without Spark."""
    found = QueryBuilder().register("t", DeltaTable(str(path))).execute(sql).read_all()
    return list(zip(*(column.to_pylist() for column in found.columns), strict=True))
