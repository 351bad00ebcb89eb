"""bin/almanac as a user meets it: answers at once, says what is wrong, exits as promised."""

import json
import signal
import subprocess
import time
import zipfile

import pytest
from almanac import HOME, almanac, run

AT_ONCE_SECONDS = 2.0


@pytest.mark.at_once
@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["validate-config"],
        ["list"],
        ["list", "--json"],
        ["describe", "events"],
        ["tables", "dictionary"],
    ],
    ids=" ".join,
)
def test_commands_without_spark_answer_at_once(arguments):
    times = []
    for _ in range(3):
        began = time.monotonic()
        result = almanac(*arguments)
        times.append(time.monotonic() - began)
        assert result.returncode == 0, result.stderr
        assert result.stderr == ""
    assert min(times) < AT_ONCE_SECONDS


def test_list_as_json_is_json():
    assert isinstance(json.loads(almanac("list", "--json").stdout), list)


def test_an_unknown_command_exits_2_with_one_line():
    result = almanac("lst")
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("Cannot run 'almanac': ")


def test_it_runs_from_any_directory(tmp_path):
    link = tmp_path / "almanac"
    link.symlink_to(HOME / "bin" / "almanac")
    result = subprocess.run([link, "--version"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("almanac 0.1.0+")


def test_the_jar_for_spark_submit_holds_no_spark_and_no_scala_and_moves_what_clashes():
    with zipfile.ZipFile(HOME / "dist" / "almanac.jar") as jar:
        names = jar.namelist()
    for foreign in ("org/apache/", "scala/", "io/delta/", "com/typesafe/", "com/fasterxml/"):
        assert not [name for name in names if name.startswith(foreign)], foreign
    assert "dev/almanac/shaded/config/Config.class" in names
    assert "dev/almanac/jobs/Main.class" in names


def test_the_folder_beside_it_holds_exactly_what_a_distribution_lacks():
    jars = sorted(jar.name for jar in (HOME / "dist" / "spark").iterdir())
    assert jars == ["delta-spark_4.1_2.13-4.4.0.jar", "delta-storage-4.4.0.jar"]


@pytest.mark.long
def test_a_run_that_is_told_to_stop_is_no_bug_and_can_be_run_again(tmp_path):
    command = [HOME / "bin" / "almanac", "run", "ingest", "--domain", "poker-training"]
    command += ["--at", "2026-11-16T00:00", "--warehouse", tmp_path / "warehouse"]
    with subprocess.Popen(
        command, cwd=HOME, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        said = []
        for line in process.stdout:
            said.append(line)
            if "ingest: reading" in line:
                process.send_signal(signal.SIGTERM)
                break
        said += process.stdout.readlines()
    assert process.returncode == 128 + signal.SIGTERM, "".join(said)
    assert "bug" not in "".join(said)
    again = run(command, cwd=HOME)
    assert again.returncode == 0, again.stderr
