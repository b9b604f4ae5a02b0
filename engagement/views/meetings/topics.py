"""Topics of an agenda, and the actions a meeting ends in."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from advice.models import Action
from advice.permissions import check_can_finish
from core.methods import require_form
from core.pages import back_to, posted, send_form
from core.words import count
from engagement.actions import meetings as actions
from engagement.actions.meetings.common import token
from engagement.forms.meetings import DoneForm, NewsForm, PromiseForm, TopicForm
from engagement.models import Topic
from engagement.permissions import meetings as permissions
from engagement.queries.promised import counted
from engagement.views.meetings.common import around, find_meeting, find_topic, people_around, tells_news


@require_POST
@requires(Permission.MEETING_EDIT)
def meeting_refresh(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Add what has come up since the agenda was made."""
    found = find_meeting(request, customer_slug, pk)
    new = actions.refresh_agenda(meeting=found, by=request.actor, at=timezone.now())
    return back_to(request, found, "agenda", f"{count(len(new), 'new topic')} added." if new else "Nothing new.")


@requires(Permission.MEETING_EDIT)
@require_form
def topic_add(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_meeting(request, customer_slug, pk)
    permissions.check_can_write(request.actor, found)
    form = TopicForm(posted(request))

    def save() -> HttpResponse:
        made = actions.add_topic(meeting=found, by=request.actor, at=timezone.now(), **form.values)
        return back_to(request, found, f"t-{made.pk}", "On the agenda.")

    return send_form(request, form, save, **around(found, "Add a topic", "agenda", submit="Add it"))


@requires(Permission.MEETING_EDIT)
@require_form
def topic_edit(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """What was said and decided; saved, the next topic follows while the meeting goes on."""
    topic = find_topic(request, customer_slug, pk)
    found = topic.meeting
    permissions.check_can_write(request.actor, found)
    known = {name: getattr(topic, name) for name in ("title", "fact", "notes", "decision")} | {"edited": token(topic)}
    form_of = NewsForm if topic.is_news and tells_news(request.actor, found, timezone.now()) else TopicForm
    form = form_of(posted(request), topic=topic, initial=known)

    def save() -> HttpResponse:
        edited = form.cleaned_data["edited"]
        actions.edit_topic(topic=topic, edited=edited, by=request.actor, at=timezone.now(), **form.values)
        following = _next_url(request, topic)
        return redirect(following) if following else back_to(request, found, f"t-{topic.pk}", "Saved.")

    submit = "Save and go to the next" if _next_url(request, topic) else "Save"
    return send_form(request, form, save, **around(found, topic.title, f"t-{topic.pk}", submit=submit))


@require_POST
@requires(Permission.MEETING_EDIT)
def topic_move(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """One place up (`up=1`) or down."""
    topic = find_topic(request, customer_slug, pk)
    actions.move_topic(topic=topic, up=request.POST.get("up") == "1", by=request.actor, at=timezone.now())
    return back_to(request, topic.meeting, f"t-{topic.pk}")


@require_POST
@requires(Permission.MEETING_EDIT)
def topic_drop(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Off the agenda, or back on it (`back=1`)."""
    topic, is_dropped = find_topic(request, customer_slug, pk), request.POST.get("back") != "1"
    actions.drop_topic(topic=topic, is_dropped=is_dropped, by=request.actor, at=timezone.now())
    said = f"Off the agenda: {topic}." if is_dropped else f"Back on the agenda: {topic}."
    return back_to(request, topic.meeting, "agenda", said)


@requires(Permission.MEETING_EDIT)
@require_form
def promise_add(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_meeting(request, customer_slug, pk)
    permissions.check_can_promise(request.actor, found, counted(found))
    form = PromiseForm(posted(request), customer=found.customer, people=people_around(found.customer))

    def save() -> HttpResponse:
        actions.promise(meeting=found, by=request.actor, at=timezone.now(), **form.values)
        return back_to(request, found, "actions", "Agreed.")

    return send_form(request, form, save, **around(found, "Who does what?", "actions", submit="Agree it"))


@require_POST
@requires(Permission.MEETING_EDIT)
def promise_take_back(request: Request, customer_slug: str, pk: UUID, action: UUID) -> HttpResponse:
    found = find_meeting(request, customer_slug, pk)
    row = _action(request, customer_slug, action)
    actions.take_back(meeting=found, action=row, by=request.actor, at=timezone.now())
    return back_to(request, found, "actions", "Taken back.")


@requires(Permission.ACTION_DO)
@require_form
def promise_done(request: Request, customer_slug: str, pk: UUID, action: UUID) -> HttpResponse:
    """Something promised before is done, and what shows it."""
    found, row = find_meeting(request, customer_slug, pk), _action(request, customer_slug, action)
    check_can_finish(request.actor, row)
    form = DoneForm(posted(request))

    def save() -> HttpResponse:
        actions.finish_carried(meeting=found, action=row, by=request.actor, at=timezone.now(), **form.cleaned_data)
        return back_to(request, found, "actions", "Done.")

    return send_form(request, form, save, **around(found, row.text, "actions", submit="It is done"))


def _action(request: Request, customer_slug: str, pk: UUID) -> Action:
    rows = Action.objects.visible_to(request.actor).filter(customer__slug=customer_slug)
    return get_object_or_404(rows.select_related("customer"), pk=pk)


def _next_url(request: Request, topic: Topic) -> str:
    """The form of the topic after this one; empty after the last, and before the meeting begins."""
    if topic.meeting.starts_at > timezone.now():
        return ""
    later = topic.meeting.topics.filter(dropped_at=None, position__gt=topic.position)
    following = later.order_by("position", "pk").first()
    if following is None:
        return ""
    place = {"customer_slug": topic.meeting.customer.slug, "pk": following.pk}
    return reverse("engagement:topic-edit", kwargs=place)
