"""bin/almanac demo, as a new user meets it."""

import re
import shlex
from datetime import UTC, datetime, timedelta

import pytest
from almanac import HOME, almanac, query, run

END = datetime(2026, 11, 16, tzinfo=UTC)


def test_it_ends_with_a_summary(demo):
    for part in ("Rows in, by source", "Rows in quarantine, by reason", "Models, judged", "Tables published"):
        assert part in demo.output
    assert re.search(r"^ training-content \| popularity", demo.output, re.MULTILINE)
    assert "failed" not in demo.output


DOMAINS = ["career", "code-review", "poker-training", "social-feed"]


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_recommender_serves_what_it_has_learnt_to_every_user(demo, domain):
    tables = demo.warehouse / domain
    champions = query(
        tables / "model_registry", "SELECT recommender, algorithm FROM t WHERE state = 'champion'"
    )
    assert champions
    assert not [algorithm for _, algorithm in champions if algorithm.endswith("popularity")]
    ((users,),) = query(tables / "users", "SELECT count(*) FROM t")
    listed = query(
        tables / "recommendations_v1",
        "SELECT recommender, count(DISTINCT user_id), count(*), count(DISTINCT (user_id, item_id)) FROM t"
        " GROUP BY recommender",
    )
    assert {recommender for recommender, *_ in listed} == {recommender for recommender, _ in champions}
    for recommender, having, places, pairs in listed:
        assert having == users, recommender
        assert places == pairs, recommender


@pytest.mark.parametrize("domain", DOMAINS)
def test_nothing_is_listed_that_has_ended(demo, domain):
    tables = demo.warehouse / domain
    ends = dict(query(tables / "items", "SELECT item_id, available_until FROM t"))
    for item, until in query(tables / "recommendations_v1", "SELECT DISTINCT item_id, valid_until FROM t"):
        end = ends.get(item)
        assert end is None or (end > END and until <= end), item


YOUNG = [("career", "openings", 7), ("social-feed", "feed", 3)]


@pytest.mark.parametrize(("domain", "recommender", "young_days"), YOUNG)
def test_what_is_new_reaches_the_floor(demo, domain, recommender, young_days):
    """Of the published places, not only in the judgement; days and floor are those of conf/domains."""
    tables = demo.warehouse / domain
    since = dict(query(tables / "items", "SELECT item_id, available_from FROM t"))
    listed = query(
        tables / "recommendations_v1", f"SELECT item_id FROM t WHERE recommender = '{recommender}'"
    )
    young = [item for (item,) in listed if since[item] > END - timedelta(days=young_days)]
    assert len(young) / len(listed) >= 0.2


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
