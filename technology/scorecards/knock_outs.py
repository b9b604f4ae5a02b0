"""What an option must have, whatever its score (domain.md §8.1)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class KnockOut:
    """Something without which a product is not recommended, whatever its score. `question` is answered yes to pass."""

    code: str
    label: str
    question: str
    fails: str


KNOCK_OUTS = (
    KnockOut("mfa", "A second factor at sign-in", "Can a second factor be required at sign-in?", "no MFA"),
    KnockOut("export", "Your data can be taken out", "Can you take all of your data out?", "no export of your data"),
    KnockOut(
        "breach_notice", "A duty to tell of a breach", "Does the contract make it tell you of a breach?",
        "no duty to tell you of a breach",
    ),
    KnockOut("supported", "Still supported", "Does its maker still support it?", "out of support"),
)  # fmt: skip
