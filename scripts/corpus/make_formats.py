"""Make the PDF, HTML and DOCX files of the starter corpus from their Markdown originals in scripts/corpus/originals.

An original is named after what becomes of it: `name.fr.pdf.md` gives `name.fr.pdf`, and beside it a sidecar with the
fields (`name.fr.pdf.toml`).

The files are in the repository already; this is needed only to remake them, with `pip install fpdf2 uharfbuzz
markdown-it-py python-docx` and the fonts of the Debian packages fonts-dejavu-core (Latin, Cyrillic, Kazakh),
fonts-noto-core (Arabic) and fonts-droid-fallback (Chinese). Fonts must hold TrueType outlines: from a PDF with the
PostScript outlines of fonts-noto-cjk, pypdf does not get clean text.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from scripts.corpus.sheets import Sheet, read_sheet

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDERS = {"teaching sheet": "heritage-education", "programme sheet": "programmes"}
UNKNOWN = ("sources", "audience", "duration")
FONTS = {
    "latin": Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
    "arabic": Path("/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf"),
    "chinese": Path("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf"),
}


def content(sheet: Sheet, kind: str, fonts: Mapping[str, Path]) -> bytes:
    """The file of a kind ("pdf", "html", "docx"); what makes it is imported only when it is wanted."""
    if kind == "pdf":
        from scripts.corpus.format_pdf import make_pdf

        return make_pdf(sheet, fonts)
    if kind == "docx":
        from scripts.corpus.format_docx import make_docx

        return make_docx(sheet)
    from scripts.corpus.format_html import make_html

    return make_html(sheet)


def sidecar(sheet: Sheet) -> str:
    """The fields as TOML, without those that the index does not know: they stay in the original."""
    lines = []
    for name, value in sheet.fields.items():
        if name in UNKNOWN:
            continue
        plain = [str(item) for item in value] if isinstance(value, list) else str(value)
        lines.append(f"{name} = {json.dumps(plain, ensure_ascii=False)}\n")
    return "".join(lines)


def make(original: Path, corpus: Path, fonts: Mapping[str, Path]) -> Path:
    """Write the file that an original asks for, and its sidecar."""
    sheet = read_sheet(original)
    target = corpus / FOLDERS[sheet.text("type")] / original.stem
    target.write_bytes(content(sheet, target.suffix.removeprefix("."), fonts))
    target.with_name(f"{target.name}.toml").write_text(sidecar(sheet), encoding="utf-8")
    return target


def main() -> int:
    """Make the files of the wanted kinds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--originals", type=Path, default=REPOSITORY / "scripts" / "corpus" / "originals")
    parser.add_argument("--corpus", type=Path, default=REPOSITORY / "corpus")
    parser.add_argument("--kinds", nargs="+", choices=("pdf", "html", "docx"), default=["pdf", "html", "docx"])
    for name, path in FONTS.items():
        parser.add_argument(f"--{name}-font", type=Path, default=path, help=f"default: {path}")
    options = parser.parse_args()
    fonts = {name: getattr(options, f"{name}_font") for name in FONTS}
    missing = [str(path) for path in fonts.values() if not path.is_file()]
    if missing and "pdf" in options.kinds:
        print(f"no such font: {', '.join(missing)}; install the packages that --help names, or name other files")
        return 1
    for original in sorted(options.originals.glob("*.md")):
        if original.stem.rpartition(".")[2] in options.kinds:
            print(make(original, options.corpus, fonts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
