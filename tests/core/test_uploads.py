"""A file is what its content says."""

import hashlib
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.uploads import UploadRefused, check_logo, check_upload, safe_filename, send_file

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def package(*names: str, size: int = 10) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"x" * size)
    return made.getvalue()


def picture(form: str = "PNG", size: tuple[int, int] = (40, 20), mode: str = "RGB") -> bytes:
    made = io.BytesIO()
    Image.new(mode, size).save(made, format=form)
    return made.getvalue()


DOCX = package("[Content_Types].xml", "word/document.xml")
XLSX = package("[Content_Types].xml", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("Agreement.pdf", PDF, "application/pdf"),
        ("a.DOCX", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.xlsx", XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("notes.md", "# Café\n\n- one\ttwo\r\n".encode(), "text/markdown"),
        ("rows.csv", "a;b\ncaf\xe9;1".encode("cp1252"), "text/csv"),
        ("rows.csv", "a\tb\ncaf\xe9\t1".encode("utf-16"), "text/csv"),
        ("logo.png", picture(), "image/png"),
        ("logo.jpeg", picture("JPEG"), "image/jpeg"),
    ],
)
def test_takes_what_a_file_really_is(name: str, content: bytes, content_type: str) -> None:
    checked = check_upload(upload(name, content), ("pdf", "docx", "xlsx", "md", "csv", "png", "jpg"))

    assert checked.content_type == content_type
    assert checked.size == len(content)
    assert checked.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"<html><script>alert(1)</script></html>"),
        ("a.pdf", b"%PDF-1.7 cut off"),
        ("a.docx", XLSX),
        ("a.docx", package("word/document.xml", "[Content_Types].xml", "word/vbaProject.bin")),
        ("a.docx", b"PK\x03\x04 not a package"),
        ("a.md", b"\xff\xfe\x00binary"),
        ("a.md", b"text\x00with nul"),
        ("a.md", b"\x1b[31m"),
        ("a.csv", b"a\x00b"),
        ("a.png", picture("JPEG")),
        ("a.png", picture()[:60]),
        ("a.jpg", b"\xff\xd8\xff<svg/>"),
    ],
)
def test_refuses_a_file_that_only_has_the_name(name: str, content: bytes) -> None:
    with pytest.raises(UploadRefused, match="Save it again"):
        check_upload(upload(name, content), ("pdf", "docx", "md", "csv", "png", "jpg"))


def test_refuses_a_kind_that_is_not_wanted_and_says_which_are() -> None:
    with pytest.raises(UploadRefused, match="PDF, Word \\(DOCX\\) or Markdown \\(MD\\)"):
        check_upload(upload("run.exe", b"MZ"))


def test_refuses_too_much_and_nothing() -> None:
    with pytest.raises(UploadRefused, match="larger than 1 MB"):
        check_upload(upload("a.pdf", PDF + b" " * 1024 * 1024), limit=1024 * 1024)
    with pytest.raises(UploadRefused, match="empty"):
        check_upload(upload("a.pdf", b""))


def test_does_not_open_a_package_that_unpacks_to_too_much() -> None:
    bomb = package("[Content_Types].xml", "word/document.xml", size=110 * 1024 * 1024)

    with pytest.raises(UploadRefused, match="unpacks to far more"):
        check_upload(upload("a.docx", bomb))


def test_does_not_open_a_picture_of_too_many_pixels() -> None:
    with pytest.raises(UploadRefused, match="16 million"):
        check_upload(upload("a.png", picture(size=(5000, 4000), mode="1")), ("png",))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("..\\..\\boot.pdf", "boot.pdf"),
        ('a"; filename="b.pdf', "a__ filename=_b.pdf".replace("=", "_")),
        ("line\r\nbreak.pdf", "line__break.pdf"),
        ("Vertrag für Zoë.pdf", "Vertrag für Zoë.pdf"),
        ("", "file"),
        ("...", "file"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_name_steers_nothing(name: str, safe: str) -> None:
    assert safe_filename(name) == safe


def test_logo_is_drawn_again_and_keeps_only_pixels() -> None:
    hidden = picture() + b"<script>alert(1)</script>"

    logo = check_logo(upload("mark.png", hidden))

    content = logo.read()
    assert content.startswith(b"\x89PNG")
    assert b"script" not in content
    assert logo.name == "mark.png"


def test_large_logo_is_made_smaller_and_stays_transparent() -> None:
    logo = check_logo(upload("mark.png", picture(size=(1600, 400), mode="RGBA")))

    with Image.open(logo) as drawn:
        assert drawn.size == (800, 200)
        assert drawn.mode == "RGBA"


def test_stored_file_is_sent_as_a_download_that_runs_nothing() -> None:
    response = send_file(io.BytesIO(PDF), "Vertrag für\r\nZoë.pdf", "application/pdf")

    assert response["Content-Disposition"].startswith('attachment; filename="Vertrag f_r__Zo_.pdf"')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-store"


def test_only_harmless_kinds_are_shown_in_the_page() -> None:
    shown = send_file(io.BytesIO(PDF), "a.pdf", "application/pdf", inline=True)
    kept = send_file(io.BytesIO(b"<script>"), "a.html", "text/html", inline=True)

    assert shown["Content-Disposition"].startswith("inline")
    assert kept["Content-Disposition"].startswith("attachment")


def test_half_an_image_is_refused_even_where_pdfs_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)
    whole = io.BytesIO()
    Image.new("RGB", (40, 20)).save(whole, format="PNG")

    with pytest.raises(UploadRefused):
        check_upload(SimpleUploadedFile("a.png", whole.getvalue()[:60]), allowed=("png",))
