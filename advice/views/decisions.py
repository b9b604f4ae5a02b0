"""The customer decides: the text is shown, ticked, and taken down."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from advice import permissions
from advice.actions.deciding import decide_advice, text_to_acknowledge
from advice.enums import Answer
from advice.forms.decisions import DecisionForm
from advice.queries.sheet import sheet_of
from advice.views.common import find_advice
from core.errors import Conflict
from core.methods import require_form
from core.pages import CONFLICT, UNPROCESSABLE, posted

ASKED = {
    Answer.ACCEPTED: ("Go ahead", "You go ahead"),
    Answer.SCHEDULED: ("Do it later", "You do it later"),
    Answer.DECLINED: ("Decide against it", "You decide against it"),
}


@requires(Permission.ADVICE_DECIDE)
@require_form
def advice_decide(request: Request, customer_slug: str, pk: UUID, answer: str) -> HttpResponse:
    """One of the three answers, with what belongs to it and the text to acknowledge."""
    found, chosen = find_advice(request, pk), _answer(answer)
    permissions.check_can_decide(request.actor, found)
    text, sheet = text_to_acknowledge(found, chosen), sheet_of(found, request.actor)
    form = DecisionForm(
        posted(request), recommendation=found, answer=chosen, text=text, today=timezone.localdate(),
        seen=str(sheet.current.decision.pk) if sheet.current else "",
    )  # fmt: skip
    submit, title = ASKED[chosen]
    context = {"recommendation": found, "sheet": sheet, "form": form, "text": text, "title": title, "submit": submit}
    context |= {"answers": tuple(Answer), "answer": chosen, "problem": ""}
    if request.method != "POST":
        return render(request, "advice/decide.html", context)
    if not form.is_valid():
        return render(request, "advice/decide.html", context, status=UNPROCESSABLE)
    try:
        decide_advice(recommendation=found, answer=chosen, by=request.actor, at=timezone.now(), **form.values)
    except Conflict as conflict:
        form.data = {**request.POST.dict(), "seen": form.initial["seen"], "shown": text}
        return render(request, "advice/decide.html", context | {"problem": str(conflict)}, status=CONFLICT)
    messages.success(request, f"Your decision is kept. {found.customer.provider} has been told by e-mail.")
    return redirect(found)


def _answer(answer: str) -> Answer:
    try:
        return Answer(answer)
    except ValueError as unknown:
        raise Http404("There is no such answer.") from unknown
