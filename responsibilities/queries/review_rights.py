"""Which buttons a reader of a version has, and the sentence beside one that must wait."""

from dataclasses import dataclass

from accounts.actor import Actor
from accounts.enums import Permission
from responsibilities.permissions import check_can_sign, why_not
from responsibilities.queries.review import Review
from responsibilities.queries.review_items import Progress

WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


@dataclass(frozen=True)
class Rights:
    """What this reader may do here. `signer` says that signing is theirs at all, `why_wait` why not yet."""

    agree: bool
    ask: bool
    answer: bool
    signer: bool
    why_wait: str
    says: str

    @property
    def sign(self) -> bool:
        return self.signer and not self.why_wait


def rights_of(actor: Actor, review: Review) -> Rights:
    """The rights of an actor on the review page."""
    version, signed = review.version, set(review.signed)
    is_open = version.is_proposed
    answer = Permission.QUESTION_ASK if actor.is_customer else Permission.QUESTION_ANSWER
    signer = is_open and actor.may(Permission.MATRIX_SIGN) and actor.side not in signed
    why_wait = _why_wait(actor, review, signed) if signer else ""
    return Rights(
        agree=review.reader.agree,
        ask=review.reader.ask,
        answer=actor.may(answer),
        signer=signer,
        why_wait=why_wait,
        says=why_wait or _says(actor, review, signed, signer),
    )


def _why_wait(actor: Actor, review: Review, signed: set[str]) -> str:
    if actor.is_customer and not review.progress.is_complete:
        return what_is_left(review.progress)
    return why_not(check_can_sign, actor, review.version, [item.row for item in review.items], signed)


def _says(actor: Actor, review: Review, signed: set[str], signer: bool) -> str:
    """The sentence in the bar when nothing holds this reader up."""
    customer, provider = review.version.customer.name, review.names.provider
    if signer:
        return "Everything is settled. Read the whole text once more, then sign it."
    if actor.side in signed:
        return f"Your side has signed. It is in force once {provider if actor.is_customer else customer} has too."
    return f"An owner of {customer} signs for you." if actor.is_customer else "An owner or manager signs for you."


def what_is_left(progress: Progress) -> str:
    """What the customer has still to do before signing, in one sentence."""
    if not progress.nobody:
        return "You can sign once each job is agreed."
    nobody = f"the {in_words(progress.nobody)} that are nobody’s have an owner"
    if progress.nobody == 1:
        nobody = "the one that is nobody’s has an owner"
    return f"You can sign once each job is agreed and {nobody}, or you accept the risk in writing."


def in_words(number: int) -> str:
    """Small numbers as words, others in figures."""
    return WORDS[number] if 0 < number < len(WORDS) else f"{number:,}"
