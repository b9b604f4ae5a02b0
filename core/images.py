"""Images that people send. Apart from `core.uploads`, which loads it for an image alone: Pillow is large."""

import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from PIL import Image, ImageFile

LOGO_SIDE = 800  # pixels; larger logos are made smaller


def redrawn(file: IO[bytes]) -> bytes:
    """A PNG of nothing but the pixels of a PNG or JPEG, made smaller where it is larger than a logo needs."""
    with Image.open(file, formats=("PNG", "JPEG")) as sent:
        sent.load()
        has_alpha = "A" in sent.getbands() or "transparency" in sent.info
        drawn = sent.convert("RGBA" if has_alpha else "RGB")
    drawn.thumbnail((LOGO_SIDE, LOGO_SIDE))
    made = io.BytesIO()
    drawn.save(made, format="PNG", optimize=True)
    return made.getvalue()


def is_whole(file: IO[bytes], name: str, check_pixels: Callable[[int], None]) -> bool:
    """Whether it is an image of that format to its end. Its number of pixels is checked before any is read."""
    try:
        with warnings.catch_warnings(), _whole_images():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file, formats=(name,)) as image:
                check_pixels(image.width * image.height)
                image.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True


@contextmanager
def _whole_images() -> Iterator[None]:
    """What sets PDFs lets the reader make up the missing end of an image; an upload has to be whole."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
