"""How the parties of a loss look in print; classes of the same names override it on screen."""

# Fill and stroke. Insurers are hatched on screen, paler with an edge in print.
FILLS = {
    "loss": ("#8a857c", "none"),
    "customer": ("#86306f", "none"),
    "customer-ins": ("#e3c9dc", "#86306f"),
    "provider": ("#2d53a0", "none"),
    "provider-ins": ("#c9d4ea", "#2d53a0"),
    "third": ("#64748b", "none"),
}


def edge(tone: str) -> str:
    """The colour of a line of that look."""
    fill, stroke = FILLS[tone]
    return fill if stroke == "none" else stroke
