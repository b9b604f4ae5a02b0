"""Courses, campaigns, and who has finished: nobody finishes for somebody else but the customer's lead."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.actor import Actor
from accounts.models import Customer, Provider, User
from audit.record import differences, record
from core.errors import Conflict, NotAllowed
from core.once import made_before
from core.snapshots import Snapshots
from core.uploads import CheckedFile
from core.words import count, day
from engagement.caught import Caught
from engagement.education import Teaching
from engagement.models import Campaign, Course, Participation
from engagement.permissions.education import check_can_finish, check_can_offer, check_can_plan, check_can_stop

_kept = Snapshots({Course: ("kind", "title", "words", "link", "minutes", "filename", "sha256")})
TAKEN = "There is a course of that name. Change that one, or choose another name."
snapshot, token, check_untouched = _kept.snapshot, _kept.token, _kept.check_untouched


@transaction.atomic
def add_course(
    *, provider: Provider, by: Actor, at: datetime, file: UploadedFile | None = None,
    checked: CheckedFile | None = None, key: UUID | None = None, **about: Any,
) -> Course:  # fmt: skip
    """Something to offer to customers. Sent twice (`key`), it is one."""
    check_can_offer(by)
    Provider.objects.select_for_update(of=("self",)).get(pk=provider.pk)
    if known := made_before(Course, key, provider_id=provider.pk, added_by_id=by.user_id):
        return known
    course = Course(pk=key or uuid4(), provider=provider, added_at=at, added_by_id=by.user_id, **about)  # type: ignore[misc]
    _check_title(course)
    _attach(course, file, checked)
    course.save(force_insert=True)
    record("course_added", target=course, by=by, at=at, says=f"added the course “{course}”", is_internal=True,
           after=snapshot(course))  # fmt: skip
    return course


@transaction.atomic
def edit_course(
    *, course: Course, edited: str, by: Actor, at: datetime, file: UploadedFile | None = None,
    checked: CheckedFile | None = None, **about: Any,
) -> Course:  # fmt: skip
    """Change it; other content is another version, which people accept anew."""
    check_can_offer(by)
    Provider.objects.select_for_update(of=("self",)).get(pk=course.provider_id)
    course = Course.objects.select_for_update().get(pk=course.pk)
    check_untouched(course, edited)
    was = snapshot(course)
    for name, value in about.items():
        setattr(course, name, value)
    _check_title(course)
    _attach(course, file, checked)
    before, after = differences(was, snapshot(course))
    if {"words", "link", "sha256"} & set(after):
        course.version += 1
    course.save()
    if after:
        says = f"changed the course “{course}”, now version {course.version}"
        record("course_edited", target=course, by=by, at=at, says=says, is_internal=True, before=before, after=after)
    return course


@transaction.atomic
def retire_course(*, course: Course, by: Actor, at: datetime) -> Course:
    """Offer it no more; who was asked before still finishes."""
    check_can_offer(by)
    course = Course.objects.select_for_update().get(pk=course.pk)
    if course.retired_at is None:
        course.retired_at = at
        course.save(update_fields=["retired_at"])
        record("course_retired", target=course, by=by, at=at, says=f"took the course “{course}” out of use",
               is_internal=True)  # fmt: skip
    return course


@transaction.atomic
def plan_campaign(
    *, customer: Customer, course: Course, users: Iterable[User], others: Iterable[str], by: Actor, at: datetime,
    key: UUID | None = None, **about: Any,
) -> Campaign:  # fmt: skip
    """Ask people to learn or accept something; each with an account gets an e-mail once it opens.

    Sent twice (`key`), it is one.
    """
    check_can_plan(by)
    Customer.objects.select_for_update(of=("self",)).get(pk=customer.pk)
    if known := made_before(Campaign, key, customer_id=customer.pk, planned_by_id=by.user_id):
        return known
    if course.provider_id != customer.provider_id or course.retired_at is not None:
        raise NotAllowed("This course is not offered any more. Choose another.")
    campaign = Campaign.objects.create(
        pk=key or uuid4(), customer=customer, course=course, course_version=course.version, kind=course.kind,
        title=course.title, planned_at=at, planned_by_id=by.user_id, **about,  # type: ignore[misc]  # check_can_plan has seen a person
    )  # fmt: skip
    people = [Participation(campaign=campaign, person=user, name=user.name, email=user.email) for user in users]
    people += [Participation(campaign=campaign, name=name) for name in others]
    if not people:
        raise NotAllowed("Choose at least one person.")
    Participation.objects.bulk_create(people)
    asks = "accept" if course.kind == Teaching.POLICY else "take"
    says = f"asked {count(len(people), 'person', 'people')} to {asks} “{campaign}” by {day(campaign.closes_on)}"
    record("campaign_planned", target=campaign, by=by, at=at, says=says, customer_id=customer.pk)
    return campaign


@transaction.atomic
def import_phishing(
    *, customer: Customer, caught: Iterable[Caught], by: Actor, at: datetime, key: UUID | None = None, **about: Any
) -> Campaign:
    """Keep the results of a phishing exercise. The history tells how many, never who. Sent twice (`key`), it is one."""
    check_can_plan(by)
    Customer.objects.select_for_update(of=("self",)).get(pk=customer.pk)
    if twin := made_before(Campaign, key, customer_id=customer.pk, planned_by_id=by.user_id):
        return twin
    campaign = Campaign.objects.create(
        pk=key or uuid4(),
        customer=customer,
        kind=Teaching.PHISHING,
        planned_at=at,
        planned_by_id=by.user_id,  # type: ignore[misc]  # check_can_plan has seen a person
        **about,
    )
    known = {user.email.casefold(): user for user in User.objects.filter(memberships__customer=customer).distinct()}
    people = [
        Participation(campaign=campaign, person=known.get(each.email.casefold()), **vars(each)) for each in caught
    ]
    Participation.objects.bulk_create(people)
    says = f"entered the phishing exercise “{campaign}” with {count(len(people), 'person', 'people')}"
    record("phishing_entered", target=campaign, by=by, at=at, says=says, customer_id=customer.pk)
    return campaign


@transaction.atomic
def stop_campaign(*, campaign: Campaign, by: Actor, at: datetime) -> Campaign:
    """Nobody is asked or counted any more; what was done stays on file."""
    campaign = Campaign.objects.select_for_update(of=("self",)).select_related("customer").get(pk=campaign.pk)
    check_can_stop(by, campaign)
    campaign.stopped_at, campaign.stopped_by_id = at, by.user_id
    campaign.save(update_fields=["stopped_at", "stopped_by"])
    record("campaign_stopped", target=campaign, by=by, at=at, says=f"stopped “{campaign}”",
           customer_id=campaign.customer_id)  # fmt: skip
    return campaign


@transaction.atomic
def finish(*, one: Participation, by: Actor, at: datetime, read: int | None = None) -> Participation:
    """It is learned or accepted; the first time counts. `read` is the version that was on the page, if it is known."""
    one = (
        Participation.objects.select_for_update(of=("self",))
        .select_related("campaign__customer", "campaign__course")
        .get(pk=one.pk)
    )
    check_can_finish(by, one)
    course = one.campaign.course
    if read is not None and course is not None and read != course.version:
        raise Conflict("The text has been changed since you opened it. Read it again first.")
    if one.done_at is None:
        one.done_at, one.marked_by_id, one.done_version = at, by.user_id, read or one.campaign.course_version
        one.save(update_fields=["done_at", "marked_by", "done_version"])
        did = "accepted" if one.campaign.is_policy else "finished"
        says = f"{did} “{one.campaign}”, version {one.done_version}"
        record("course_finished", target=one.campaign, by=by, at=at, says=says,
               customer_id=one.campaign.customer_id)  # fmt: skip
    return one


def _check_title(course: Course) -> None:
    """Courses are told apart by their names; the caller holds the provider, so that two at once are told too."""
    same = Course.objects.offered().filter(provider=course.provider_id, title__iexact=course.title)
    if same.exclude(pk=course.pk).exists():
        raise Conflict(TAKEN)


def _attach(course: Course, file: UploadedFile | None, checked: CheckedFile | None) -> None:
    if file is None or checked is None:
        return
    course.filename, course.content_type, course.sha256 = checked.filename, checked.content_type, checked.sha256
    course.file.save(f"{course.pk.hex}-{checked.sha256[:8]}.{checked.filename.rpartition('.')[2].lower()}", file,
                     save=False)  # fmt: skip
