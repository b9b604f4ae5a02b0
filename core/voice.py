"""What fields of forms say when something is missing or wrong: what to write, in the product's voice.

Set once for all kinds of fields, those of Django's and allauth's own forms among them. A field that knows better
says so in its own `error_messages`.
"""

from django import forms

DATE = "Write the date as day, month and year, for example 31/12/2026."
FROM_LIST = "Choose from the list."
WHOLE_NUMBER = "Write a whole number, such as 12."
NUMBER = "Write a number, such as 12.50."

MESSAGES: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {
        "required": "Fill this in.",
        "unique": "This is taken already. Write another.",
        "max_length": "Write at most %(limit_value)d characters; these are %(show_value)d.",
        "min_length": "Write at least %(limit_value)d characters; these are %(show_value)d.",
        "max_value": "Write %(limit_value)s or less.",
        "min_value": "Write %(limit_value)s or more.",
        "step_size": "Write a multiple of %(limit_value)s.",
        "null_characters_not_allowed": "This holds a character that no keyboard writes. Write it anew.",
    },
    forms.EmailField: {
        "required": "Write an e-mail address.",
        "invalid": "Write a whole e-mail address, such as name@example.com.",
    },
    forms.URLField: {"invalid": "Write a whole web address, such as https://example.com."},
    forms.SlugField: {"invalid": "Write letters, numbers and hyphens only, without spaces."},
    forms.UUIDField: {"invalid": FROM_LIST},
    forms.JSONField: {"invalid": "The answer did not arrive whole. Try again."},
    forms.IntegerField: {"required": WHOLE_NUMBER, "invalid": WHOLE_NUMBER},
    forms.FloatField: {"required": NUMBER, "invalid": NUMBER},
    forms.DecimalField: {
        "required": NUMBER,
        "invalid": NUMBER,
        "max_digits": "Write a smaller number: at most %(max)s digits.",
        "max_decimal_places": "Write at most %(max)s digits after the point.",
        "max_whole_digits": "Write a smaller number: at most %(max)s digits before the point.",
    },
    forms.DateField: {"required": "Choose the day.", "invalid": DATE},
    forms.TimeField: {"required": "Choose the time.", "invalid": "Write the time as hours and minutes, such as 14:30."},
    forms.DateTimeField: {
        "required": "Choose the day and time.",
        "invalid": "Write day and time, for example 31/12/2026 14:30.",
    },
    forms.BooleanField: {"required": "Tick this first."},
    forms.ChoiceField: {"required": "Choose one.", "invalid_choice": FROM_LIST},
    forms.MultipleChoiceField: {
        "required": "Choose at least one.",
        "invalid_choice": FROM_LIST,
        "invalid_list": FROM_LIST,
    },
    forms.ModelChoiceField: {"required": "Choose one.", "invalid_choice": FROM_LIST},
    forms.ModelMultipleChoiceField: {
        "required": "Choose at least one.",
        "invalid_choice": FROM_LIST,
        "invalid_list": FROM_LIST,
        "invalid_pk_value": FROM_LIST,
    },
    forms.FileField: {
        "required": "Choose a file.",
        "invalid": "The file did not arrive. Choose it again.",
        "missing": "The file did not arrive. Choose it again.",
        "empty": "The file is empty. Choose it again.",
        "max_length": "The file’s name is too long: at most %(max)d characters. Rename it, then choose it again.",
        "contradiction": "Choose a file or tick the box to remove it, not both.",
    },
}


def speak() -> None:
    """Put these messages in the place of Django's; each kind of field hands them down to its own kinds."""
    for kind, messages in MESSAGES.items():
        kind.default_error_messages = {**kind.default_error_messages, **messages}
