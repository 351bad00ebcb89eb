"""The README's line works as it stands, with the Spark distribution of the pyspark package."""

import os
import re
import shlex

import pytest
from almanac import HOME, SPARK_SUBMIT, run


@pytest.fixture
def checkout(tmp_path):
    """A directory that looks like the checkout but takes the warehouse and the logs of a test."""
    for name in ("conf", "data-samples", "dist"):
        (tmp_path / name).symlink_to(HOME / name)
    return tmp_path


def readme_line():
    (block,) = re.findall(r"```sh\n(spark-submit .*?)```", (HOME / "README.md").read_text(), re.DOTALL)
    return block


def submit(line, checkout):
    path = f"{SPARK_SUBMIT.parent}:{os.environ['PATH']}"
    return run(["bash", "-c", line], cwd=checkout, PATH=path, SPARK_LOCAL_IP="127.0.0.1")


def test_the_readmes_line_runs_the_hourly_schedule(checkout):
    result = submit(readme_line(), checkout)
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.startswith("published   ingest"), result.stdout
    assert "Exception" not in result.stderr
    assert (checkout / "warehouse" / "poker-training" / "events" / "_delta_log").is_dir()
    assert list((checkout / "logs").glob("almanac-*.jsonl"))


def test_the_exit_code_and_the_error_reach_the_shell(checkout):
    words = shlex.split(readme_line().replace("\\\n", " "))
    refused = [*words[: words.index("--at")], "--at", "soon"]
    result = submit(shlex.join(refused), checkout)
    assert result.returncode == 2
    assert result.stderr.splitlines()[-1].startswith("Cannot understand --at 'soon': ")
