"""E-mails: written once, plain, in text and HTML; nothing people wrote becomes markup or a header."""

import smtplib
from email import message_from_bytes, policy

import pytest
from django.core import mail as outbox_of

from background.mail import post_email
from background.models import Email, Job
from background.runner import drain
from tests.cast import NOW, make_user

HOSTILE = '<script>alert(1)</script> {{ x }} & "Ltd"'
LINK = "https://sheet.example.com/customers/harbour-roast/?a=1&b=2"


@pytest.fixture
def templates(settings, tmp_path):
    """An e-mail template `tests/email/hello` for this test."""
    folder = tmp_path / "tests" / "email"
    folder.mkdir(parents=True)
    (folder / "hello.subject.txt").write_text("{{ name }} asks\n")
    (folder / "hello.body.txt").write_text("Hello {{ to.name }},\n\n{{ name }} asks:\n\n- one\n- {{ name }}\n")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]


@pytest.fixture
def post(cast, templates):
    def posted(name="Tom", *, key="k", **more):
        to = more.pop("to", None) or cast.customer_owner
        return post_email(
            key=key,
            kind=more.pop("kind", "hello"),
            to=to,
            template="tests/email/hello",
            context={"name": name, "link": LINK, "link_text": "Open the question"},
            at=NOW,
            provider_id=cast.provider.pk,
            customer_id=cast.customer.pk,
            **more,
        )

    return posted


def test_an_email_is_written_and_delivered_in_text_and_html(post):
    email = post()

    assert drain() == 1

    email.refresh_from_db()
    sent = outbox_of.outbox[0]
    assert email.sent_at
    assert (email.subject, email.written_at, email.kind) == ("Tom asks", NOW, "hello")
    assert sent.to == ["Amara Osei <amara.osei@example.com>"]
    assert sent.body.startswith("Hello Amara Osei,\n\nTom asks:\n\n- one\n- Tom\n\nOpen the question:\n" + LINK)
    html = sent.alternatives[0].content
    assert "<p>Hello Amara Osei,</p>" in html
    assert "<li>one</li>" in html
    assert 'href="https://sheet.example.com/customers/harbour-roast/?a=1&amp;b=2"' in html


def test_an_email_that_may_come_otherwise_says_where_to_choose(post):
    chosen, urgent = post(kind="advice_given"), post(kind="incident_reported", key="urgent")

    where = "/notices/choices/"
    assert where in chosen.text
    assert f'{where}">Choose what comes by e-mail' in chosen.html
    assert where not in urgent.text + urgent.html
    assert where not in post(key="unknown").text


def test_its_headers_are_those_of_a_machine_with_a_fixed_message_id(post):
    email = post(reply_to="help@example.com")

    drain()

    message = message_from_bytes(outbox_of.outbox[0].message().as_bytes(), policy=policy.default)
    assert message["Message-ID"] == email.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Reply-To"] == "help@example.com"


def test_a_second_call_with_the_key_changes_nothing(post):
    first, second = post(), post("Somebody else")

    assert first == second
    assert second.subject == "Tom asks"
    assert (Email.objects.count(), Job.objects.count()) == (1, 1)


def test_a_second_delivery_sends_nothing(post):
    post()
    drain()
    Job.objects.update(state="queued")

    drain()

    assert len(outbox_of.outbox) == 1


def test_what_people_wrote_is_text_and_never_markup(post):
    email = post(HOSTILE)

    assert HOSTILE in email.text
    assert "<script" not in email.html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ x }} &amp; &quot;Ltd&quot; asks" in email.html


def test_nothing_people_wrote_becomes_a_header(post, cast):
    nasty = make_user("Eve\r\nBcc: all@example.com", email="eve@example.com")

    email = post("A\r\nBcc: victim@example.com\x00\x85B", to=nasty)
    drain()

    message = message_from_bytes(outbox_of.outbox[0].message().as_bytes(), policy=policy.default)
    assert message["Bcc"] is None
    assert email.subject == "A Bcc: victim@example.com B asks"
    assert message["To"].addresses[0].addr_spec == "eve@example.com"


def test_names_with_commas_and_accents_arrive(post):
    post(to=make_user('Zoë "Z", Ltd', email="zoe@example.com"))

    drain()

    to = message_from_bytes(outbox_of.outbox[0].message().as_bytes(), policy=policy.default)["To"]
    assert [(a.display_name, a.addr_spec) for a in to.addresses] == [('Zoë "Z", Ltd', "zoe@example.com")]


def test_a_link_that_is_a_key_is_not_kept(post):
    email = post(is_secret=True)
    assert LINK in email.text

    drain()

    email.refresh_from_db()
    assert LINK in outbox_of.outbox[0].body
    assert LINK not in email.text + email.html + email.link


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (
            smtplib.SMTPRecipientsRefused({"amara.osei@example.com": (550, b"no such user")}),
            "The mail server does not accept the address amara.osei@example.com.",
        ),
        (ConnectionRefusedError(111, "refused"), "The mail server could not be reached or refused the e-mail."),
    ],
)
def test_a_failed_delivery_is_tried_again_with_a_reason(post, monkeypatch, error, reason):
    email = post()
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", raises(error))

    drain()

    email.refresh_from_db()
    job = Job.objects.get()
    assert (job.state, job.reason, email.sent_at) == ("queued", reason, None)


def test_emails_are_seen_by_who_reaches_the_customer(post, cast):
    email = post()

    assert Email.objects.visible_to(cast.actor(cast.provider_lead, provider=cast.provider)).get() == email
    assert not Email.objects.visible_to(cast.actor(cast.limited_lead, provider=cast.provider)).exists()
    assert not Email.objects.visible_to(cast.actor(cast.other_owner, cast.other_customer)).exists()


def raises(error):
    def send_messages(self, messages):
        raise error

    return send_messages
