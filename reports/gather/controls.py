"""The jobs in force by CSF function and Cyber Essentials theme, as the catalogue relates them (domain.md §9.2)."""

from collections.abc import Iterable, Mapping

from reports.controls import Area, Controls
from reports.pack import Job, Matrix
from responsibilities.catalogue import THEMES
from responsibilities.models import Version

FUNCTIONS = {
    "GV": "Govern", "ID": "Identify", "PR": "Protect", "DE": "Detect", "RS": "Respond", "RC": "Recover",
}  # fmt: skip


def controls_of(version: Version | None, matrix: Matrix | None) -> Controls | None:
    """None where no version was in force or none of its jobs is related to a framework. One query."""
    if version is None or matrix is None:
        return None
    related = version.rows.exclude(activity=None).values_list(
        "code", "activity__nist_csf", "activity__cyber_essentials"
    )
    functions, themes = {}, {}
    for code, categories, names in related:
        functions[code] = {str(category)[:2] for category in categories}
        themes[code] = set(names)
    found = Controls(
        functions=tuple(_areas(matrix.jobs, functions, FUNCTIONS)),
        themes=tuple(_areas(matrix.jobs, themes, {theme: theme for theme in THEMES})),
        unrelated=sum(not (functions.get(job.code) or themes.get(job.code)) for job in matrix.jobs),
    )
    return found if found.functions or found.themes else None


def _areas(jobs: Iterable[Job], areas: Mapping[str, set[str]], names: Mapping[str, str]) -> Iterable[Area]:
    for key, name in names.items():
        if mine := [job for job in jobs if key in areas.get(job.code, ())]:
            yield Area(
                name=name,
                jobs=len(mine),
                owned=sum(not job.is_undecided for job in mine),
                proved=sum(job.proof_on is not None and not job.is_proof_late for job in mine),
                out_of_date=sum(job.is_proof_late for job in mine),
                missing=sum(job.has_no_proof for job in mine),
            )
