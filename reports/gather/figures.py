"""The numbers on the cover and what is missing, worked out from what was found and nothing else."""

from collections.abc import Iterable, Sequence
from typing import Any

from core.models import not_by
from core.words import count, lower_first
from reports.gather.scope import Scope
from reports.levels import Results
from reports.pack import Figure, Job, Matrix
from reports.protection import Protection
from reports.suppliers import Suppliers
from responsibilities.models import Version

CONTRACTED = ("provider", "shared")  # what somebody is paid for ought to stand in a contract
NAMED_MOST = 12  # codes in one sentence


def figures_of(found: dict[str, Any]) -> tuple[Figure, ...]:
    """Only what the data says: no proof expected, no figure about proof."""
    figures: list[Figure] = []
    matrix: Matrix | None = found["matrix"]
    if matrix:
        jobs = matrix.jobs
        owned = sum(not job.is_undecided for job in jobs)
        figures.append(Figure(f"{owned:,}", f"{len(jobs):,}", "jobs with an owner"))
        if expected := [job for job in jobs if job.is_proof_expected]:
            proved = sum(job.proof_on is not None and not job.is_proof_late for job in expected)
            figures.append(Figure(f"{proved:,}", f"{len(expected):,}", "with proof in date"))
    gaps = len(found["gaps"])
    if found["is_checked"]:
        figures.append(Figure(f"{gaps:,}", "", "open finding" if gaps == 1 else "open findings"))
    if matrix:
        late = sum(job.is_review_late for job in matrix.jobs)
        figures.append(Figure(f"{late:,}", "", "review overdue" if late == 1 else "reviews overdue"))
    return tuple(figures)


def missing_from(scope: Scope, found: dict[str, Any]) -> tuple[str, ...]:
    """What a reader could expect and will not find, in sentences, the gravest first."""
    matrix: Matrix | None = found["matrix"]
    sentences = [] if matrix else ["No version of the matrix had been signed by both sides."]
    sentences += _waiting_version(scope)
    if not found["agreements"]:
        sentences.append(f"No contract had been published to {scope.customer.name}.")
    if matrix:
        sentences += _about_jobs(matrix)
    if not found["is_checked"]:
        sentences.append("The checks had not run yet: nothing can be said about gaps.")
    if found["results"]:
        sentences += _about_results(found["results"])
    sentences += _about_protection(scope, found["protection"])
    if not found["proofs"]:
        sentences.append("No evidence had been filed.")
    sentences += _about_suppliers(scope, found["suppliers"])
    if found["learning"].is_empty:
        sentences.append("No training, no phishing exercise and no advisory was on record for the quarter.")
    if not found["cover"]:
        sentences.append(f"No insurance policy of {scope.customer.name} had been entered.")
    return tuple(sentences)


def _waiting_version(scope: Scope) -> list[str]:
    """As it was at the cut-off, whatever became of the version since."""
    at = scope.cut_off_at
    proposed = Version.objects.visible_to(scope.reader).of_customer(scope.customer).filter(proposed_at__lte=at)
    undecided = not_by("agreed_at", at), not_by("withdrawn_at", at)
    waiting = proposed.filter(*undecided).order_by("-number").first()
    return [f"Version {waiting.number} had been proposed and was not signed by both sides."] if waiting else []


def _about_jobs(matrix: Matrix) -> list[str]:
    jobs = matrix.jobs
    groups = (
        ("Nobody is named to do {}", (job for job in jobs if job.is_undecided and not job.note)),
        ("No proof is on file for {}", (job for job in jobs if job.has_no_proof)),
        ("The proof is out of date for {}", (job for job in jobs if job.is_proof_expected and job.is_proof_late)),
        ("The review is overdue for {}", (job for job in jobs if job.is_review_late)),
        ("No clause is cited for {}", (job for job in jobs if not job.clause and job.ownership in CONTRACTED)),
    )
    return [f"{words.format(_named(group))}." for words, group in map(_kept, groups) if group]


def _about_results(results: Results) -> list[str]:
    names = results.unmeasured
    return [f"Nothing was measured in the quarter of {count(len(names), 'promise')}: {_names(names)}."] if names else []


def _about_protection(scope: Scope, found: Protection) -> list[str]:
    if all(each.is_missing for each in found.standings):
        return [f"Nobody had counted how well {scope.customer.name} was protected."]
    groups = (
        ("Nobody had counted {}.", (each for each in found.standings if each.is_missing)),
        ("The count is older than a quarter of {}.", (each for each in found.standings if each.age)),
    )
    named = ((words, "; ".join(f"{lower_first(each.what)} ({each.term})" for each in group)) for words, group in groups)
    return [words.format(names) for words, names in named if names]


def _about_suppliers(scope: Scope, found: Suppliers) -> list[str]:
    if not found.suppliers:
        return [f"Which products ran at {scope.customer.name} had not been entered: its suppliers are not known."]
    groups = (
        (
            "Nobody had assessed {} that work depends on: {}.",
            [each.name for each in found.suppliers if each.is_missing],
        ),
        ("The assessment of {} was overdue: {}.", [each.name for each in found.suppliers if each.late]),
    )
    return [words.format(count(len(names), "supplier"), _names(names)) for words, names in groups if names]


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED_MOST:,} more" if len(names) > NAMED_MOST else ""
    return "; ".join(names[:NAMED_MOST]) + more


def _kept(group: tuple[str, Iterable[Job]]) -> tuple[str, list[Job]]:
    return group[0], list(group[1])


def _named(jobs: list[Job]) -> str:
    """One job by its title, several by their codes."""
    if len(jobs) == 1:
        return f"“{jobs[0].title}” ({jobs[0].code})"
    codes = ", ".join(job.code for job in jobs[:NAMED_MOST])
    more = f" and {len(jobs) - NAMED_MOST:,} more" if len(jobs) > NAMED_MOST else ""
    return f"{count(len(jobs), 'job')}: {codes}{more}"
