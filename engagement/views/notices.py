"""What somebody was told, read and unread, and how they want to be told."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import signed_in
from accounts.models import User
from accounts.queries import actors_of
from accounts.requests import address_of
from background.models import NoticePreference
from core.methods import require_form
from core.paging import page_of, query_without
from core.words import count
from engagement.actions.notices import change_wishes, mark_all_read, mark_read
from engagement.forms.notices import WishesForm
from engagement.queries.notices import actor_for, narrow_notices, notice_lines, notices_of, path_of


@require_safe
@signed_in
def notice_list(request: HttpRequest) -> HttpResponse:
    """Everything somebody was told, the newest first."""
    user = _user(request)
    actors = actors_of(user)
    mine = notices_of(user, actors)
    is_unread = request.GET.get("show") == "new"
    page = page_of(narrow_notices(mine, unread=is_unread), request.GET)
    context = {
        "page": page,
        "lines": notice_lines(page, actors),
        "unread": mine.filter(read_at=None).count(),
        "is_unread": is_unread,
        "query": query_without(request.GET, "page"),
    }
    return render(request, "engagement/notice_list.html", context)


@require_POST
@signed_in
def notices_read(request: HttpRequest) -> HttpResponse:
    """Everything has been read."""
    number = mark_all_read(user=_user(request), at=timezone.now())
    messages.success(
        request, f"{count(number, 'notice')} marked as read." if number else "Everything was read already."
    )
    return redirect("engagement:notice-list")


@require_POST
@signed_in
def notice_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note that it was read, and go to its page."""
    user = _user(request)
    actors = actors_of(user)
    notice = get_object_or_404(notices_of(user, actors), pk=pk)
    mark_read(notice=notice, at=timezone.now())
    return redirect(path_of(notice, actor_for(notice, actors)) or "engagement:notice-list")


@require_form
@signed_in
def notice_choices(request: HttpRequest) -> HttpResponse:
    """How somebody wants to be told of each kind of thing."""
    user = _user(request)
    wishes = NoticePreference.objects.wishes_of([user.pk])[user.pk]
    form = WishesForm(request.POST or None, wishes=wishes)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "engagement/notice_choices.html", {"form": form}, status=status)
    change_wishes(
        user=user, hows=form.hows, weekday=form.cleaned_data["weekday"],
        has_quiet_weekends=form.cleaned_data["has_quiet_weekends"], at=timezone.now(), address=address_of(request),
    )  # fmt: skip
    messages.success(request, "Your choices are saved.")
    return redirect("engagement:notice-choices")


def _user(request: HttpRequest) -> User:
    return User.objects.get(pk=str(request.user.pk))
