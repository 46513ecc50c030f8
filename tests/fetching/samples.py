"""Rows in the shape of the UNESCO Data Hub's, with texts of our own, and a catalogue that answers as it does."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.fetching.site import Asked, Reply, Site

Row = dict[str, Any]
API = "/api/explore/v2.1"
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
_TEXTS = {
    "en": "A walled town above a lagoon, lived in for twenty centuries.",
    "fr": "Une ville fortifiée au-dessus d'une lagune, habitée depuis vingt siècles.",
    "es": "Una ciudad amurallada sobre una laguna, habitada durante veinte siglos.",
    "ru": "Город с крепостной стеной над лагуной, обитаемый двадцать веков.",
    "ar": "مدينة مسورة فوق بحيرة شاطئية، سكنها الناس عشرين قرنا.",
    "zh": "一座建在潟湖之上的城墙古城，两千年来一直有人居住。",
}
VALUE = (
    "Brief synthesis The town grew around its theatre. Its walls are kept. Criterion (iii): The town bears "
    "witness to a lost way of life. Criterion (vi): Poets sang of it. "
    "Integrity The walls and the theatre are whole. Authenticity The stones stand "
    "where they stood. "
    "Protection and management requirements The town lies in a park."
)
SITES: list[Row] = [
    {
        "id_no": "9001",
        "date_inscribed": "1992",
        "category": "Cultural",
        "iso_codes": "AL, GR",
        "region": "Europe and North America",
        "danger": "False",
        "description_en": _TEXTS["en"],
        "justification_en": VALUE,
        "criteria_txt": "(iii)(ix)",
        "components_list": "{name: Theatre, Old Town, ref: 9001-001, latitude: 39.7, longitude: 20.0}, "
        "{name: <i>Walls</i> and gates, ref: 9001-002, latitude: 39.8, longitude: 20.1}",
        **{f"name_{code}": "<em>Old</em> Town" if code == "en" else f"Town {code}" for code in LANGUAGES},
        **{f"short_description_{code}": text for code, text in _TEXTS.items()},
    },
    {
        "id_no": "9002",
        "date_inscribed": "2026",
        "category": "Natural",
        "iso_codes": "DK",
        "region": "Europe and North America",
        "danger": "False",
        "description_en": "Cliffs that hold the bones of early fish.",
        "justification_en": None,
        "criteria_txt": "(viii)",
        "components_list": None,
        **{f"name_{code}": "Cliffs" if code in ("en", "fr") else None for code in LANGUAGES},
        **{f"short_description_{code}": None for code in LANGUAGES},
        "short_description_en": "Cliffs that hold the bones of early fish.",
        "short_description_fr": "Des falaises qui gardent les os de poissons anciens.",
    },
]
ELEMENTS: list[Row] = [
    {
        "ich_public_ref": "998",
        "inscription_year": "2014",
        "title_en": "Making of yurts",
        "title_fr": "Fabrication des yourtes",
        "description_en": "Men make the frame of wood.\nWomen make the covers of <b>felt</b>.",
        "description_fr": "Les hommes font la charpente et les femmes la couverture de feutre.",
        "type_of_element_en": "Representative List",
        "type_acronym": "RL",
        "countries": ["KZ", "KG"],
        "http_url_en": "https://ich.unesco.org/en/RL/00998",
        "http_url_fr": "https://ich.unesco.org/fr/RL/00998",
        "concepts_primary_names": ["Crafts", "Housing"],
    }
]
RESERVES: list[Row] = [
    {
        "mab_id": "KAZ-É1",
        "title_en": "Reed lakes",
        "iso2": "KZ",
        "country_title_en": "Kazakhstan",
        "date": "2014-01-01",
        "nomination": "2014",
        "introduction_en": "Lakes among reeds, where birds rest on their way.",
        "ecological_characteristics_en": "Pelicans nest on islands of reed.",
        "socio_economic_characteristics_en": None,
        "url": "https://www.unesco.org/en/mab/reed-lakes",
        "tbr": "False",
    },
    *(
        {
            "mab_id": f"{code}-2",
            "title_en": "Two banks",
            "iso2": code,
            "country_title_en": country,
            "date": "1998-01-01",
            "nomination": "1998",
            "introduction_en": f"A river with wooded banks; its {bank} bank lies here.",
            "ecological_characteristics_en": "Beavers build dams between the banks.",
            "socio_economic_characteristics_en": None,
            "url": "https://www.unesco.org/en/mab/two-banks",
            "tbr": "True",
        }
        for code, country, bank in (("FR", "France", "left"), ("DE", "Germany", "right"))
    ),
]
GEOPARKS: list[Row] = [
    {
        "ugg_id": "EUXX01",
        "title_en": "Two Valleys UNESCO Global Geopark",
        "countries": ["AT,SI"],
        "date": "2015-01-01",
        "introduction_en": "The park has&#160;caves and springs.Explore its &quot;stone forest&quot; on foot.",
        "description": "Rivers cut the valleys (both of them).The rocks are of the Permian.",
        "sustaining_local_communities_description": "Guides from the villages lead visitors; No.Four is a road.",
        "area_total": 205600.0,
        "population": 0,
        "coordinates": {"lon": 14.5, "lat": 46.5},
        "url": "https://www.unesco.org/en/iggp/two-valleys-unesco-global-geopark",
    }
]


def _rights(licence: str) -> str:
    return f'<a href="https://creativecommons.org/licenses/{licence}/3.0/igo/">CC {licence.upper()}</a>'


def _record(url: str, language: str, licence: str, title: str) -> Row:
    return {
        "url": f"https://unesdoc.unesco.org/ark:/48223/{url}",
        "year": ["2026"],
        "language": [language],
        "title": title,
        "type": ["book"],
        "document_type": "book",
        "description": "Includes bibliography",
        "subject": ["Higher education", "Student evaluation"],
        "creator": "An Institute, Perez, Maria",
        "rights": licence and _rights(licence),
    }


RECORDS: list[Row] = [
    _record("pf0000399001", "spa", "by-sa", "Mapas de los créditos académicos"),
    _record("pf0000399002/fre", "fre", "by", "Les crédits académiques"),
    _record("pf0000399002/eng", "eng", "by", "Academic credits"),
    _record("pf0000399003", "mul", "by-nc-nd", "Not as open as that"),
    _record("pf0000399004", "eng", "", "Without any licence"),
]


@dataclass
class Catalogue:
    """Answers for datasets in the form of the Explore API; `says` changes what is said of their length."""

    rows: dict[str, list[Row]]
    says: dict[str, int] = field(default_factory=dict)
    processed: str = "2026-11-23T02:06:00+00:00"

    def answer(self, asked: Asked) -> Reply:
        """What the API answers, packed where that is wanted."""
        found = re.fullmatch(rf"{API}/catalog/datasets/(\w+)(/records|/exports/json)?", urlsplit(asked.path).path)
        rows = self.rows.get(found[1]) if found else None
        if not found or rows is None:
            return self._error(404, "NotFoundResource", "The requested dataset does not exist.")
        query = {key: values[0] for key, values in parse_qs(urlsplit(asked.path).query).items()}
        try:
            return self._packed(asked, self._told(found[1], found[2] or "", rows, query))
        except ValueError as error:
            return self._error(400, "InvalidRESTParameterError", str(error))
        except KeyError as error:
            return self._error(400, "ODSQLError", f"Unknown field: {error.args[0]}")

    def _told(self, dataset: str, path: str, rows: list[Row], query: dict[str, str]) -> object:
        if not path:
            count = self.says.get(dataset, len(rows))
            return {"metas": {"default": {"records_count": count, "data_processed": self.processed}}}
        if "where" in query:
            wanted = re.findall(r'search\(rights,"([\w/.-]+)"\)', query["where"])
            rows = [row for row in rows if any(f"/{part}" in row["rights"] for part in wanted)]
        names = query.get("select", "").split(",") if "select" in query else list(rows[0])
        rows = [{name: row[name] for name in names} for row in rows]
        if path == "/exports/json":
            return rows
        limit, offset = int(query.get("limit", 10)), int(query.get("offset", 0))
        if not -1 <= limit <= 100 or offset + limit > 10_000:
            raise ValueError("Invalid value for limit API parameter: it must be between -1 and 100.")
        return {"total_count": len(rows), "results": rows[offset : offset + limit]}

    def _packed(self, asked: Asked, told: object) -> Reply:
        body = json.dumps(told, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store"}
        if "gzip" in asked.headers.get("accept-encoding", ""):
            return Reply(gzip.compress(body), headers={**headers, "Content-Encoding": "gzip"})
        return Reply(body, headers=headers)

    def _error(self, status: int, code: str, message: str) -> Reply:
        body = json.dumps({"error_code": code, "message": message}).encode()
        return Reply(body, status, {"Content-Type": "application/json"})


def serve_catalogue(site: Site, rows: dict[str, list[Row]]) -> Catalogue:
    """Let the site answer as the Data Hub with these rows by dataset."""
    catalogue = Catalogue(rows)
    for dataset in (*rows, "none"):
        for path in ("", "/records", "/exports/json"):
            site.pages[f"{API}/catalog/datasets/{dataset}{path}"] = catalogue.answer
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /api/\n")
    return catalogue
