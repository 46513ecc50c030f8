"""Chinese."""

from __future__ import annotations

from unescosearch.languages.language import Language, Questions
from unescosearch.writing import HAN

RECORD = Language(
    code="zh",
    label="中文",
    cldr="zh_Hans",
    iso639_2=("chi", "zho"),
    tesseract="chi_sim",
    detected=True,
    asked=True,
    interface=True,
    named=True,
    scripts=(HAN,),
    own_script=HAN,
    spaced=False,
    simplified=True,
    spelt=False,
    questions=Questions(time="哪一?年|何时|什么时候", number="多少|百分之几|几个", person="谁"),
    references="参考文献",
    heading_style="标题|標題",
)
