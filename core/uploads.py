"""Files that people send: what they really are, and how they are handed out again.

A file is what its content says, never what its name or the browser says. A refused file raises
`UploadRefused` with a sentence for the person who sent it.
"""

import hashlib
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO
from urllib.parse import quote

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "md": "text/markdown",
    "csv": "text/csv",
    "png": "image/png",
    "jpg": "image/jpeg",
}
NAMES = {"docx": "Word (DOCX)", "xlsx": "Excel (XLSX)", "md": "Markdown (MD)", "jpg": "JPEG"}
SAME = {"jpeg": "jpg", "markdown": "md"}
UNPACKED_LIMIT = 200 * 1024 * 1024  # bytes that an Office file may unpack to
PARTS_LIMIT = 5000  # files inside an Office file
PIXEL_LIMIT = 16_000_000  # a logo of 4000 by 4000
INLINE = {"application/pdf", "image/png", "image/jpeg"}


class UploadRefused(Exception):
    """The file cannot be taken; the text says why and what to do."""


@dataclass(frozen=True)
class CheckedFile:
    """A file that is what it says: safe name, type by content, size in bytes, SHA-256 in 64 hex digits."""

    filename: str
    content_type: str
    size: int
    sha256: str


def check_upload(
    file: UploadedFile, allowed: Iterable[str] = ("pdf", "docx", "md"), *, limit: int | None = None
) -> CheckedFile:
    """What the file is, or UploadRefused. `limit` in bytes; settings.UPLOAD_LIMIT when not given."""
    allowed = tuple(allowed)
    check_size(file, limit or settings.UPLOAD_LIMIT)
    filename = safe_filename(file.name or "")
    kind = _kind(filename)
    if kind not in allowed:
        raise UploadRefused(f"“{filename}” can’t be taken here. Send a file of this kind: {_listed(allowed)}.")
    _check_content(kind, file, filename)
    return CheckedFile(filename, CONTENT_TYPES[kind], file.size or 0, digest(file))


def check_logo(file: UploadedFile, *, limit: int = 2 * 1024 * 1024) -> "ContentFile[bytes]":
    """A PNG or JPEG drawn again by us, so that nothing but its pixels is kept."""
    checked = check_upload(file, allowed=("png", "jpg"), limit=limit)
    file.seek(0)
    from core.images import redrawn

    return ContentFile(redrawn(file), name=f"{PurePosixPath(checked.filename).stem}.png")


def check_size(file: UploadedFile, limit: int) -> None:
    """Something, and not too much of it."""
    if not file.size:
        raise UploadRefused("The file is empty. Choose it again.")
    if file.size > limit:
        raise UploadRefused(f"The file is larger than {limit // (1024 * 1024)} MB. Send a smaller one.")


def safe_filename(name: str) -> str:
    """The last part of the name without anything that could steer a path, a header or a shell."""
    last = re.split(r"[/\\]", name)[-1]
    plain = re.sub(r"[^\w .()+&,'-]", "_", last, flags=re.UNICODE).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    stem, ending = (stem, ending) if dot else (plain, "")
    return f"{stem[:120].strip() or 'file'}{dot}{ending[:10]}"


def digest(file: IO[bytes] | UploadedFile) -> str:
    """SHA-256 of the whole file, which is left at its start."""
    file.seek(0)
    found = hashlib.sha256()
    while block := file.read(1024 * 1024):
        found.update(block)
    file.seek(0)
    return found.hexdigest()


def send_file(file: IO[bytes], filename: str, content_type: str, *, inline: bool = False) -> FileResponse:
    """Hand out a stored file: as a download, or shown if asked to and of a kind that runs nothing."""
    shown = inline and content_type in INLINE
    response = FileResponse(file, content_type=content_type)
    name = safe_filename(filename)
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    response["Content-Disposition"] = (
        f"{'inline' if shown else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def _kind(filename: str) -> str:
    ending = PurePosixPath(filename).suffix.lstrip(".").lower()
    return SAME.get(ending, ending)


def _listed(allowed: tuple[str, ...]) -> str:
    names = [NAMES.get(kind, kind.upper()) for kind in allowed]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _check_content(kind: str, file: UploadedFile, filename: str) -> None:
    file.seek(0)
    if not LOOKS[kind](file):
        raise UploadRefused(
            f"“{filename}” is not a {NAMES.get(kind, kind.upper())} file inside. Save it again and send that."
        )
    file.seek(0)


def _is_pdf(file: UploadedFile) -> bool:
    head = file.read(1024)
    file.seek(max((file.size or 0) - 2048, 0))
    return head.lstrip(b"\xef\xbb\xbf\r\n \t").startswith(b"%PDF-") and b"%%EOF" in file.read()


def _is_office(part: str) -> Callable[[UploadedFile], bool]:
    def looks(file: UploadedFile) -> bool:
        try:
            with zipfile.ZipFile(file) as package:
                inside = package.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):  # RuntimeError: packed in a way nobody knows
            return False
        _check_bomb(inside)
        names = {info.filename for info in inside}
        return part in names and "[Content_Types].xml" in names and not any("vbaProject" in n for n in names)

    return looks


def _check_bomb(inside: list[zipfile.ZipInfo]) -> None:
    if len(inside) > PARTS_LIMIT or sum(info.file_size for info in inside) > UNPACKED_LIMIT:
        raise UploadRefused("The file unpacks to far more than a document needs, so it is not opened.")


def _is_text(file: UploadedFile) -> bool:
    raw = file.read()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not re.search(r"[\x00-\x08\x0b\x0e-\x1f]", text)


def _is_table(file: UploadedFile) -> bool:
    """Text in any encoding that spreadsheets write; the import reads it more closely."""
    if file.read(2) in (b"\xff\xfe", b"\xfe\xff"):
        return True
    file.seek(0)
    return all(b"\x00" not in block for block in iter(lambda: file.read(1024 * 1024), b""))


def _is_image(name: str) -> Callable[[UploadedFile], bool]:
    def looks(file: UploadedFile) -> bool:
        from core.images import is_whole

        return is_whole(file, name, _check_pixels)

    return looks


def _check_pixels(pixels: int) -> None:
    if pixels > PIXEL_LIMIT:
        raise UploadRefused("The picture has more than 16 million pixels. Send a smaller one.")


LOOKS: dict[str, Callable[[UploadedFile], bool]] = {
    "pdf": _is_pdf,
    "docx": _is_office("word/document.xml"),
    "xlsx": _is_office("xl/workbook.xml"),
    "md": _is_text,
    "csv": _is_table,
    "png": _is_image("PNG"),
    "jpg": _is_image("JPEG"),
}
