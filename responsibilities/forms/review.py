"""What the customer writes while reading a version."""

from responsibilities.forms.questions import PlainForm, text_field


class RiskForm(PlainForm):
    """Why the customer lives with a job that has no clear owner."""

    reason = text_field(
        "Why you accept the risk",
        "It is kept with your name and the date, and goes into the audit pack.",
        longest=500,
        rows=2,
    )
