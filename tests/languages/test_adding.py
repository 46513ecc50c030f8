"""Adding a language to the page: one record with its row in the table, and one locale; nothing else is touched."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parent.parent.parent / "src" / "unescosearch"
RECORD = '''"""Esperanto."""

from unescosearch.languages.language import Language, Questions

RECORD = Language(
    code="eo",
    label="Esperanto",
    iso639_2=("epo",),
    detected=True,
    asked=True,
    interface=True,
    stop_words=("la", "kaj"),
    questions=Questions(time=r"\\bkiam\\b"),
)
'''
TRIED = """
from unescosearch.answers.expected import expected_kind
from unescosearch.languages.codes import normalise
from unescosearch.languages.detection import detect
from unescosearch.page.interface import choose, interface
from unescosearch.words.analysis import query_words

assert normalise("epo") == "eo"
assert detect("La lernejo staras apud la rivero, kaj ĝiaj lernantoj mezuras la akvon ĉiun printempon.") == "eo"
assert query_words("la rivero kaj la lernejo", "eo") == ["rivero", "lernejo"]
assert expected_kind("Kiam oni fondis la lernejon?") == "time"
assert choose(None, None, "eo, en;q=0.5") == "eo"
assert interface("eo").date("1989-11-15") and interface("eo").tag == "eo"
"""


def test_a_language_of_the_page_takes_one_record_and_one_locale(tmp_path: Path) -> None:
    package = tmp_path / "unescosearch"
    shutil.copytree(SOURCE, package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "languages" / "records" / "esperanto.py").write_text(RECORD, encoding="utf-8")
    table = package / "languages" / "table.py"
    text = table.read_text(encoding="utf-8")
    text = text.replace("    english,\n", "    english,\n    esperanto,\n")
    text = text.replace("    kazakh.RECORD,\n", "    kazakh.RECORD,\n    esperanto.RECORD,\n")
    table.write_text(text, encoding="utf-8")
    shutil.copy(package / "page" / "locales" / "en.toml", package / "page" / "locales" / "eo.toml")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", TRIED], env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
