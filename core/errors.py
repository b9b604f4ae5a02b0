"""What stops a person, in a sentence made for that person."""


class NotAllowed(Exception):
    """Yours, but not now or not in your role. Answered with 403 and the sentence."""


class Conflict(Exception):
    """Somebody changed it in the meantime. Answered with 409 and the sentence; nothing was lost."""
