"""The printed pack: whole, the same every time, and deaf to what people write into it."""

import gc
import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from typing import Any

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from core.digest import canonical
from reports import render
from reports.frozen import content_digest, read
from reports.pack import Matrix, PackDocument, Party
from reports.press import Press, Refused, make_fetcher
from reports.render import RenderFailed, _Printer, pack_html, render_pack
from tests.factories.reports import make_document, make_job

# WeasyPrint leaves its colour profile open until it is collected; the printing process does not mind.
leaves_a_file_open = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning",
    "ignore:Exception ignored in.*icc:pytest.PytestUnraisableExceptionWarning",
)
HOSTILE = (
    '<img src="http://192.0.2.1/a.png"><link rel="stylesheet" href="http://192.0.2.1/a.css">'
    '<link rel="attachment" href="file:///etc/passwd"><script>x</script></table></style><style>*{display:none}</style>'
    '"><a href="file:///etc/passwd">file:///etc/passwd</a> url(http://192.0.2.1/) {{ pack }} {% load x %} '
    "\u202egnp.exe\u202c \u2066 \U0001f600 é\u0301 \x00\x07 "
)


@pytest.fixture(scope="module")
def noted() -> list[str]:
    """What the press of this module refused to fetch."""
    return []


@pytest.fixture(scope="module")
def press(noted: list[str]) -> Press:
    """A press in this process. It reads its fonts for two seconds, so it prints for several tests."""
    return Press(noted)


@pytest.fixture
def refused(noted: list[str]) -> Iterator[list[str]]:
    """What it refused in this test, within which the profile that it leaves open is let go."""
    noted.clear()
    yield noted
    gc.collect()


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def everywhere(value: Any, word: str) -> Any:
    """The same document with a word put into each of its texts."""
    if isinstance(value, str):
        return word + value
    if isinstance(value, tuple):
        return tuple(everywhere(each, word) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: everywhere(getattr(value, f.name), word) for f in fields(value)})
    return value


def test_a_pack_goes_through_json_unchanged() -> None:
    document = make_document(7)

    assert read(json.loads(canonical(document))) == document
    assert read(json.loads(canonical(document))).digest == document.digest


def test_a_pack_frozen_by_a_newer_version_is_still_read() -> None:
    plain = json.loads(canonical(make_document(1))) | {"a_newer_field": 1}

    assert read(plain) == make_document(1)


def test_content_counts_for_the_content_digest_and_circumstances_do_not() -> None:
    document = make_document(2)

    assert content_digest(replace(document, edition=2, chain=None)) == content_digest(document)
    assert content_digest(replace(document, missing=())) != content_digest(document)


def test_the_same_data_gives_the_same_bytes_in_two_processes() -> None:
    html = pack_html(make_document(8))
    first, second = _Printer(), _Printer()
    try:
        printed = first.print(html)
        again = first.print(html)
        elsewhere = second.print(html)
    finally:
        first.stop()
        second.stop()

    assert printed.content == again.content == elsewhere.content


def test_every_page_says_whose_it_is_which_edition_and_from_which_data() -> None:
    document = make_document(20)
    printed = render_pack(document)
    reader = PdfReader(BytesIO(printed.content))

    assert len(reader.pages) == printed.pages > 3
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert "Harbour Roast Ltd and Fairlead IT Ltd. Confidential to both." in text
        assert f"Page {number} of {printed.pages}" in text
        assert f"data sha256 {document.digest[:4]} {document.digest[4:8]}" in text
        assert number == 1 or "audit pack July to September 2026, edition 1" in text


def test_the_file_says_what_it_is() -> None:
    reader = PdfReader(BytesIO(render_pack(make_document(3)).content))

    assert reader.metadata is not None
    assert reader.metadata.title == "Audit pack, July to September 2026: Harbour Roast"
    assert reader.metadata.author == "Fairlead IT Ltd"
    assert reader.metadata["/CreationDate"].startswith("D:20260930230000")
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    assert b"pdfaid" in reader.trailer["/Root"]["/Metadata"].get_data()


def test_contents_name_the_page_of_each_part() -> None:
    reader = PdfReader(BytesIO(render_pack(make_document(40)).content))
    cover = reader.pages[0].extract_text()

    for name, heading in (("Evidence index", "Evidence index"), ("Reminders sent", "Reminders sent in the quarter")):
        number = int(re.search(rf"{name}\s+(\d+)", cover)[1])  # type: ignore[index]  # fails the test if absent
        assert heading in reader.pages[number - 1].extract_text()


def test_a_full_cover_stays_on_its_page() -> None:
    gap = "No clause is cited for 47 jobs: MON-04, MON-06, DET-03, DET-05, INC-01, INC-02, INC-06, INC-10 and 39 more."
    long = Party(
        "Harbour Roast and the Bakers of the Western Quay", "Harbour Roast and the Bakers of the Western Quay Ltd"
    )
    document = make_document(2, missing=(gap,) * 6, customer=long)
    cover, second = PdfReader(BytesIO(render_pack(document).content)).pages[:2]

    words = " ".join(cover.extract_text().split())
    assert "For Fairlead IT Ltd, account manager. Signed version 4" in words
    assert "Contents" in words
    assert "Signed version" not in second.extract_text().split("What is missing")[0]


def test_all_fonts_are_our_own_and_embedded() -> None:
    reader = PdfReader(BytesIO(render_pack(make_document(3)).content))
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]

    for font in fonts:
        described = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & described.keys()
        assert font["/BaseFont"].split("+")[-1].split("-")[0] in ("Sheet", "Heading")


@leaves_a_file_open
def test_hostile_text_in_every_field_stays_text_and_fetches_nothing(press: Press, refused: list[str]) -> None:
    document = everywhere(make_document(6), HOSTILE)
    pdf, pages = press.print(pack_html(document))
    text = text_of(pdf).replace("\n", "")

    assert pages > 5
    # The only addresses a field can reach are the two logos, which are not pictures here.
    assert {url for url in refused if not url.startswith("<img")} == set()
    assert "<img" in text
    assert "{{ pack }}" in text
    assert "file:///etc/passwd" in text
    assert "root:" not in text
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)
    root = PdfReader(BytesIO(pdf)).trailer["/Root"]
    assert "/EmbeddedFiles" not in root.get("/Names", {})


@leaves_a_file_open
@pytest.mark.parametrize("logo", ["file:///etc/passwd", "http://192.0.2.1/logo.png", "data:text/html,x"])
def test_a_logo_from_outside_is_refused(logo: str, press: Press, refused: list[str]) -> None:
    press.print(pack_html(make_document(1, provider=Party("A", "A Ltd", logo))))

    assert refused == [logo]


@pytest.mark.parametrize(
    "url", ["http://192.0.2.1/", "https://192.0.2.1/", "ftp://192.0.2.1/", "file:///etc/passwd", "data:text/css,x"]
)
def test_the_fetcher_fetches_nothing_from_outside(url: str) -> None:
    with pytest.raises(Refused):
        make_fetcher().fetch(url)


def test_a_word_of_five_thousand_letters_is_broken_over_lines() -> None:
    job = make_job(0, 1, title="W" * 5000, clause="M" * 5000)
    document = make_document(1)
    assert isinstance(document.matrix, Matrix)
    printed = render_pack(replace(document, matrix=replace(document.matrix, jobs=(job,))))

    assert text_of(printed.content).count("W") >= 5000


def test_an_empty_pack_says_plainly_what_is_not_there() -> None:
    document = make_document(1)
    empty: PackDocument = replace(
        document,
        matrix=None, agreements=(), gaps=(), is_checked=False, questions=(), proofs=(), sent=(), chain=None, missing=(),
        is_quarter_over=False, changes=replace(document.changes, before=None, after=None, changes=()),
    )  # fmt: skip
    text = " ".join(text_of(render_pack(empty).content).split())

    for sentence in (
        "No version of the matrix had been signed by both sides",
        "No contract had been published",
        "The checks had not run for Harbour Roast yet. That is not the same as none.",
        "No question was open",
        "No evidence had been filed",
        "The quarter was still running then",
        "No event had been written yet",
    ):
        assert sentence in text


def test_a_press_that_takes_too_long_is_stopped_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "TIMEOUT", 0.05)
    printer = _Printer()

    with pytest.raises(RenderFailed, match=r"took longer than 0\.05 seconds"):
        printer.print(pack_html(make_document(60)))
    assert printer.process is None


def test_a_press_that_dies_is_replaced_by_the_next_pack() -> None:
    printer = _Printer()
    html = render_to_string("reports/pdf/pack.html", {**render.around(make_document(1)), "digest": "0" * 64})
    try:
        printer.print(html)
        assert printer.process is not None
        printer.process.kill()
        printer.process.wait()
        assert printer.print(html).pages
        assert printer.process is not None
        printer.process.stdin.close()  # type: ignore[union-attr]  # a pipe
        with pytest.raises(RenderFailed, match="stopped before the PDF was whole"):
            printer.print(html)
    finally:
        printer.stop()


def test_a_press_that_has_grown_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "KEPT_MOST", 1)
    printer = _Printer()

    assert printer.print(pack_html(make_document(1))).megabytes > 1
    assert printer.process is None


def test_findings_that_say_the_same_stand_once_with_the_codes_of_their_jobs() -> None:
    document = make_document(1)
    several = tuple(replace(document.gaps[0], label=f"JOB-{number} Watch") for number in range(3))
    text = " ".join(text_of(render_pack(replace(document, gaps=several)).content).split())

    assert "3 jobs: JOB-0, JOB-1, JOB-2" in text
    assert text.count("Nobody does this.") == 1


def test_a_press_without_memory_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "MEMORY", 60)
    printer = _Printer()

    with pytest.raises(RenderFailed, match="stopped before the PDF was whole"):
        printer.print(pack_html(make_document(1)))
