"""Can people read it? Contrast as WCAG 2.2 measures it."""

LEAST_CONTRAST = 4.5  # WCAG 2.2 AA for text of any size


def contrast_on_white(colour: str) -> float:
    """Contrast ratio of `#rrggbb` text on white, 1 (the same) to 21 (black)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)
