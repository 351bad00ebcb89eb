"""docs/your-own-data.md, followed to the letter by somebody who reads nothing else.

Where the line above a block ends in a name, like `conf/domains/x.conf`: the block is written to that file.
Every block of `sh` is run. All this in the order of the page and in one folder, the checkout.
"""

import json
import os
import re
import shutil
import subprocess

import pytest
from almanac import HOME

PAGE = HOME / "docs" / "your-own-data.md"
BLOCK = re.compile(
    r"^(?P<above>[^\n]*)\n+```(?P<language>\w*)\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL
)
NAMED = re.compile(r"`([^`\s]+)`:$")
DOMAIN = re.compile(r"conf/domains/([a-z0-9-]+)\.conf")


@pytest.fixture
def checkout(tmp_path):
    """A folder that looks like the checkout to the reader, and is nobody else's."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "almanac").symlink_to(HOME / "bin" / "almanac")
    shutil.copytree(HOME / "conf", tmp_path / "conf")
    return tmp_path


def shell(script, folder):
    environment = {**os.environ, "ALMANAC_JAVA_OPTS": f"-Dalmanac.home={folder}"}
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )


def follow(page, folder):
    """Does what the page says; returns the names of the files written and the number of scripts run."""
    written, scripts = [], 0
    for block in BLOCK.finditer(page):
        name = NAMED.search(block["above"].rstrip())
        if name:
            target = folder / name[1]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block["content"])
            written.append(name[1])
        elif block["language"] == "sh":
            result = shell(block["content"], folder)
            assert result.returncode == 0, f"{block['content']}\n{result.stdout}\n{result.stderr}"
            scripts += 1
    return written, scripts


@pytest.mark.long
def test_the_page_leads_to_recommendations(checkout):
    written, scripts = follow(PAGE.read_text(), checkout)
    domains = [found[1] for name in written if (found := DOMAIN.fullmatch(name))]
    assert len(domains) == 1, written
    assert scripts > 0
    query = "SELECT count(DISTINCT user_id) AS users, count(*) AS places FROM recommendations_v1"
    answer = shell(f"bin/almanac sql '{query}' --domain {domains[0]} --format json", checkout)
    assert answer.returncode == 0, answer.stderr
    (counts,) = json.loads(answer.stdout)
    assert counts["users"] > 1
    assert counts["places"] > counts["users"]
