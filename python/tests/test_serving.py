"""docs/serving.md: its Python reader, run out of the page, over what a demo has published."""

import re
import zlib
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from almanac import HOME, query

PAGE = HOME / "docs" / "serving.md"
DOMAIN = "poker-training"


@pytest.fixture(scope="module")
def page():
    """What the page's code defines."""
    blocks = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    defined = {}
    exec(compile("\n".join(blocks), str(PAGE), "exec"), defined)
    return SimpleNamespace(**defined)


@pytest.fixture
def lists(page, demo):
    reader = page.PublishedLists(demo.warehouse / DOMAIN)
    assert reader.poll()
    return reader


def test_a_users_list_is_the_one_that_was_published(lists, demo):
    published = {}
    sql = "SELECT recommender, user_id, item_id FROM t ORDER BY recommender, user_id, rank"
    for recommender, user, item in query(demo.warehouse / DOMAIN / "recommendations_v1", sql):
        published.setdefault((recommender, user), []).append(item)
    owners = list(published)
    assert len(owners) > 50
    for recommender, user in (owners[0], owners[len(owners) // 2], owners[-1]):
        places = lists.list_of(recommender, user)
        assert [place["item_id"] for place in places] == published[recommender, user]
        assert places[0]["valid_until"] > datetime(2026, 1, 1, tzinfo=UTC)


def test_every_user_is_in_the_bucket_that_the_page_computes(demo):
    sql = "SELECT DISTINCT user_id, user_bucket FROM t"
    users = query(demo.warehouse / DOMAIN / "recommendations_v1", sql)
    assert len({bucket for _, bucket in users}) > 10
    for user, bucket in users:
        assert zlib.crc32(user.encode()) % 64 == bucket


def test_the_reader_is_at_the_versions_of_the_newest_publication(lists, demo):
    sql = "SELECT tables FROM t WHERE table_group = 'recommendations' ORDER BY sequence DESC LIMIT 1"
    ((tables,),) = query(demo.warehouse / DOMAIN / "publications", sql)
    versions = {table["name"]: table["version"] for table in tables}
    assert [table.version() for table in lists.current] == [
        versions["recommendations_v1"],
        versions["popular_items_v1"],
    ]
    assert not lists.poll(), "nothing has been published since"


def test_who_is_unknown_gets_what_is_popular(lists, demo):
    sql = "SELECT recommender, item_id FROM t ORDER BY recommender, rank"
    popular = query(demo.warehouse / DOMAIN / "popular_items_v1", sql)
    recommender = popular[0][0]
    expected = [item for name, item in popular if name == recommender]
    for unknown in ("nobody", "o'nobody", ""):
        assert [place["item_id"] for place in lists.list_of(recommender, unknown)] == expected
    assert lists.list_of("unheard-of", "nobody") == []


def test_before_the_first_publication_a_poll_finds_nothing(page, tmp_path):
    assert not page.PublishedLists(tmp_path).poll()
