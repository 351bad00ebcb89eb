"""Makes this folder's word lists of occupations from the O*NET database.

    python3 conf/domains/career/words/from_onet.py FOLDER

FOLDER holds occupations.csv.gz, skills.csv.gz, technology.csv.gz and alternate_titles.csv.gz; README.md
beside this script says where they come from, under which licence, and what is picked. The same files give the
same lists.
"""

import argparse
import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

# The picked occupations (O*NET-SOC codes without ".00"), by family. A family is a major group of the Standard
# Occupational Classification: the two digits its codes begin with.
FAMILIES = {
    "architecture-and-engineering": [
        "17-1011", "17-2051", "17-2071", "17-2112", "17-2141", "17-3011", "17-3023", "17-3026",
    ],
    "arts-design-and-media": [
        "27-1014", "27-1021", "27-1024", "27-1025", "27-3031", "27-3041", "27-3042", "27-4032",
    ],
    "business-and-finance": [
        "13-1041", "13-1071", "13-1081", "13-1121", "13-1151", "13-2011", "13-2052", "13-2072",
    ],
    "computing-and-mathematics": [
        "15-1211", "15-1212", "15-1232", "15-1242", "15-1244", "15-1253", "15-1254", "15-2041",
    ],
    "construction": [
        "47-2031", "47-2061", "47-2073", "47-2111", "47-2141", "47-2152", "47-2211", "47-4011",
    ],
    "education": [
        "25-2011", "25-2021", "25-2022", "25-2031", "25-3041", "25-4022", "25-9031", "25-9042",
    ],
    "healthcare": [
        "29-1031", "29-1051", "29-1123", "29-1141", "29-1292", "29-2012", "29-2034", "29-2061",
    ],
    "installation-and-repair": [
        "49-2022", "49-3011", "49-3023", "49-3031", "49-9021", "49-9041", "49-9071", "49-9081",
    ],
    "office-and-administration": [
        "43-3031", "43-3051", "43-4051", "43-4171", "43-5032", "43-5061", "43-5071", "43-6011",
    ],
    "sales": [
        "41-2031", "41-3011", "41-3021", "41-3031", "41-3041", "41-4011", "41-9022", "41-9031",
    ],
}  # fmt: skip

# An occupation's skills and technologies are dealt out to this many lists: one from each never repeats.
HANDS = 3
SKILLS = 9
TECHNOLOGIES = 9
TITLES = 8
# On O*NET's scale from 1 to 5: important.
IMPORTANT = 3.0
# A technology that few occupations have is not yet typical of the family they are in.
FEW = 5
LONGEST_TITLE = 32
STEM = 5
# Titles of other ranks (an opening says its own beside the title), and such as few would advertise today.
NO_TITLE = {
    "aide", "assistant", "associate", "boss", "burial", "chief", "corsetier", "corsets", "director",
    "fish", "foreman", "girl", "head", "helper", "immigration", "intern", "journeyman", "junior", "lady",
    "lead", "leader", "maid", "man", "manager", "master", "milk", "older", "partner", "religion",
    "salesman", "senior", "student", "supervisor", "tester", "trainee", "wirer", "woman", "worker",
}  # fmt: skip
# First words of a description's sentences that do not say what one does.
NO_DUTY = {
    "also", "duties", "excludes", "includes", "inspections", "licensing", "may", "requires",
    "responsible", "serve", "tasks", "usually", "work",
}  # fmt: skip
LONGEST_DUTY = 240
NOTICE = """\
# From the O*NET 29.3 Database, U.S. Department of Labor, CC BY 4.0, changed: README.md says how.
# Made by from_onet.py: change that and run it again.
"""


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with gzip.open(folder / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def by_occupation(table: Iterable[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    grouped = defaultdict(list)
    for row in table:
        grouped[row["occupation"]].append(row)
    return grouped


def skills(rated: dict[str, list[dict[str, str]]]) -> dict[str, list[str]]:
    """Of the important skills and fields of knowledge, those furthest above the mean of all occupations."""
    best = {}
    for code, ratings in rated.items():
        best[code] = Counter()
        for row in ratings:
            best[code][row["name"]] = max(best[code][row["name"]], float(row["importance"]))
    sums = sum(best.values(), Counter())
    means = {name: total / len(best) for name, total in sums.items()}
    return {
        code: sorted(
            (name for name, importance in names.items() if importance >= IMPORTANT),
            key=lambda name: (means[name] - names[name], name),
        )[:SKILLS]
        for code, names in best.items()
    }


def technologies(used: dict[str, list[dict[str, str]]]) -> dict[str, list[str]]:
    """Of the hot and those in demand: first what is in demand for the occupation, then its family's own."""
    everywhere = Counter(row["technology"] for rows in used.values() for row in rows)
    in_family = Counter((code[:2], row["technology"]) for code, rows in used.items() for row in rows)

    def order(row: dict[str, str]) -> tuple:
        name = row["technology"]
        marks = in_family[row["occupation"][:2], name] / (everywhere[name] + FEW)
        return row["in_demand"] != "Y", -marks, name

    chosen = {}
    for code, rows in used.items():
        wanted = [row for row in rows if "Y" in (row["hot"], row["in_demand"])]
        chosen[code] = [row["technology"] for row in sorted(wanted, key=order)][:TECHNOLOGIES]
    return chosen


def titles(occupation: str, alternates: Iterable[str]) -> list[str]:
    """Short alternate titles that share a word with the occupation's own: half the closest, half any."""
    own = occupation.lower().replace(",", "").split()
    stems = {word[:STEM] for word in own if len(word) >= STEM}
    shared = {}
    for alternate in alternates:
        title = alternate.split(" (")[0]
        words = title.lower().replace("-", " ").split()
        plain = all(char.isalpha() or char in " -" for char in title) and len(title) <= LONGEST_TITLE
        old = any(word in NO_TITLE or word.endswith("man") for word in words)
        plural = words[-1] in own and words[-1].endswith("s")
        related = sum(word[:STEM] in stems for word in words)
        if plain and related and not old and not plural:
            shared[title] = related / len(words)
    closest = sorted(shared, key=lambda title: (-shared[title], len(title), title))[: TITLES // 2]
    others = sorted(shared.keys() - set(closest))
    count = min(TITLES - len(closest), len(others))
    return sorted(closest + [others[place * len(others) // count] for place in range(count)])


def duties(description: str) -> list[str]:
    """A description's sentences that say what one does, as they would go on after "You will"."""
    sentences = [sentence.rstrip(".") for sentence in description.split(". ")]
    said = [
        sentence[0].lower() + sentence[1:]
        for sentence in sentences
        if sentence.split()[0].lower().rstrip(",") not in NO_DUTY
    ]
    return [duty for duty in said if len(duty) <= LONGEST_DUTY] or said[:1]


def write(name: str, about: str, sections: dict[str, list[str]]) -> None:
    lines = [NOTICE + f"# {about}"]
    for section, words in sections.items():
        if not words:
            problem = f"Cannot write {name}.txt: there is nothing for '{section}'. Pick another occupation."
            raise SystemExit(problem)
        lines += [f"[{section}]", *words]
    Path(__file__).with_name(f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="the folder of O*NET files")
    folder = parser.parse_args().folder
    known = {row["occupation"]: row for row in rows(folder, "occupations")}
    alternates = by_occupation(rows(folder, "alternate_titles"))
    skilled = skills(by_occupation(rows(folder, "skills")))
    equipped = technologies(by_occupation(rows(folder, "technology")))
    codes = [f"{code}.00" for family in FAMILIES.values() for code in family]
    names = {code: known[code]["title"] for code in codes}

    def of_each(made: dict[str, list[str]]) -> dict[str, list[str]]:
        return {names[code]: made.get(code, []) for code in codes}

    families = {family: [names[f"{code}.00"] for code in picked] for family, picked in FAMILIES.items()}
    write("occupations", "Occupations, by family.", families)
    jobs = {code: titles(names[code], (row["title"] for row in alternates[code])) for code in codes}
    write("job-titles", "What an occupation is called in an advertisement.", of_each(jobs))
    zones = {code: [known[code]["job_zone"]] for code in codes}
    write("zones", "How much preparation an occupation needs, 1 to 5 (O*NET's job zone).", of_each(zones))
    tasks = {code: duties(known[code]["description"]) for code in codes}
    write("duties", "What one does, by occupation.", of_each(tasks))
    for hand in range(HANDS):
        dealt = {code: skilled.get(code, [])[hand::HANDS] for code in codes}
        write(f"skills-{hand + 1}", "Skills and fields of knowledge, by occupation.", of_each(dealt))
        dealt = {code: equipped.get(code, [])[hand::HANDS] for code in codes}
        write(f"technologies-{hand + 1}", "Technologies, by occupation.", of_each(dealt))


if __name__ == "__main__":
    main()
