"""The README's line, with the Spark distribution of the pyspark package: as it stands, and on a cluster."""

import json
import os
import re
import shlex
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from almanac import HOME, SPARK_SUBMIT, almanac, run

EXECUTORS = 2


@pytest.fixture
def checkout(tmp_path):
    """A directory that looks like the checkout but takes the warehouse and the logs of a test."""
    for name in ("conf", "data-samples", "dist"):
        (tmp_path / name).symlink_to(HOME / name)
    return tmp_path


def readme_line():
    (block,) = re.findall(r"```sh\n(spark-submit .*?)```", (HOME / "README.md").read_text(), re.DOTALL)
    return block


def readme_words():
    return shlex.split(readme_line().replace("\\\n", " "))


def submit(line, checkout, **environment):
    path = f"{SPARK_SUBMIT.parent}:{os.environ['PATH']}"
    return run(["bash", "-c", line], cwd=checkout, PATH=path, SPARK_LOCAL_IP="127.0.0.1", **environment)


def test_the_readmes_line_runs_the_hourly_schedule(checkout):
    result = submit(readme_line(), checkout)
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.startswith("published   ingest"), result.stdout
    assert "Exception" not in result.stderr
    assert (checkout / "warehouse" / "poker-training" / "events" / "_delta_log").is_dir()
    assert list((checkout / "logs").glob("almanac-*.jsonl"))


def test_the_exit_code_and_the_error_reach_the_shell(checkout):
    words = readme_words()
    refused = [*words[: words.index("--at")], "--at", "soon"]
    result = submit(shlex.join(refused), checkout)
    assert result.returncode == 2
    assert result.stderr.splitlines()[-1].startswith("Cannot understand --at 'soon': ")


@pytest.fixture
def spark_home(tmp_path):
    """The same distribution in a folder of its own: executors keep their files below it."""
    home = tmp_path / "spark"
    home.mkdir()
    for name in ("bin", "jars"):
        (home / name).symlink_to(Path(find_spec("pyspark").origin).parent / name)
    return home


def on_a_cluster(schedule, checkpoints):
    """The README's line with executors that are processes of their own, and what a cluster has to be told."""
    words = readme_words()
    words[words.index("--master") + 1] = f"local-cluster[{EXECUTORS},1,1024]"
    words[words.index("hourly")] = schedule
    # The defaults that the README leaves to the cluster are for large data.
    settings = {"spark.checkpoint.dir": checkpoints, "spark.sql.shuffle.partitions": 4}
    settings["spark.databricks.delta.snapshotPartitions"] = 2
    for key, value in settings.items():
        words[1:1] = ["--conf", f"{key}={value}"]
    return shlex.join([*words, "--env", "cluster"])


@pytest.mark.long
def test_on_a_cluster_every_user_gets_recommendations(checkout, spark_home, demo):
    shutil.copytree(demo.warehouse, checkout / "warehouse")
    result = submit(on_a_cluster("daily", checkout / "checkpoints"), checkout, SPARK_HOME=str(spark_home))
    assert result.returncode == 0, result.stdout + result.stderr
    # Its workers live in the driver: when that ends, they start executors for a moment, which do nothing.
    logs = (spark_home / "work").glob("app-*/*/stderr")
    worked = [log.parent for log in logs if "Finished task" in log.read_text()]
    assert len(worked) == EXECUTORS, "the schedule had its executors, and lost none"
    query = """
        SELECT (SELECT count(*) FROM users) AS users,
               count(DISTINCT user_id) AS listed, array_sort(collect_set(strategy)) AS strategies
        FROM recommendations_v1
    """
    answer = almanac(
        "sql", query, "--format", "json", "--domain", "poker-training", "--warehouse", checkout / "warehouse"
    )
    assert answer.returncode == 0, answer.stderr
    (counts,) = json.loads(answer.stdout)
    assert counts["users"] > 0
    assert counts["listed"] == counts["users"]
    assert "blend" in counts["strategies"], "a model that the executors made has served"
