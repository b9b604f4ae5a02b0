"""Say once whether something helped."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.models import Customer
from audit.record import record
from core.errors import NotAllowed
from engagement.models import Feedback
from engagement.permissions import meetings as permissions
from engagement.queries.feedback import was_asked


@transaction.atomic
def give_feedback(
    *, customer: Customer, about: str, subject_id: UUID, helped: int | None, words: str, by: Actor, at: datetime
) -> Feedback:
    """One answer of one person; None for “I’d rather not say”. The history says that somebody answered, not what."""
    asked = was_asked(by, customer, about, subject_id)
    known = Feedback.objects.filter(about=about, subject_id=subject_id, person=by.user_id).exists()
    permissions.check_can_say(by, is_asked=asked is not None, has_said=known)
    if asked is None or by.user_id is None:
        raise NotAllowed("You were not asked about this.")
    words = words.strip() if helped else ""
    try:
        with transaction.atomic():
            feedback = Feedback.objects.create(
                customer=customer, about=about, subject_id=subject_id, title=asked.title[:300], person_id=by.user_id,
                helped=helped, words=words, given_at=at,
            )  # fmt: skip
    except IntegrityError as taken:
        raise NotAllowed("You have answered this already. Nobody asks twice.") from taken
    record(
        "feedback_given", target=feedback, by=by, at=at, customer_id=customer.pk,
        says="was asked whether it helped, and answered",
    )  # fmt: skip
    return feedback
