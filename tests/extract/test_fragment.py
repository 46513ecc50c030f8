from __future__ import annotations

import pytest

from unescosearch.extract.cleaning import compose
from unescosearch.extract.fragment import fragment_blocks


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One &amp;&nbsp;&#233;.</p>\n<p><em>Criterion</em> (i):\n text</p>", "One & é.\n\nCriterion (i): text"),
        ("plain text\nof two lines", "plain text\n\nof two lines"),
        ("one<br/>two<br>three", "one\ntwo\nthree"),
        ("<ul><li>a</li><li>b</li></ul>after", "• a\n• b\n\nafter"),
        ("<table><tr><th>City</th><th>Country</th></tr><tr><td>Bukhara</td><td>Uzbekistan</td></tr></table>",
         "City | Country\nCity: Bukhara | Country: Uzbekistan"),
        ("<table><thead><tr><th>City</th><th>Mint</th></tr></thead><tbody><tr><td></td><td>x</td></tr></tbody></table>",
         "City | Mint\nMint: x"),
        ("<table><tr><td>City</td><td></td></tr><tr><th>Khiva</th><td>3</td></tr></table>", "City |\nKhiva | 3"),
        ("<style>p {}</style><script>x()</script><p>seen</p><!-- not -->", "seen"),
        ("a < b and c > d", "a < b and c > d"),
        ("", ""),
    ],
)  # fmt: skip
def test_tags_and_entities_become_paragraphs(source: str, text: str) -> None:
    assert compose(fragment_blocks(source)).text == text


def test_headings_are_known_as_such() -> None:
    extracted = compose(fragment_blocks("<h2>Silk Roads</h2><p>Caravans.</p>"))
    assert [(heading.level, heading.title) for heading in extracted.headings] == [(2, "Silk Roads")]
