"""Addresses of what a business depends on."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from continuity.views import interview, pages, parts
from continuity.views.parts import COST, LINK, NODE, TAKINGS, Part

HOME = "customers/<slug:customer_slug>/continuity"


def _part(folder: str, part: Part) -> Iterator[URLPattern]:
    about = {"part": part}
    if part is not TAKINGS:
        yield path(f"{HOME}/{folder}/add/", parts.part_add, about, name=f"{part.key}-add")
    yield path(f"{HOME}/{folder}/<uuid:pk>/edit/", parts.part_edit, about, name=f"{part.key}-edit")
    yield path(f"{HOME}/{folder}/<uuid:pk>/remove/", parts.part_remove, about, name=f"{part.key}-remove")


business = [
    path(f"{HOME}/", pages.overview, name="overview"),
    path(f"{HOME}/begin/", pages.begin, name="begin"),
    path(f"{HOME}/questions/", interview.interview, name="interview"),
    path(f"{HOME}/questions/summary/", interview.interview_summary, name="interview-summary"),
    path(f"{HOME}/questions/<slug:question>/", interview.interview_question, name="interview-question"),
    path(f"{HOME}/model/", pages.model, name="model"),
    path(f"{HOME}/facts/edit/", pages.facts_edit, name="facts-edit"),
    path(f"{HOME}/takings/add/", parts.takings_add, name="takings-add"),
    *_part("things", NODE),
    *_part("links", LINK),
    *_part("costs", COST),
    *_part("takings", TAKINGS),
]
