"""Makes reference-metrics.json of jobs/src/test/resources: a seeded case, and what public packages say of it.

ReferenceMetricsTest holds Almanac's measures to the figures. README.md says how to run this, and which
definitions differ.
"""

import datetime
import json
import random
from collections import Counter
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
import pytrec_eval
from inequality.gini import Gini
from rectools import Columns
from rectools.metrics import CatalogCoverage, IntraListDiversity, MeanInvUserFreq
from rectools.metrics.distances import PairwiseDistanceCalculator
from scipy.spatial.distance import jaccard

SEED = 20261123
CUTOFFS = [3, 5, 10]
CUT = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
YOUNG_DAYS = 14
TAGS = ["bread", "cake", "fish", "fruit", "rice", "salad", "soup", "tea"]
FILE = Path(__file__).parents[2] / "jobs/src/test/resources/recommend/reference-metrics.json"
PACKAGES = ["inequality", "pytrec-eval-terrier", "rectools", "scipy"]


# --- the case -----------------------------------------------------------------------------------------------


def make_case() -> dict:
    """Forty items, thirty users and five who only train; with ties, short and empty lists, unused items."""
    draw = random.Random(SEED)
    items = [make_item(draw, number) for number in range(40)]
    ids = [item["item_id"] for item in items]
    used = ids[:34]
    interactions = []
    for user in range(35):
        mine = {used[int(len(used) * draw.random() ** 2)] for _ in range(draw.randrange(1, 12))}
        interactions += [{"user_id": f"u{user:02}", "item_id": item} for item in sorted(mine)]
    users = [make_user(draw, f"u{number:02}", ids, interactions) for number in range(30)]
    return {
        "cut": CUT.isoformat(),
        "young_days": YOUNG_DAYS,
        "cutoffs": CUTOFFS,
        "items": items,
        "interactions": interactions,
        "users": users,
    }


def make_item(draw: random.Random, number: int) -> dict:
    days = draw.choice([None, 0, 3, YOUNG_DAYS, YOUNG_DAYS + 1, 90])
    return {
        "item_id": f"i{number:02}",
        "tags": sorted(draw.sample(TAGS, draw.choice([0, 1, 1, 2, 3, 4]))),
        "available_from": None if days is None else (CUT - datetime.timedelta(days=days)).isoformat(),
    }


def make_user(draw: random.Random, user: str, ids: list[str], interactions: list[dict]) -> dict:
    seen = [pair["item_id"] for pair in interactions if pair["user_id"] == user]
    unseen = [item for item in ids if item not in seen]
    # The last four are never listed, so that even long lists do not cover the catalogue.
    listed = draw.sample(
        [item for item in unseen if item < "i36"], draw.choice([0, 1, 4, 10, 10, 10, 10, 10])
    )
    found = draw.sample(listed, min(len(listed), draw.choice([0, 1, 2, 3, 6])))
    missed = draw.sample([item for item in unseen if item not in listed], draw.choice([0, 1, 3, 9]))
    relevant = sorted(found + missed) or [next(item for item in unseen if item not in listed)]
    return {"user_id": user, "seen": seen, "relevant": relevant, "list": listed}


# --- what the packages say ----------------------------------------------------------------------------------


def trec(case: dict, qrels: dict[str, list[str]], k: int) -> dict[str, dict[str, float]]:
    """What trec_eval says of each user's list cut to k: nothing when no item is relevant."""
    lists = {user["user_id"]: user["list"][:k] for user in case["users"]}
    run = {user: {item: float(-place) for place, item in enumerate(items)} for user, items in lists.items()}
    wanted = {user: dict.fromkeys(items, 1) for user, items in qrels.items() if items}
    names = {f"ndcg_cut.{k}", f"recall.{k}", f"P.{k}", f"map_cut.{k}", f"success.{k}", "recip_rank"}
    judged = pytrec_eval.RelevanceEvaluator(wanted, names).evaluate(run)
    return {user: judged.get(user, {}) for user in lists}


def relevance_figures(case: dict, k: int) -> dict[str, dict[str, float]]:
    judged = trec(case, {user["user_id"]: user["relevant"] for user in case["users"]}, k)
    names = {
        "ndcg": f"ndcg_cut_{k}",
        "recall": f"recall_{k}",
        "precision": f"P_{k}",
        "map-over-relevant": f"map_cut_{k}",
        "reciprocal-rank": "recip_rank",
        "hit-rate": f"success_{k}",
    }
    return {
        label: {user: figures.get(name, 0.0) for user, figures in judged.items()}
        for label, name in names.items()
    }


def serendipity(case: dict, k: int) -> dict[str, float]:
    """No package defines it so: it is trec_eval's precision where what is obvious is not relevant."""
    uses = Counter(pair["item_id"] for pair in case["interactions"])
    order = sorted((item["item_id"] for item in case["items"]), key=lambda item: (-uses[item], item))
    surprising = {}
    for user in case["users"]:
        obvious = [item for item in order if item not in user["seen"]][:k]
        surprising[user["user_id"]] = [item for item in user["relevant"] if item not in obvious]
    return {user: figures.get(f"P_{k}", 0.0) for user, figures in trec(case, surprising, k).items()}


def young_share(case: dict, k: int) -> dict[str, float]:
    """Almanac's own: trec_eval's precision where the young items are relevant, over the filled places."""
    begin = (CUT - datetime.timedelta(days=YOUNG_DAYS)).isoformat()
    young = [
        item["item_id"]
        for item in case["items"]
        if item["available_from"] and item["available_from"] >= begin
    ]
    judged = trec(case, {user["user_id"]: young for user in case["users"]}, k)
    filled = {user["user_id"]: min(k, len(user["list"])) for user in case["users"]}
    return {
        user: judged[user].get(f"P_{k}", 0.0) * k / filled[user] if filled[user] else 0.0 for user in filled
    }


class TagDistance(PairwiseDistanceCalculator):
    """The Jaccard distance of SciPy between sets of tags."""

    def __init__(self, items: list[dict]) -> None:
        self.tags = {item["item_id"]: np.array([tag in item["tags"] for tag in TAGS]) for item in items}

    def _get_distances_for_item_pairs(self, items_0, items_1) -> np.ndarray:
        return np.array(
            [jaccard(self.tags[one], self.tags[other]) for one, other in zip(items_0, items_1, strict=True)]
        )


def places(case: dict) -> pd.DataFrame:
    rows = [
        (user["user_id"], item, place)
        for user in case["users"]
        for place, item in enumerate(user["list"], start=1)
    ]
    return pd.DataFrame(rows, columns=[Columns.User, Columns.Item, Columns.Rank])


def novelty(case: dict, k: int) -> dict[str, float]:
    """One more user, who used everything, makes RecTools' share (uses + 1) / (users + 1)."""
    pairs = [(pair["user_id"], pair["item_id"]) for pair in case["interactions"]]
    pairs += [("everything", item["item_id"]) for item in case["items"]]
    uses = pd.DataFrame(pairs, columns=[Columns.User, Columns.Item])
    return by_user(case, MeanInvUserFreq(k=k).calc_per_user(places(case), uses))


def diversity(case: dict, k: int) -> dict[str, float]:
    return by_user(
        case,
        IntraListDiversity(k=k, distance_calculator=TagDistance(case["items"])).calc_per_user(places(case)),
    )


def by_user(case: dict, values: pd.Series) -> dict[str, float]:
    return {user["user_id"]: float(values.get(user["user_id"], 0.0)) for user in case["users"]}


def coverage(case: dict, k: int) -> float:
    catalog = [item["item_id"] for item in case["items"]]
    return float(CatalogCoverage(k=k, normalize=True).calc(places(case), catalog))


def gini(case: dict, k: int) -> float:
    counts = Counter(item for user in case["users"] for item in user["list"][:k])
    return float(Gini(np.array([counts[item["item_id"]] for item in case["items"]], dtype=float)).g)


def main() -> None:
    case = make_case()
    by_measure = {}
    catalogue = {}
    for k in CUTOFFS:
        figures = relevance_figures(case, k)
        figures["novelty"] = novelty(case, k)
        figures["diversity"] = diversity(case, k)
        figures["serendipity"] = serendipity(case, k)
        figures["young-share"] = young_share(case, k)
        for label, values in figures.items():
            by_measure.setdefault(label, {})[str(k)] = values
        catalogue[str(k)] = {"coverage": coverage(case, k), "gini": gini(case, k)}
    made = {
        "made_with": {package: version(package) for package in PACKAGES},
        **case,
        "figures": by_measure,
        "catalogue": catalogue,
    }
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(
        "{\n" + ",\n".join(f"{json.dumps(key)}: {lines(value)}" for key, value in made.items()) + "\n}\n"
    )


def lines(value) -> str:
    """One line an entry, so that a change can be read."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n  " + ",\n  ".join(json.dumps(entry) for entry in value) + "\n]"
    if isinstance(value, dict) and all(isinstance(entry, dict) for entry in value.values()):
        return (
            "{\n  "
            + ",\n  ".join(f"{json.dumps(key)}: {json.dumps(entry)}" for key, entry in value.items())
            + "\n}"
        )
    return json.dumps(value)


if __name__ == "__main__":
    main()
