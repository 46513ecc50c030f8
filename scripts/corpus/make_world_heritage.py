"""Make corpus/world-heritage/sites.csv: the bare facts of each World Heritage site, and sentences in our own words.

The facts come from the public export of the World Heritage List (whc-sites-2023.csv); its descriptions stay there.
"""

from __future__ import annotations

import argparse
import csv
import html
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
EXPORT = Path("world_heritage") / "whc-sites-2023.csv"
KINDS = {
    "Cultural": ("cultural site", "bien culturel"),
    "Natural": ("natural site", "bien naturel"),
    "Mixed": ("mixed (cultural and natural) site", "bien mixte"),
}
ARTICLE = re.compile(
    r"(Central African|Dominican|Democratic|United|Syrian|Lao|Russian|Marshall|Solomon|Holy) |(Republic|State) of "
    r"|(Netherlands|Philippines|Gambia|Congo)$"
)
EARLIER = re.compile(r"P (\d{4})-(\d{4})")


def clean(text: str) -> str:
    """Text without tags, entities resolved, white space closed up."""
    plain = re.sub(r"<[^>]+>", "", re.sub(r"\s*<br\s*/?>", " – ", html.unescape(text)))
    return " ".join(html.unescape(plain).split())


def number(text: str, places: int) -> str:
    """A decimal number without needless zeros, rounded to so many places; "" stays ""."""
    return f"{float(text):.{places}f}".rstrip("0").rstrip(".") if text.strip() else ""


def series(items: list[str], last: str) -> str:
    """One, two or more items as a sentence lists them."""
    return f"{', '.join(items[:-1])} {last} {items[-1]}" if len(items) > 1 else "".join(items)


def site_sentences(row: Mapping[str, str], criteria: list[str]) -> tuple[str, str]:
    """Where the site lies, of which kind it is and under which criteria it was inscribed, in English and French."""
    english, french = KINDS[row["category"]]
    if row["transboundary"] == "1":
        english, french = f"transboundary {english}", f"{french} transfrontalier"
    states = [f"the {state}" if ARTICLE.match(state) else state for state in clean(row["states_name_en"]).split(",")]
    regions = series(row["region_en"].split(","), "and"), series(row["region_fr"].split(","), "et")
    under = "criterion" if len(criteria) == 1 else "criteria", "au critère" if len(criteria) == 1 else "aux critères"
    return (
        f"This {english} in {series(states, 'and')} (region: {regions[0]}) "
        f"was inscribed under {under[0]} {series(criteria, 'and')}.",
        f"Ce {french} ({series(clean(row['states_name_fr']).split(','), 'et')} ; région : {regions[1]}) "
        f"répond {under[1]} {series(criteria, 'et')}.",
    )


def area_sentences(area: str) -> tuple[str, str]:
    """The area in hectares; nothing where the export has none."""
    if area in ("", "0"):
        return "", ""
    whole, _, fraction = area.partition(".")
    grouped = f"{int(whole):,}"
    english = f"{grouped}.{fraction}" if fraction else grouped
    french = english.replace(",", "\u202f").replace(".", ",")
    unit = "hectare" if float(area) < 2 else "hectares"
    return f"It covers {english} hectares.", f"Il s’étend sur {french} {unit}."


def danger_sentences(danger: str) -> tuple[str, str]:
    """What the export says of the List of World Heritage in Danger ("Y 1996 P 1984-1992"); nothing if nothing."""
    name = "the List of World Heritage in Danger", "la Liste du patrimoine mondial en péril"
    now, before = re.search(r"Y (\d{4})", danger), EARLIER.search(danger)
    earlier = (f"from {before[1]} to {before[2]}", f"de {before[1]} à {before[2]}") if before else ("", "")
    if now:
        also = (f" after an earlier time on it {earlier[0]}", f" après une première période {earlier[1]}")
        return (
            f"It has been on {name[0]} since {now[1]}{also[0] if before else ''} (as of 2023).",
            f"Il figure sur {name[1]} depuis {now[1]}{also[1] if before else ''} (situation en 2023).",
        )
    return (f"It was on {name[0]} {earlier[0]}.", f"Il a figuré sur {name[1]} {earlier[1]}.") if before else ("", "")


def facts(row: Mapping[str, str]) -> dict[str, str]:
    """One site: the facts as columns, then the sentences."""
    criteria, area = re.findall(r"\([ivx]+\)", row["criteria_txt"]), number(row["area_hectares"], 4)
    now = re.search(r"Y (\d{4})", row["danger_list"])
    columns = {
        "id_no": row["id_no"],
        "name_en": clean(row["name_en"]),
        "name_fr": clean(row["name_fr"]),
        "states_en": clean(row["states_name_en"]).replace(",", "; "),
        "states_fr": clean(row["states_name_fr"]).replace(",", "; "),
        "iso_codes": row["iso_code"].upper(),
        "year": row["date_inscribed"],
        "criteria": "".join(criteria),
        "category": row["category"],
        "region_en": row["region_en"].replace(",", "; "),
        "region_fr": row["region_fr"].replace(",", "; "),
        "area_hectares": area,
        "latitude": number(row["Latitude"], 6),
        "longitude": number(row["Longitude"], 6),
        "danger_since": now[1] if now else "no",
        "transboundary": "yes" if row["transboundary"] == "1" else "no",
    }
    site, size, danger = site_sentences(row, criteria), area_sentences(area), danger_sentences(row["danger_list"])
    for at, language in enumerate(("en", "fr")):
        columns[f"site_sentence_{language}"] = site[at]
        columns[f"details_{language}"] = f"{size[at]} {danger[at]}".strip()
    return columns


def read_sites(export: Path) -> Iterator[dict[str, str]]:
    """The facts of every site of the export, by number."""
    with export.open(encoding="utf-8-sig", newline="") as stream:
        for row in sorted(csv.DictReader(stream), key=lambda row: int(row["id_no"])):
            yield facts(row)


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    beside = REPOSITORY.parent / "shared" / "corpora"
    parser.add_argument("--sources", type=Path, default=beside, help=f"folder of collections that holds {EXPORT}")
    parser.add_argument("--to", type=Path, default=REPOSITORY / "corpus" / "world-heritage" / "sites.csv")
    options = parser.parse_args()
    sites = list(read_sites(options.sources / EXPORT))
    with options.to.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(sites[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(sites)
    print(f"{len(sites)} sites in {options.to}")


if __name__ == "__main__":
    main()
