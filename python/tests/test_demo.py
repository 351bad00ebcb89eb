"""bin/almanac demo, as a new user meets it."""

import re
import shlex

import pytest
from almanac import HOME, almanac, run


def test_it_ends_with_a_summary(demo):
    for part in ("Rows in, by source", "Rows in quarantine, by reason", "Models, judged", "Tables published"):
        assert part in demo.output
    assert re.search(r"^ training-content \| popularity", demo.output, re.MULTILINE)
    assert "failed" not in demo.output


def test_the_examples_it_ends_with_work_as_printed(demo):
    examples = [
        line.strip() for line in demo.output.splitlines() if line.strip().startswith("bin/almanac sql ")
    ]
    assert len(examples) == 3
    for example in examples:
        result = run([HOME / "bin" / "almanac", *shlex.split(example)[1:]])
        assert result.returncode == 0, result.stderr
        assert result.stdout.count("\n") > 2, example


def test_stored_tables_keep_their_contracts(demo):
    result = almanac("tables", "check", "--warehouse", demo.warehouse)
    assert result.returncode == 0, result.stdout


def test_nothing_of_spark_reaches_the_console(demo):
    result = almanac("sql", "SELECT 1 AS one", "--domain", "poker-training", "--warehouse", demo.warehouse)
    assert result.returncode == 0
    assert re.fullmatch(r"( {2}.*, \d+ s\n)*", result.stderr), result.stderr


@pytest.mark.long
def test_the_demo_again_changes_no_fingerprint(demo, fingerprints):
    again = almanac("demo", "--warehouse", demo.warehouse)
    assert again.returncode == 0, again.stdout + again.stderr
    assert demo.fingerprints() == fingerprints
