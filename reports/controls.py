"""What a pack prints of the jobs in force by the areas of two frameworks: NIST CSF 2.0 and Cyber Essentials.

It says how far a job is settled and proved here; whether a framework is met is for its assessor to say.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Area:
    """A function or a theme with its jobs: how many have an owner, and how it stands with their proof."""

    name: str
    jobs: int
    owned: int
    proved: int
    out_of_date: int
    missing: int


@dataclass(frozen=True)
class Controls:
    """Areas that have jobs, in the framework's order. A job that serves several areas counts in each; `unrelated` are
    the jobs that the catalogue relates to neither framework."""

    functions: tuple[Area, ...]
    themes: tuple[Area, ...]
    unrelated: int
