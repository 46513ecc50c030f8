"""Small evaluation sets in each form, written to a folder."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

TREC_DOCUMENTS = """<doc>
<docno>10</docno>
<title>wings in a slipstream</title>
<text>the lift of a wing grows behind a propeller &amp; falls after it .</text>
</doc>
<doc>
<docno>20</docno>
<title>heated plates</title>
<text>the heat of a flat plate spreads to the layer of air above it .</text>
</doc>
<doc>
<docno>30</docno>
<title></title>
<text></text>
</doc>"""
TREC_TOPICS = """<xml>
<top>
<num> 1</num>
<title>
how does a propeller change the lift
of a wing
</title>
</top>
<top>
<num> 8</num>
<title>what heats a layer of air</title>
</top>
</xml>"""

PARAGRAPHS = {
    "en": (
        ("The treaty of Ramsar protects marshes where birds rest.", "What does the treaty of Ramsar protect?"),
        ("The federation had 175 clubs in all regions of the country.", "How many clubs had the federation?"),
    ),
    "es": (
        ("El tratado de Ramsar protege los pantanos donde descansan las aves.", "¿Qué protege el tratado de Ramsar?"),
        ("La federación tenía 175 clubes en todas las regiones del país.", "¿Cuántos clubes tenía la federación?"),
    ),
}


def write_lines(path: Path, records: Iterable[object]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def write_beir(folder: Path) -> Path:
    write_lines(
        folder / "corpus.jsonl",
        [
            {"_id": "a", "title": "Wetlands", "text": "Marshes feed the birds that cross continents."},
            {"_id": "b", "title": "", "text": "Pupils draw the road from one well to the next."},
            {"_id": "c", "title": "", "text": "Pupils draw the road from one  well to the next."},
        ],
    )
    write_lines(
        folder / "queries.jsonl",
        [
            {"_id": "q1", "text": "marshes and birds"},
            {"_id": "q2", "text": "pupils draw"},
            {"_id": "q3", "text": "snow"},
        ],
    )
    (folder / "qrels").mkdir()
    judged = "query-id\tcorpus-id\tscore\nq1\ta\t2\nq2\tb\t0\nq2\tc\t1\n"
    (folder / "qrels" / "test.tsv").write_text(judged, encoding="utf-8")
    (folder / "qrels" / "train.tsv").write_text("query-id\tcorpus-id\tscore\nq3\ta\t1\n", encoding="utf-8")
    return folder


def write_xquad(folder: Path) -> Path:
    """Two languages with the same ids; the last question of each cannot be answered."""
    folder.mkdir(parents=True)
    for language, pairs in PARAGRAPHS.items():
        paragraphs = [
            {"context": context, "qas": [{"id": f"id{n}", "question": question, "answers": [{"text": "175"}]}]}
            for n, (context, question) in enumerate(pairs)
        ]
        paragraphs[-1]["qas"].append({"id": "none", "question": "Who?", "answers": [], "is_impossible": True})  # type: ignore[attr-defined]
        whole = {"data": [{"title": "Ramsar", "paragraphs": paragraphs}], "version": "1.1"}
        (folder / f"set.{language}.json").write_text(json.dumps(whole), encoding="utf-8")
    return folder


def write_trec(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "documents.xml").write_text(TREC_DOCUMENTS, encoding="utf-8")
    (folder / "topics.xml").write_text(TREC_TOPICS, encoding="utf-8")
    (folder / "qrels.txt").write_text("1 0 10 1\n1 0 20 0\n2 0 20 3\n2 0 30 1\n", encoding="utf-8")
    return folder


def write_questions(folder: Path) -> Path:
    """Questions over the sample index."""
    write_lines(
        folder / "questions.jsonl",
        [
            {
                "id": "1",
                "kind": "factual",
                "question": "How many clubs had the federation in September 2022?",
                "doc": "clubs.md",
                "quote": "it had 175 clubs",
                "translations": {"fr": "Combien de clubs comptait la fédération en septembre 2022 ?"},
            },
            {"id": "2", "kind": "teacher", "question": "a lesson on oasis towns", "doc": "oasis", "quote": "wells"},
            {"id": "3", "kind": "teacher", "question": "a lesson on volcanoes", "doc": "1990_1_2.txt", "quote": "lava"},
        ],
    )
    write_lines(folder / "unanswerable.jsonl", [{"id": "u", "question": "Who composed the opera?"}])
    return folder
