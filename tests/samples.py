"""A small corpus in three languages, with what the tests ask about."""

from __future__ import annotations

from pathlib import Path

DOCUMENTS = {
    "clubs.md": """---
id: clubs
title: UNESCO clubs in Kazakhstan
source_url: https://example.org/clubs
language: en
date: 2022-10-06
type: article
countries: [KZ]
themes: [associations]
---
The federation of clubs met in Almaty in the autumn. In September 2022 it had 175 clubs in all regions of the country.

## What the clubs do

Volunteers of every age plant trees, write plays and look after old buildings. Teachers bring the clubs into schools.
""",
    "wetlands.md": """---
id: wetlands
title: The wetlands treaty
source_url: https://example.org/wetlands
language: en
date: 1971
type: instrument
themes: [environment]
---
Marshes and shallow lakes feed the birds that cross continents. The treaty of Ramsar asks each State to name at least
one wetland for its list and to look after it wisely.
""",
    "oasis.md": """---
id: oasis
title: A lesson on oasis towns
source_url: https://example.org/oasis
language: en
date: 2019-05
type: teaching sheet
level: primary
subject: [history, geography]
resource_type: lesson plan
licence: CC BY 4.0
countries: [UZ, KZ]
---
Pupils draw the road from one well to the next and decide where caravans rest. They then build a town of paper.
""",
    "clubs.fr.md": """---
id: clubs-fr
title: Les clubs UNESCO au Kazakhstan
source_url: https://example.org/fr/clubs
language: fr
date: 2022-10-06
type: article
work: clubs
countries: [KZ]
---
La fédération des clubs s'est réunie à Almaty en automne. Elle comptait 175 clubs dans toutes les régions du pays.
""",
    "steppe.ru.md": """---
id: steppe
title: Степи и озёра
source_url: https://example.org/ru/steppe
language: ru
date: 2008
type: article
countries: [KZ]
---
В степи на севере страны лежат озёра, где отдыхают перелётные птицы. Здесь живёт сайга, редкая антилопа.
""",
}


def write_sample_corpus(folder: Path) -> Path:
    """Write the sample documents into a new folder."""
    folder.mkdir(parents=True)
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
