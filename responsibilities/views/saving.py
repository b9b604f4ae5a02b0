"""Saving an entry of the catalogue from a form."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from accounts.requests import Request
from core.errors import Conflict
from responsibilities.actions import catalogue as actions
from responsibilities.forms.catalogue import EntryForm
from responsibilities.queries.catalogue import entry_stamp, entry_words

Render = Callable[[int], HttpResponse]
Done = Callable[[Any], HttpResponse]


def add_from(form: EntryForm, request: Request, *, render: Render, done: Done, **more: Any) -> HttpResponse:
    """Add what the form holds, or show the form again with what stops it."""
    if request.method == "POST" and form.is_valid():
        try:
            return done(actions.add_entry(entry=form.instance, by=request.actor, at=timezone.now(), **more))
        except actions.Taken as taken:
            form.add_error(taken.field, str(taken))
    return render(200)


def change_from(form: EntryForm, entry: Any, request: Request, *, render: Render, done: Done) -> HttpResponse:
    """Write what the form holds over the entry, unless somebody else wrote first: then both are shown."""
    if request.method == "POST" and form.is_valid():
        values, seen = form.values(), form.cleaned_data["seen"]
        try:
            return done(
                actions.change_entry(entry=entry, values=values, seen=seen, by=request.actor, at=timezone.now())
            )
        except actions.Taken as taken:
            form.add_error(taken.field, str(taken))
        except Conflict as conflict:
            now = type(entry).objects.get(pk=entry.pk)
            form.keep_after(conflict, entry_stamp(now), _differs(entry_words(now), form))
            return render(409)
    return render(200)


def _differs(now: Mapping[str, str], form: EntryForm) -> dict[str, str]:
    """The fields in which the entry and the form differ."""
    written = {name: value for name, value in entry_words(form.instance).items() if name != "services"}
    return {name: value for name, value in now.items() if name in written and value != written[name]}
