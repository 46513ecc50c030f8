"""The presets: fetched from a local server that answers in the real format, and read."""

from __future__ import annotations

import csv
import html
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.extract.pdf.pdf_factory import pdf
from tests.fetching.folders import documents, fetched, figures, reasons, unreadable
from tests.fetching.samples import ELEMENTS, GEOPARKS, RECORDS, RESERVES, SITES, Row, serve_catalogue
from tests.fetching.site import Reply, Site, packed, page
from unescosearch.collections.preset import load_collection
from unescosearch.collections.shipped import load_preset, place_preset, preset_folder, preset_names, preset_text
from unescosearch.errors import CollectionError, UsageError
from unescosearch.records import Document, Source

NAMES = [
    *("almaty", "biosphere-reserves", "courier", "global-geoparks", "intangible-heritage", "legal-instruments"),
    *("thesaurus", "unesco-web", "unesdoc-catalogue", "unesdoc-texts", "world-heritage"),
]
HOMES = (
    "https://data.unesco.org",
    "https://unesdoc.unesco.org",
    "https://codeload.github.com",
    "https://www.unesco.org",
)
DATASETS = {
    "world-heritage": ("whc001", SITES),
    "intangible-heritage": ("ich001", ELEMENTS),
    "biosphere-reserves": ("mab001", RESERVES),
    "global-geoparks": ("eg0001", GEOPARKS),
    "unesdoc-catalogue": ("doc001", RECORDS),
    "unesdoc-texts": ("doc001", RECORDS),
}
COURIER = "/inidun/curated_courier/zip/54fd0fe278bd7995c2046ff92bfe6220246e7e6e"
TURTLE = "/exports/thesaurus/latest/unesco-thesaurus.ttl"


def local(name: str, site: Site, corpus: Path) -> Path:
    """The folder of a preset that asks the local site in the place of the real ones."""
    folder = preset_folder(name, corpus)
    place_preset(name, folder)
    path = folder / "collection.toml"
    text, marker = path.read_text(encoding="utf-8"), "[reader]"
    head, _, rest = text.partition(marker)
    for home in (
        *HOMES,
        "https://vocabularies.unesco.org",
        "http://portal.unesco.org",
        "http://en.unesco.kz",
        "http://ru.unesco.kz",
    ):
        head = head.replace(home, site.base).replace(f'"{home.split("//")[1]}"', f'"{site.host}"')
    path.write_text(head + marker + rest, encoding="utf-8")
    return folder


def data(site: Site, corpus: Path, name: str, dataset: str, rows: list[Row]) -> dict[str, Source]:
    """The documents of a preset that brings a dataset with these rows, by id."""
    serve_catalogue(site, {dataset: rows})
    folder = local(name, site, corpus)
    done = fetched(folder)
    assert (figures(done), done.outcome.rows) == ((1, 0, 0, 0), done.outcome.expected)
    assert unreadable(folder) == {}
    return {source.document.id: source for source in documents(folder)}


@pytest.mark.parametrize("name", NAMES)
def test_a_preset_is_a_collection_that_says_what_it_is(name: str) -> None:
    collection = load_preset(name)
    section = collection.fetch
    assert section is not None
    assert section.preset == name
    assert all((collection.name, collection.publisher, collection.licence, section.size, section.note))


def test_there_are_no_other_presets_and_no_two_of_one_name() -> None:
    assert preset_names() == NAMES
    assert len({load_preset(name).name for name in NAMES}) == len(NAMES)
    with pytest.raises(UsageError, match="did you mean world-heritage"):
        preset_text("world-heritige")


def test_world_heritage_sites_are_works_in_six_languages(site: Site, tmp_path: Path) -> None:
    found = data(site, tmp_path, "world-heritage", "whc001", SITES)
    assert sorted(found) == sorted(
        ["whc-9001", *(f"whc-9001-{code}" for code in ("fr", "es", "ru", "ar", "zh")), "whc-9002", "whc-9002-fr"]
    )
    english = found["whc-9001"]
    assert english.document == Document(
        id="whc-9001",
        title="Old Town",
        source_url="https://whc.unesco.org/en/list/9001",
        language="en",
        collection="World Heritage List",
        path="whc001.json#row 1",
        date="1992",
        publisher="UNESCO World Heritage Centre",
        type="World Heritage site",
        licence="CC BY-SA 4.0",
        countries=("AL", "GR"),
        themes=("Cultural",),
        work="whc-9001",
        facts=(("Criteria", "(iii)(vi)(ix)"), ("Components", "Theatre, Old Town; Walls and gates")),
    )
    assert found["whc-9002"].document.facts == (("Criteria", "(viii)"),)
    assert english.extracted.text.count(SITES[0]["description_en"]) == 1
    for heading in ("Criterion (iii):", "Integrity", "Authenticity", "Protection and management requirements"):
        assert f"\n{heading}" in english.extracted.text
    assert {found[f"whc-9001-{code}"].document.language for code in ("ru", "ar", "zh")} == {"ru", "ar", "zh"}
    assert found["whc-9001-fr"].document.source_url == "https://whc.unesco.org/fr/list/9001"
    assert {source.document.work for source in found.values()} == {"whc-9001", "whc-9002"}


def test_intangible_heritage_is_in_two_languages_with_its_own_links(site: Site, tmp_path: Path) -> None:
    found = data(site, tmp_path, "intangible-heritage", "ich001", ELEMENTS)
    english, french = found["ich-998"], found["ich-998-fr"]
    assert english.document.source_url == "https://ich.unesco.org/en/RL/00998"
    assert english.document.countries == ("KZ", "KG")
    assert english.document.themes == ("Crafts", "Housing")
    assert english.extracted.text.splitlines() == ["Men make the frame of wood.", "", "Women make the covers of felt."]
    assert (french.document.work, french.document.language) == ("ich-998", "fr")


def test_reserves_and_geoparks_are_clean(site: Site, tmp_path: Path) -> None:
    reserves = data(site, tmp_path, "biosphere-reserves", "mab001", RESERVES)
    reserve = reserves["mab-KAZ-É1"]
    assert (reserve.document.date, reserve.document.countries) == ("2014", ("KZ",))
    assert (
        reserve.extracted.text
        == "Lakes among reeds, where birds rest on their way.\n\nPelicans nest on islands of reed."
    )
    assert sorted(reserves) == ["mab-FR-2", "mab-KAZ-É1"]
    assert reserves["mab-FR-2"].document.countries == ("FR", "DE")
    assert reserves["mab-FR-2"].extracted.text.count("Beavers") == 1
    geopark = data(site, tmp_path, "global-geoparks", "eg0001", GEOPARKS)["geopark-EUXX01"]
    assert geopark.document.countries == ("AT", "SI")
    assert geopark.document.facts == (("Area", "205600 ha"),)
    assert geopark.extracted.text.splitlines()[::2] == [
        "The park has caves and springs.",
        'Explore its "stone forest" on foot.',
        "Rivers cut the valleys (both of them).",
        "The rocks are of the Permian.",
        "Guides from the villages lead visitors; No.Four is a road.",
    ]


def test_of_the_unesdoc_catalogue_only_openly_licensed_records_come(site: Site, tmp_path: Path) -> None:
    found = data(site, tmp_path, "unesdoc-catalogue", "doc001", RECORDS)
    assert sorted(found) == ["unesdoc-pf0000399001", "unesdoc-pf0000399002_eng", "unesdoc-pf0000399002_fre"]
    french = found["unesdoc-pf0000399002_fre"].document
    assert french.source_url == "https://unesdoc.unesco.org/ark:/48223/pf0000399002_fre"
    assert (french.language, french.work, french.licence) == ("fr", "unesdoc-pf0000399002", "CC BY")
    spanish = found["unesdoc-pf0000399001"].document
    assert (spanish.language, spanish.date) == ("es", "2026")
    assert spanish.themes == ("Higher education", "Student evaluation")


def test_records_without_an_open_licence_are_left_out_even_if_they_are_sent(site: Site, tmp_path: Path) -> None:
    serve_catalogue(site, {"doc001": RECORDS})
    folder = local("unesdoc-catalogue", site, tmp_path)
    (folder / "doc001.json").write_text(json.dumps(RECORDS))
    assert len(documents(folder)) == 3


def archive(index: str, texts: dict[str, str]) -> bytes:
    """The courier's ZIP file, as GitHub makes it, with this table and these texts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packing:
        for path, content in {"corpus/document_index.csv": index, "README.md": "x", **texts}.items():
            packing.writestr(f"curated_courier-54fd0fe/{path}", content)
    return made.getvalue()


def courier() -> bytes:
    index = "document_id\tcourier_id\tyear\trecord_number\tpages\tcatalogue_title\tauthors\tfilename\n"
    row = "0\t1\t1948\t7365\t[1, 2]\tBooks for ruins\tDoe, Jane|Roe, Ann\t1948_1_7365.txt\n"
    return archive(index + row, {"corpus/1948_1_7365.txt": "Books were sent to libraries in ruins."})


def test_the_courier_is_unpacked_and_read(site: Site, tmp_path: Path) -> None:
    site.pages[COURIER] = Reply(courier())
    folder = local("courier", site, tmp_path)
    assert fetched(folder).outcome.rows == 2
    document = documents(folder)[0].document
    assert document.source_url == "https://unesdoc.unesco.org/ark:/48223/pf0000007365"
    assert document.authors == ("Doe, Jane", "Roe, Ann")


def test_the_thesaurus_comes_as_a_file(site: Site, tmp_path: Path) -> None:
    site.pages[TURTLE] = Reply(b"@prefix skos: <x> .")
    folder = local("thesaurus", site, tmp_path)
    assert figures(fetched(folder)) == (1, 0, 0, 0)
    assert (folder / "unesco-thesaurus.ttl").read_bytes() == b"@prefix skos: <x> ."


def test_legal_instruments_keep_what_their_list_says(site: Site, tmp_path: Path) -> None:
    here = "/en/ev.php-URL_ID=15244&URL_DO=DO_TOPIC&URL_SECTION=201.html"
    site.pages[here] = page("Some portal page")
    site.pages["/robots.txt"] = Reply(status=404)
    folder = local("legal-instruments", site, tmp_path)
    done = fetched(folder)
    assert figures(done) == (1, 0, 0, 81)
    assert set(reasons(done).values()) == {"404 Not Found"}
    document = documents(folder)[0].document
    assert (document.id, document.title, document.date) == ("instrument-15244", "UNESCO Constitution", "1945-11-16")
    assert (document.type, document.places, document.language) == ("constitution", ("London",), "en")


def test_web_articles_come_from_the_sitemap(site: Site, tmp_path: Path) -> None:
    places = "".join(
        f"<url><loc>{site.base}{path}</loc></url>" for path in ("/en/articles/a", "/ru/articles/a", "/en/x")
    )
    site.pages["/sitemap.xml"] = Reply(f"<urlset>{places}</urlset>".encode())
    site.pages["/en/articles/a"] = page("Clubs in the schools of the city")
    site.pages["/ru/articles/a"] = page("Клубы ЮНЕСКО в школах большого города")
    folder = local("unesco-web", site, tmp_path)
    done = fetched(folder)
    assert (figures(done), done.outcome.left_out) == ((2, 0, 0, 0), 1)
    assert {source.document.type for source in documents(folder)} == {"article"}


def test_the_articles_of_the_almaty_office_come_from_a_list(site: Site, tmp_path: Path) -> None:
    collection = load_preset("almaty")
    assert collection.fetch is not None
    for listed in collection.fetch.urls:
        site.pages["/" + listed.url.rsplit("/", 1)[1]] = page("A seminar in Almaty")
    assert figures(fetched(local("almaty", site, tmp_path))) == (len(collection.fetch.urls), 0, 0, 0)


def serve(name: str, site: Site) -> None:
    """Let the site answer whatever a preset asks for."""
    section = load_preset(name).fetch
    assert section is not None
    site.pages["/robots.txt"] = Reply(status=404)
    if name in DATASETS:
        dataset, rows = DATASETS[name]
        serve_catalogue(site, {dataset: [_at_home(row, site) for row in rows] if name == "unesdoc-texts" else rows})
        site.pages["/robots.txt"] = Reply(status=404)
        sources = [
            {"DocumentFileName": f"{name}.pdf", "Document": name} for name in ("399001spa", "399002eng", "399002fre")
        ]
        site.pages["/in/rest/api/documentPlaylistById"] = Reply(json.dumps({"sources": sources}).encode())
        for told in sources:
            text = pdf([f"{told['Document']}: credits of one school\nare counted by another."])
            site.pages[f"/in/rest/annotationSVC/DownloadWatermarkedAttachment/{told['Document']}"] = Reply(text)
    site.pages[COURIER] = Reply(courier())
    site.pages[TURTLE] = Reply(b"@prefix skos: <x> .")
    places = [f"/en/articles/{number}" for number in range(3)]
    listed = "".join(f"<url><loc>{site.base}{place}</loc></url>" for place in places)
    site.pages["/sitemap.xml"] = Reply(f"<urlset>{listed}</urlset>".encode())
    for place in (*places, *("/" + asked.url.split("/", 3)[3] for asked in section.urls)):
        site.pages[place] = page(f"A seminar of the office, {place[-40:]}")


def _at_home(row: Row, site: Site) -> Row:
    return {**row, "url": row["url"].replace("https://unesdoc.unesco.org", site.base)}


def at_first_refused(reply: Reply, before: int) -> Reply:
    """Busy, then cut off in the middle, then whole."""
    return [Reply(b"busy", 503), replace(reply, cut=len(reply.body) + 1), reply][min(before, 2)]


TROUBLES = {
    "packed": lambda reply, before: packed(reply),
    "slow": lambda reply, before: replace(reply, pieces=3, pause=0.005),
    "at first refused": at_first_refused,
}


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("name", NAMES)
def test_every_preset_comes_whole_through_packed_slow_and_failing_answers(
    site: Site, tmp_path: Path, name: str, trouble: str
) -> None:
    serve(name, site)
    site.trouble = TROUBLES[trouble]
    folder = local(name, site, tmp_path)
    done = fetched(folder)
    assert done.outcome.new >= 1
    assert done.outcome.failures == []
    assert fetched(folder).outcome.changed == 0
    if name != "thesaurus":
        assert documents(folder)
        assert unreadable(folder) == {}


@pytest.mark.parametrize("name", NAMES)
def test_every_preset_names_what_it_could_not_have(site: Site, tmp_path: Path, name: str) -> None:
    site.pages["/robots.txt"] = Reply(status=404)
    done = fetched(local(name, site, tmp_path))
    assert figures(done)[:3] == (0, 0, 0)
    assert done.outcome.failures
    assert all(failed.reason.startswith("404 Not Found") for failed in done.outcome.failures)


def test_a_preset_does_not_write_into_another_collection(tmp_path: Path) -> None:
    other = tmp_path / "world-heritage"
    other.mkdir()
    (other / "collection.toml").write_text('name = "Ours"\n[reader]\nkind = "documents"\n')
    folder = preset_folder("world-heritage", tmp_path)
    assert folder == tmp_path / "world-heritage-fetched"
    place_preset("world-heritage", folder)
    assert preset_folder("world-heritage", tmp_path) == folder
    folder.rename(tmp_path / "sites")
    assert preset_folder("world-heritage", tmp_path) == tmp_path / "sites"
    assert load_collection(other).name == "Ours"
    (tmp_path / "almaty").mkdir()
    (tmp_path / "almaty" / "notes.txt").write_text("x")
    (tmp_path / "almaty-fetched").write_text("x")
    with pytest.raises(CollectionError, match="--into"):
        preset_folder("almaty", tmp_path)


def test_an_edited_preset_stays_as_it_is(tmp_path: Path) -> None:
    folder = preset_folder("almaty", tmp_path)
    place_preset("almaty", folder)
    (folder / "collection.toml").write_text(preset_text("almaty") + "# ours\n")
    place_preset("almaty", folder)
    assert (folder / "collection.toml").read_text().endswith("# ours\n")


@pytest.mark.corpora
@pytest.mark.parametrize(
    ("name", "dataset", "count"), [("world-heritage", "whc001", 12), ("global-geoparks", "eg0001", 5)]
)
def test_the_real_sample_rows_come_and_are_read(
    site: Site, tmp_path: Path, corpora: Path, name: str, dataset: str, count: int
) -> None:
    rows = json.loads((corpora / "datahub" / f"{dataset}.sample.json").read_text(encoding="utf-8"))
    found = data(site, tmp_path, name, dataset, rows)
    assert len(found) == count
    assert not any("&#" in source.extracted.text or "<" in source.document.title for source in found.values())
    assert all(source.document.countries and source.document.source_url for source in found.values())


@pytest.mark.corpora
def test_the_real_catalogue_record_comes_and_is_read(site: Site, tmp_path: Path, corpora: Path) -> None:
    told = json.loads((corpora / "datahub" / "doc001.sample.json").read_text(encoding="utf-8"))
    found = data(site, tmp_path, "unesdoc-catalogue", "doc001", told["results"])
    document = found["unesdoc-pf0000397002"].document
    assert (document.language, document.date, document.licence) == ("es", "2026", "CC BY-SA 3.0 IGO")
    assert document.source_url == "https://unesdoc.unesco.org/ark:/48223/pf0000397002"


@pytest.mark.corpora
def test_real_articles_of_the_courier_come_and_are_read(site: Site, tmp_path: Path, corpora: Path) -> None:
    here = corpora / "courier"
    head, *rows = (here / "document_index.csv").read_text(encoding="utf-8").splitlines()[:6]
    names = [f"corpus/{row.split(chr(9))[-1]}" for row in rows]
    texts = {name: (here / name).read_text(encoding="utf-8") for name in names}
    site.pages[COURIER] = Reply(archive("\n".join([head, *rows]), texts))
    folder = local("courier", site, tmp_path)
    assert fetched(folder).outcome.rows == 6
    found = documents(folder)
    assert len(found) + len(unreadable(folder)) == 5
    assert found[0].document.source_url == "https://unesdoc.unesco.org/ark:/48223/pf0000146885"


@pytest.mark.corpora
def test_the_real_thesaurus_comes_as_it_is(site: Site, tmp_path: Path, corpora: Path) -> None:
    told = (corpora / "thesaurus" / "unesco-thesaurus.ttl").read_bytes()
    site.pages[TURTLE] = Reply(told)
    folder = local("thesaurus", site, tmp_path)
    assert figures(fetched(folder)) == (1, 0, 0, 0)
    assert (folder / "unesco-thesaurus.ttl").read_bytes() == told


@pytest.mark.corpora
def test_the_addresses_of_the_legal_instruments_are_those_of_the_real_list(corpora: Path) -> None:
    section = load_preset("legal-instruments").fetch
    assert section is not None
    with (corpora / "legal_instruments" / "legal_instrument_index.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    real = {
        f"instrument-{row['unesco_id']}": (
            f"http://portal.unesco.org/en/{row['href']}",
            "-".join(reversed(row["date"].split("-"))),
            row["type"].lower(),
            row["x.title"],
        )
        for row in rows
    }
    told = {
        each.fields["id"]: (each.url, *(each.fields[key] for key in ("date", "type", "title"))) for each in section.urls
    }
    assert told == real


@pytest.mark.corpora
def test_a_real_article_of_the_almaty_office_keeps_its_text(site: Site, tmp_path: Path, corpora: Path) -> None:
    """The text was stored without its markup, which is made anew here."""
    told = (corpora / "unesco_pages" / "en_unesco_kz_dombra_2014.txt").read_text(encoding="utf-8")
    source, title, *paragraphs = [line for line in told.splitlines() if line.strip()]
    body = "".join(f"<p>{html.escape(line)}</p>" for line in paragraphs)
    made = f"<html lang=en><head><title>{title}</title></head><body><div><h1>{title}</h1>{body}</div></body></html>"
    place = "/" + source.split()[1].rsplit("/", 1)[1]
    site.pages[place] = Reply(made.encode(), headers={"Content-Type": "text/html"})
    folder = local("almaty", site, tmp_path)
    assert fetched(folder).outcome.new == 1
    (found,) = documents(folder)
    assert found.document.title == title
    assert max(paragraphs, key=len) in found.extracted.text


@pytest.mark.corpora
def test_of_a_web_article_the_real_menus_are_left_out(site: Site, tmp_path: Path, corpora: Path) -> None:
    told = (corpora / "unesco_pages" / "www_unesco_org_search_chrome.txt").read_text(encoding="utf-8")
    lines = [line.strip(" •") for line in told.splitlines()[1:] if line.strip()]
    menu = "".join(f'<li><a href="/en">{html.escape(line)}</a></li>' for line in lines)
    text = "The clubs of the valley met in a school and planned the year. They will plant trees along the river."
    site.pages["/sitemap.xml"] = Reply(f"<urlset><url><loc>{site.base}/en/articles/a</loc></url></urlset>".encode())
    made = (
        f"<html lang=en><body><nav><ul>{menu}</ul></nav><main><h1>Clubs</h1>{f'<p>{text}</p>' * 3}</main></body></html>"
    )
    site.pages["/en/articles/a"] = Reply(made.encode(), headers={"Content-Type": "text/html"})
    folder = local("unesco-web", site, tmp_path)
    assert figures(fetched(folder)) == (1, 0, 0, 0)
    (found,) = documents(folder)
    assert text in found.extracted.text
    assert [line for line in lines if len(line) > 12 and line in found.extracted.text] == []
