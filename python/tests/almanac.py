"""Runs Almanac the ways a user does."""

import os
import subprocess
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
SPARK_SUBMIT = HOME / ".venv" / "bin" / "spark-submit"


def run(command, **environment):
    """Runs a command line to its end; its output is text."""
    return subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        timeout=600,
        env={**os.environ, **environment},
        check=False,
    )


def almanac(*arguments, **environment):
    """bin/almanac, as a user types it."""
    return run([HOME / "bin" / "almanac", *arguments], **environment)


def spark_submit(*arguments):
    """The README's line: the one jar, and exactly the jars a Spark distribution lacks."""
    jars = ",".join(str(jar) for jar in sorted((HOME / "dist" / "spark").glob("*.jar")))
    return run(
        [
            *(SPARK_SUBMIT, "--class", "dev.almanac.jobs.Main", "--jars", jars),
            *(HOME / "dist" / "almanac.jar", *arguments),
        ],
        SPARK_LOCAL_IP="127.0.0.1",
    )
