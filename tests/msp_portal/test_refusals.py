"""An insecure installation does not start and says why, one line for each reason."""

from types import SimpleNamespace

import pytest

from msp_portal.refusals import refusals, stop_when_insecure

SECURE = {
    "RELAXED": False,
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": ["sheet.example"],
    "SITE_URL": "https://sheet.example",
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
}


def settings(**changed: object) -> SimpleNamespace:
    return SimpleNamespace(**SECURE | changed)


def test_secure_installation_starts() -> None:
    stop_when_insecure(settings())

    assert refusals(settings()) == []


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "only-for-a-demo-on-this-machine-" + "0" * 32}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": []}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": ["*"]}, "ALLOWED_HOSTS"),
        ({"SITE_URL": "http://sheet.example"}, "SITE_URL"),
        ({"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend"}, "EMAIL_URL"),
    ],
)
def test_each_danger_is_one_line(changed: dict[str, object], word: str) -> None:
    reasons = refusals(settings(**changed))

    assert len(reasons) == 1
    assert word in reasons[0]


def test_process_ends_with_every_reason() -> None:
    with pytest.raises(SystemExit) as stopped:
        stop_when_insecure(settings(SECRET_KEY="short", ALLOWED_HOSTS=["*"]))

    assert str(stopped.value).count("\n- ") == 2


def test_demo_on_this_machine_starts() -> None:
    assert refusals(settings(RELAXED=True, SECRET_KEY="x", ALLOWED_HOSTS=["*"])) == []
