"""Chinese."""

from __future__ import annotations

from unescosearch.languages.language import Language, Questions
from unescosearch.writing import HAN

# What a question asks with, and what binds it to the rest; the engine has none.
STOP_WORDS = """
    什么时候 是什么时候 在什么时候 什么 是什么 有什么 何时 于何时 哪年 是哪年 在哪年 于哪年 哪一年 是哪一年 在哪一年
    于哪一年 哪里 在哪里 哪儿 在哪儿 哪些 是哪些 有哪些 哪个 是哪个 谁 是谁 由谁 多少 有多少 是多少 几个 有几个 怎么
    怎么样 怎样 如何 为什么 为何 吗 呢 (?<!目)的(?![确士])
"""

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
    stop_words=tuple(STOP_WORDS.split()),
    spelt=False,
    questions=Questions(time="哪一?年|何时|什么时候", number="多少|百分之几|几个", person="谁"),
    references="参考文献",
    heading_style="标题|標題",
)
