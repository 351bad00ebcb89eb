"""What the tests of published tables share: one warehouse, filled by one demo."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from almanac import almanac


@dataclass(frozen=True)
class Demo:
    """A demo that ran: its warehouse and what it printed."""

    warehouse: Path
    output: str

    def fingerprints(self):
        """The entries of ``almanac tables fingerprint --json``."""
        result = almanac("tables", "fingerprint", "--json", "--warehouse", self.warehouse)
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout)


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    warehouse = tmp_path_factory.mktemp("demo") / "warehouse"
    result = almanac("demo", "--warehouse", warehouse)
    assert result.returncode == 0, result.stdout + result.stderr
    return Demo(warehouse, result.stdout)


@pytest.fixture(scope="session")
def fingerprints(demo):
    return demo.fingerprints()
