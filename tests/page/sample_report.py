"""The report of a build in which something of everything went wrong."""

from __future__ import annotations

from unescosearch.generation.facts import CollectionFacts, Spread, Suspect
from unescosearch.generation.report import BuildReport, Changes, like_reasons
from unescosearch.records import Duplicate, Failure, OcrPage, Stale

SCAN = Failure(
    "Reports", "scans/1970.pdf", "read", "0 of 40 pages hold text: a scan, needs OCR; save it with a text layer"
)
FAILURES = (SCAN, Failure("Letters", "1949.txt", "read", "the file is empty"))

REPORT = BuildReport(
    generation="20260112T090412.731034Z",
    rebuilt=True,
    changes=Changes(files=1250, added=1100, changed=30, removed=7, unchanged=120, kept=5),
    outcomes={"document": 1147, "failure": 2, "duplicate": 101},
    documents=1284,
    passages=9876,
    encoded=8765,
    reason="the splitter has changed",
    languages={"en": 9000, "kk": 870, "und": 6},
    collections=(
        CollectionFacts("Reports", 1150, 1048, 1, 101, 1048, 9000),
        CollectionFacts("Letters", 100, 99, 1, 0, 236, 876),
    ),
    passages_per_document=Spread(1, 7.5, 310, 12),
    reasons=like_reasons(FAILURES),
    scans=(SCAN,),
    suspected_order=(Suspect("Reports", "columns.pdf", "columns", "<script>alert('title')</script>", 0.62, 21),),
    failures=FAILURES,
    duplicates=tuple(
        Duplicate("Reports", f"{number}.html", "kept-report", 0.91, f"copy-{number}", f"Copy {number}")
        for number in range(101)
    ),
    ocr=(OcrPage("Reports", "old.pdf", 3, 0.55), OcrPage("Reports", "old.pdf", 4, 0.93)),
    vector_index="flat",
    vector_recall=1.0,
    seconds={"read": 92.726, "encode": 3.3},
    model="tiny, English",
    stale=(Stale("Letters", "1949.txt", "2026-01-09", "the file is empty"),),
)
