"""A small PageService over fixed answers: enough of everything that the page can show."""

from __future__ import annotations

from tests.page.sample_report import REPORT
from unescosearch.errors import IndexUnavailableError, NotFoundError, UsageError
from unescosearch.generation.report import BuildReport, narrowed
from unescosearch.page.links import changed
from unescosearch.search.parameters import FILTERS, SearchParameters
from unescosearch.search.syntax import read
from unescosearch.service.schemas import (
    AcronymOut,
    AlsoInOut,
    AnswerOut,
    AskOut,
    CitationOut,
    ConceptOut,
    CopyOut,
    DocumentOut,
    FacetValueOut,
    FactOut,
    IndexOut,
    LanguageVersionOut,
    PassageOut,
    QueryOut,
    ResultOut,
    SearchOut,
    SentenceOut,
    TextOut,
    WhyOut,
)

INDEX = IndexOut(generation="20260112T0904-7f3a", model="all-MiniLM-L6-v2")
HOSTILE = "<script>alert('title')</script>"
TOTAL = 57


def passage(identifier: str, text: str, *words: str, language: str = "en", **more: object) -> PassageOut:
    """A passage in which every occurrence of the words is highlighted."""
    spans = [
        (at, at + len(word)) for word in words for at in range(len(text)) if text[at:].lower().startswith(word.lower())
    ]
    return PassageOut.model_validate(
        {"id": identifier, "text": text, "highlights": spans, "language": language, **more}
    )


def _versions(*languages: str) -> list[LanguageVersionOut]:
    return [
        LanguageVersionOut(language=code, id=f"clubs-{code}", source_url=f"https://example.org/{code}/clubs")
        for code in languages
    ]


NUBIA_TEXT = (
    "Archaeologists came first. Nineteen foreign missions dug in Sudan between Faras and the Dal Cataract, while "
    "the Sudan Antiquities Service, helped by UNESCO experts, surveyed the rest of the threatened area. On the "
    "Egyptian side all excavation and survey ended by 1965, when the water began to rise.\n\nThe temples were "
    "moved in parallel. Egypt took down Taffa, Dabod and Kertassi at its own cost; the Federal Republic of "
    "Germany rebuilt Kalabsha; France saved the rear part of Amada by sliding it on rails. Abu Simbel and then "
    "Philae, each a project of its own, completed the programme.\n\n"
    "Finds from the Sudanese digs made it possible to found the Sudan National Museum in Khartoum. Egypt gave "
    "temples away as thanks: Italy received Ellesiya, the Netherlands Taffa, Spain Dabod and the United States "
    "Dendur. The campaign closed on 10 March 1980."
)
SILK_TEXT = (
    "How did a bolt of Chinese silk reach a European market when nobody walked the whole way? Twelve-year-olds "
    "answer by becoming a chain of merchants across Central Asia."
)
YASAWI_TEXT = (
    "Le mausolée fut construit à Yasi, l’actuelle ville de Turkestan, entre 1389 et 1405, au temps de Timour. "
    "Des maîtres bâtisseurs venus de Perse y essayèrent des structures qui servirent ensuite à Samarkand."
)
CLUBS_RU = (
    "Члены федерации собрались в здании ООН в Алматы на ежегодный образовательный семинар. Обсуждали, как клубы "
    "могут содействовать целям ЮНЕСКО в Казахстане. Полный перечень клубов федерация публикует на своём сайте."
)
CLUBS_KK = (
    "Қазақстанда қанша ЮНЕСКО клубы бар? 2022 жылғы қыркүйекте Қазақстандағы ЮНЕСКО клубтарының ұлттық "
    "федерациясында 175 клуб болды."
)
HERITAGE_AR = (
    "أُنقذت معابد النوبة من مياه السد العالي في حملة دولية قادتها اليونسكو، وتبرعت لها دول كثيرة بالمال والخبراء."
)
HERITAGE_ZH = "1960年，教科文组织发起国际运动，抢救努比亚的古迹。阿布辛贝神庙被切割成块，迁移到高处重新组装。"

RESULTS = [
    ResultOut(
        rank=1,
        score=0.93,
        why=WhyOut(dense_rank=1, lexical_rank=2, matched=["temples", "saved", "water"], concepts=["Cultural heritage"]),
        passage=passage(
            "nubia/1 a", NUBIA_TEXT, "temples", "saved", "water", page=14, page_label="12", headings=["What was done"]
        ),
        more_passages=[
            passage("nubia-2", "The campaign closed on 10 March 1980.", page=16),
            passage("nubia-3", "Egypt also gave temples away as thanks.", "temples", page=17, page_label="15"),
        ],
        document=DocumentOut(
            id="nubia",
            title="Nubia: the campaign to save the monuments, 1960–1980",
            source_url="https://example.org/nubia.pdf",
            link="https://example.org/nubia.pdf#page=14",
            date="1960-03-08",
            authors=["Veronese, V."],
            publisher="UNESCO",
            type="programme sheet",
            collection="Starter corpus",
            language="en",
            licence="CC BY 4.0",
            countries=["EG", "SD"],
            themes=["cultural heritage", "archaeology"],
            facts=[FactOut(name="duration", value="45 minutes")],
            copies=[
                CopyOut(
                    title="Nubia, the web page",
                    source_url="https://example.org/nubia",
                    collection="Web",
                    similarity=0.9,
                ),
                CopyOut(title=HOSTILE, source_url="javascript:alert(1)", collection="Starter corpus", similarity=0.8),
            ],
        ),
    ),
    ResultOut(
        rank=2,
        score=0.71,
        why=WhyOut(dense_rank=4, matched=[]),
        passage=passage("silk-1", SILK_TEXT, "silk", headings=["The Silk Roads", "Step by step"]),
        also_in=[
            AlsoInOut(
                id="silk-again",
                title="Silk, a lesson printed again",
                source_url="https://example.org/reprint",
                link="https://example.org/reprint#page=4",
                date="1980-03",
                language="en",
                passage_id="silk-again:1",
                page=4,
            )
        ],
        document=DocumentOut(
            id="silk",
            title="The Silk Roads: a lesson for 12-year-olds",
            source_url="https://example.org/silk",
            link="https://example.org/silk",
            date="2014",
            type="teaching sheet",
            collection="Starter corpus",
            language="en",
            licence="CC BY 4.0",
            countries=["CN", "KZ", "KG"],
            level=["lower secondary"],
            subject=["history", "geography"],
            resource_type=["lesson plan"],
        ),
    ),
    ResultOut(
        rank=3,
        score=0.66,
        why=WhyOut(lexical_rank=1, matched=["Yasi"], countries=["KZ"]),
        passage=passage("yasawi-1", YASAWI_TEXT, "Timour", language="fr", page=3),
        document=DocumentOut(
            id="yasawi",
            title="Le mausolée de Khoja Ahmad Yasawi",
            source_url="https://example.org/yasawi",
            link="https://example.org/yasawi",
            date="2003-07",
            type="World Heritage site",
            collection="World Heritage List",
            language="fr",
            languages=[LanguageVersionOut(language="en", id="yasawi-en", source_url="https://example.org/en/yasawi")],
            countries=["KZ"],
        ),
    ),
    ResultOut(
        rank=4,
        score=0.6,
        why=WhyOut(dense_rank=3, lexical_rank=5),
        passage=passage("clubs-ru-1", CLUBS_RU, "клубы", "ЮНЕСКО", language="ru"),
        document=DocumentOut(
            id="clubs-ru",
            title="Клубы ЮНЕСКО в Казахстане: 175 клубов и ежегодный семинар",
            source_url="https://example.org/ru/clubs",
            link="https://example.org/ru/clubs",
            date="2022-10-06",
            type="programme sheet",
            collection="Starter corpus",
            language="ru",
            languages=_versions("en", "fr", "kk"),
            countries=["KZ"],
            licence="CC BY 4.0",
        ),
    ),
    ResultOut(
        rank=5,
        score=0.5,
        why=WhyOut(dense_rank=6, lexical_rank=8),
        passage=passage("nubia-ar-1", HERITAGE_AR, "النوبة", language="ar"),
        document=DocumentOut(
            id="nubia-ar",
            title="إنقاذ آثار النوبة",
            source_url="https://example.org/ar/nubia",
            link="https://example.org/ar/nubia",
            date="1980",
            type="magazine article",
            collection="UNESCO Courier",
            language="ar",
            countries=["EG"],
        ),
    ),
    ResultOut(
        rank=6,
        score=0.45,
        why=WhyOut(dense_rank=9),
        passage=passage("nubia-zh-1", HERITAGE_ZH, "努比亚", language="zh"),
        document=DocumentOut(
            id="nubia-zh",
            title="努比亚：抢救古迹的国际运动",
            source_url="https://example.org/zh/nubia",
            link="https://example.org/zh/nubia",
            date="1960",
            type="magazine article",
            collection="UNESCO Courier",
            language="zh",
        ),
    ),
    ResultOut(
        rank=7,
        score=0.4,
        why=WhyOut(lexical_rank=11),
        passage=passage("hostile-1", "<b>Bold</b> & <img src=x onerror=alert(1)> in a passage", "Bold", language="und"),
        document=DocumentOut(
            id="hostile", title=HOSTILE, source_url="javascript:alert(1)", link="javascript:alert(1)", language="und"
        ),
    ),
]

_COUNTS: dict[str, dict[str, int]] = {
    "language": {"en": 1041, "fr": 131, "ru": 64, "kk": 22, "ar": 14, "zh": 12},
    "type": {"magazine article": 803, "World Heritage site": 211, "instrument sheet": 79, "teaching sheet": 32},
    "collection": {"UNESCO Courier": 803, "World Heritage List": 211, "Starter corpus": 142},
    "country": {"EG": 41, "KZ": 38, "SD": 22, "FR": 12, "CN": 9, "KG": 8, "UZ": 7, "PS": 2},
    "theme": {"cultural heritage": 160, "archaeology": 55, "silk roads": 12},
    "level": {"lower secondary": 14, "primary": 8},
    "subject": {"history": 18, "geography": 11},
    "resource_type": {"lesson plan": 9, "game": 4},
}
FACETS = {
    name: [FacetValueOut(value=value, count=count) for value, count in counts.items()]
    for name, counts in _COUNTS.items()
}

CITATIONS = [
    CitationOut(
        number=1,
        passage_id="nubia/1 a",
        document=RESULTS[0].document,
        page=14,
        link="https://example.org/nubia.pdf#page=14",
        quote="The temples were moved in parallel.",
    ),
    CitationOut(
        number=2,
        passage_id="nubia-ar-1",
        document=RESULTS[4].document,
        link="https://example.org/ar/nubia",
        quote=HERITAGE_AR,
    ),
]


def _sentence(text: str, citation: int, whole: str) -> SentenceOut:
    start = whole.index(text)
    passage_id = CITATIONS[citation - 1].passage_id
    return SentenceOut(text=text, citation=citation, passage_id=passage_id, start=start, end=start + len(text))


ANSWER = AnswerOut(
    status="answered",
    text="The temples were moved in parallel.",
    confidence=0.82,
    sentences=[
        _sentence("The temples were moved in parallel.", 1, NUBIA_TEXT),
        _sentence("Egypt took down Taffa, Dabod and Kertassi at its own cost;", 1, NUBIA_TEXT),
        _sentence("Abu Simbel and then Philae, each a project of its own, completed the programme.", 1, NUBIA_TEXT),
        _sentence(HERITAGE_AR, 2, HERITAGE_AR),
    ],
)


class SampleService:
    """Answers by the words: "nothing", "refused", "broken", "unanswered" do what they say; "zzzz" stands nowhere."""

    def search(self, parameters: SearchParameters) -> SearchOut:
        """Seven fixed results of 57; none for "nothing" or beyond the last."""
        if "refused" in parameters.text:
            raise UsageError("q is refused: ask for something else.")
        if "broken" in parameters.text:
            raise IndexUnavailableError("the index at /srv/index is damaged: rebuild it.")
        total = 0 if "nothing" in parameters.text else TOTAL
        shown = RESULTS if parameters.offset < total else []
        if "zzzz" in parameters.text:
            shown = [result for result in RESULTS if not result.why.matched]
        query = read(parameters.text)
        wrong = "samarkhand" in parameters.text and parameters.spelling
        return SearchOut(
            query=QueryOut(
                text=query.asked,
                language="en",
                concepts=[
                    ConceptOut(uri="https://example.org/1", label="temples", labels={"en": "Temples", "fr": "Temple"})
                ],
                acronyms=[AcronymOut(written="ESD", meant="<b>education", ways=["<b>education"])]
                if "ESD" in query.asked
                else [],
                phrases=list(query.phrases) if query.only_phrases else [],
                excluded=list(query.excluded),
                corrected=parameters.text.replace("samarkhand", "samarkand") if wrong else "",
                loose_phrases=[] if query.only_phrases else list(query.phrases),
            ),
            took_ms=4.2,
            total=total,
            facets=FACETS if total else {},
            results=[result.model_copy(update={"rank": result.rank + parameters.offset}) for result in shown],
            index=INDEX,
        )

    def search_and_ask(self, parameters: SearchParameters) -> tuple[SearchOut, AskOut]:
        """The results, and the answer on Nubia or none for "unanswered"."""
        answered = "unanswered" not in parameters.text
        return self.search(parameters), AskOut(
            question=parameters.text,
            answer=ANSWER if answered else AnswerOut(status="not_found", confidence=0.1),
            citations=CITATIONS if answered else [],
            results=RESULTS,
            index=INDEX,
        )

    def text(self, document_id: str) -> TextOut:
        """The passages of a result as its whole text."""
        if document_id == "broken":
            raise IndexUnavailableError("the index at /srv/index is damaged: rebuild it.")
        for result in RESULTS:
            if result.document.id == document_id:
                return TextOut(document=result.document, passages=[result.passage, *result.more_passages])
        raise NotFoundError(f"The index has no document {document_id!r}.")

    def report(self, collection: str = "", stage: str = "", reason: str = "") -> BuildReport:
        """A report in which something of everything went wrong."""
        return narrowed(REPORT, collection, stage, reason)


EVERY_FILTER = changed(
    SearchParameters("temples", from_year=1960, to_year=1980),
    filters={name: (next(iter(_COUNTS[name])),) for name in FILTERS},
)
