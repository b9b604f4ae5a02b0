"""The pages of insurance as people use them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries as AssertQueries

from accounts.models import User
from contracts.models import Policy, PolicyCondition, PublishedFact
from contracts.snapshots import token
from tests.architecture.access.insurance import PARTS, POLICY
from tests.cast import NOW, Cast
from tests.factories.insurance import (
    make_condition,
    make_notice,
    make_policy,
    make_policy_document,
    make_section,
    make_sublimit,
)
from tests.factories.responsibilities import make_version

SignIn = Callable[[User], Client]
PAGE_LIMIT = 60 * 1024


@pytest.fixture
def owner(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.customer_owner)


def address(name: str, cast: Cast, **about: Any) -> str:
    return reverse(name, kwargs={"customer_slug": cast.customer.slug, **about})


def policy_page(cast: Cast, policy: Policy) -> str:
    return address("portfolio:policy", cast, pk=policy.pk)


def whole(cast: Cast, parts: int = 1) -> Policy:
    policy = make_policy(cast.customer, number="CY-1", hotline="01632 960 911")
    rows = [{"code": f"J-{number}", "title": f"Job {number}"} for number in range(parts)]
    version = make_version(cast.customer, "agreed", rows=rows)
    for row in version.rows.all():
        make_section(policy)
        make_condition(policy, line=row.line)
        make_notice(policy)
        make_policy_document(policy, added_by=cast.customer_owner, content=row.code.encode())
    make_sublimit(policy)
    return policy


def test_list_says_the_answer_first(cast: Cast, owner: Client) -> None:
    whole(cast)
    page = owner.get(address("contracts:insurance", cast)).content.decode()

    assert "You are covered up to <b>£250,000</b> in a year; the first £1,000 of each event is yours" in page
    assert "1 of 1 condition nobody has looked at" in page
    assert "Fairlead IT has not shown its insurance here." in page


def test_staff_read_the_customers_name(cast: Cast, sign_in: SignIn) -> None:
    whole(cast)
    page = sign_in(cast.provider_engineer).get(address("contracts:insurance", cast)).content.decode()

    assert "Harbour Roast is covered up to" in page
    assert "Add a policy" not in page


def test_empty_states_say_what_to_do(cast: Cast, owner: Client, sign_in: SignIn) -> None:
    url = address("contracts:insurance", cast)

    assert "Have the policy’s schedule at hand" in owner.get(url).content.decode()
    assert "can enter what you are insured for" in sign_in(cast.customer_reader).get(url).content.decode()


def test_customer_reads_only_what_the_provider_published(cast: Cast, owner: Client) -> None:
    policy = make_policy(cast.provider, kind="tech_eo", insurer="Albion", aggregate_limit="777000")
    PublishedFact.objects.create(policy=policy, fact="insurer", published_at=NOW)
    page = owner.get(address("contracts:insurance", cast)).content.decode()

    assert "Albion" in page
    assert "777,000" not in page
    assert owner.get(policy.get_absolute_url()).status_code == 404


def test_policy_page_says_it_all(cast: Cast, owner: Client) -> None:
    policy = whole(cast)
    policy.notices.update(paid="30000", paid_on=date(2026, 5, 1))
    page = owner.get(policy_page(cast, policy)).content.decode()

    for words in (
        "nothing is paid for the first 8 hours of an outage",
        "£30,000 at the most; 25 % of the loss is kept",
        "J-0 Job 0",
        "<b>£220,000</b> is left in this period",
        "Paid: Letters sent to the wrong tenants: – £30,000",
        'href="tel:01632960911"',
        "Questions for your broker",
    ):
        assert words in page, words


@pytest.mark.parametrize("persona", ["customer_owner", "provider_lead"])
def test_pages_stay_small_and_ask_little(
    cast: Cast, sign_in: SignIn, persona: str, django_assert_max_num_queries: AssertQueries
) -> None:
    policy, browser = whole(cast, 12), sign_in(getattr(cast, persona))
    browser.get(policy_page(cast, policy))

    with django_assert_max_num_queries(14):
        page = browser.get(policy_page(cast, policy))
    assert len(page.content) < PAGE_LIMIT


def test_list_asks_the_same_however_many_policies(
    cast: Cast, owner: Client, django_assert_max_num_queries: AssertQueries
) -> None:
    for number in range(12):
        make_section(make_policy(cast.customer, number=f"N-{number}"))
    url = address("contracts:insurance", cast)
    owner.get(url)

    with django_assert_max_num_queries(12):
        owner.get(url)


def test_add_a_policy_without_javascript(cast: Cast, owner: Client) -> None:
    response = owner.post(
        address("contracts:policy-add", cast), POLICY | {"coinsurance": "25", "aggregate_limit": "£250,000"}
    )

    policy = Policy.objects.get()
    assert response.url == f"{policy.get_absolute_url()}#pays"
    assert (policy.customer, str(policy.coinsurance), policy.uninsurable_heads) == (
        cast.customer, "0.2500", ["REGULATORY_FINE"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"ends_on": "2025-12-31"}, "The last day can’t be before Thu 1 Jan 2026"),
        ({"aggregate_limit": "0"}, "more than 0"),
        ({"aggregate_limit": "lots"}, "Write a number"),
        ({"per_claim_limit": "300000"}, "no more than it pays in the whole period"),
        ({"notice_within": "30"}, "both the number and what it is counted in"),
        ({"retroactive_on": "2020-01-01", "claims_made": "on", "covers_all_past": "on"}, "not both"),
        ({"retroactive_on": "2020-01-01"}, "Only a claims-made policy"),
        ({"excluded_causes": ["bad luck"]}, "Choose from the list."),
        ({"coinsurance": "100"}, "99"),
        ({"ends_on": "9999-12-31"}, "Write a day between 1900 and 2199."),
    ],
)
def test_add_says_what_to_mend(cast: Cast, owner: Client, wrong: dict[str, Any], words: str) -> None:
    response = owner.post(address("contracts:policy-add", cast), POLICY | wrong)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Policy.objects.exists()


def test_the_same_policy_twice_is_told(cast: Cast, owner: Client) -> None:
    owner.post(address("contracts:policy-add", cast), POLICY)
    response = owner.post(address("contracts:policy-add", cast), POLICY)

    assert response.status_code == 409
    assert "already been entered" in response.content.decode()


def test_second_writer_sees_what_the_first_wrote(cast: Cast, owner: Client, sign_in: SignIn) -> None:
    policy = make_policy(cast.customer)
    url = address("contracts:policy-edit", cast, pk=policy.pk)
    seen = POLICY | {"edited": token(policy)}
    sign_in(cast.provider_lead).post(url, seen | {"insurer": "Theirs", "excluded_causes": ["fraud"]})
    response = owner.post(url, seen | {"insurer": "Mine"})
    page = response.content.decode()

    assert response.status_code == 409
    assert "Tom Hallett changed this while you were writing." in page
    assert "Insurer now says: Theirs" in page
    assert "Events it leaves out now says: fraud" in page
    policy.refresh_from_db()
    assert owner.post(url, seen | {"insurer": "Mine", "edited": token(policy)}).status_code == 302


@pytest.mark.parametrize("key", PARTS)
def test_parts_are_edited_and_removed(cast: Cast, owner: Client, key: str) -> None:
    make, data = PARTS[key]
    part = make(make_policy(cast.customer))
    edit = address(f"contracts:policy-{key}-edit", cast, pk=part.pk)

    assert owner.get(edit).status_code == 200
    assert owner.post(edit, data | {"edited": token(part)}).status_code == 302
    assert owner.post(edit, data | {"edited": "older"}).status_code == 409
    assert owner.post(address(f"contracts:policy-{key}-remove", cast, pk=part.pk)).status_code == 302
    assert not type(part)._default_manager.exists()


@pytest.mark.parametrize(
    ("key", "wrong", "words"),
    [
        ("section", {"causes": []}, "Tick at least one."),
        ("section", {"limit": "0"}, "more than 0, or leave it empty"),
        ("sublimit", {"amount": ""}, "the share kept, or both"),
        ("condition", {"effect": "reduce"}, "Write by how much."),
        ("condition", {"is_met": "yes"}, "the day on which this was found out"),
        ("condition", {"counted": "3"}, "how many of how many"),
        ("condition", {"counted": "3", "counted_of": "2"}, "how many of how many"),
        (
            "condition",
            {"is_met": "yes", "checked_on": "2026-01-01", "counted": "1", "counted_of": "2"},
            "not so for all",
        ),
        ("notice", {"paid": "5"}, "Write the day for what was paid"),
        ("notice", {"happened_on": "2026-04-01"}, "before it happened"),
    ],
)
def test_parts_say_what_to_mend(cast: Cast, owner: Client, key: str, wrong: dict[str, Any], words: str) -> None:
    policy = make_policy(cast.customer)
    response = owner.post(address(f"contracts:policy-{key}-add", cast, pk=policy.pk), PARTS[key][1] | wrong)

    assert response.status_code == 422
    assert words in response.content.decode()


def test_what_is_found_out_is_kept(cast: Cast, owner: Client) -> None:
    condition = make_condition(make_policy(cast.customer), code="MFA")
    data = {"code": "MFA", "words": "MFA", "effect": "reduce", "reduced_by": "25", "is_met": "no"}
    found = {"checked_on": "2026-11-03", "counted": "22", "counted_of": "24", "edited": token(condition)}
    owner.post(address("contracts:policy-condition-edit", cast, pk=condition.pk), data | found)

    condition = PolicyCondition.objects.get()
    assert (condition.is_met, condition.counted, str(condition.reduced_by)) == (False, 22, "0.2500")


def test_the_job_that_answers_is_chosen_from_the_matrix(cast: Cast, owner: Client) -> None:
    version = make_version(cast.customer, "agreed", rows=[{"code": "IAM-02", "title": "Use MFA", "domain": "Access"}])
    condition = make_condition(make_policy(cast.customer))
    url, line = address("portfolio:condition-job", cast, pk=condition.pk), version.rows.get().line

    assert "IAM-02 Use MFA" in owner.get(url).content.decode()
    assert owner.post(url, {"job": "nonsense"}).status_code == 422
    assert owner.post(url, {"job": str(line)}).status_code == 302
    condition.refresh_from_db()
    assert condition.line == line
    version.rows.update(line="00000000-0000-0000-0000-000000000001")
    assert "The job that answered for it is gone" in owner.get(condition.policy.get_absolute_url()).content.decode()


def test_a_job_of_a_draft_is_not_named_to_the_customer(cast: Cast, owner: Client, sign_in: SignIn) -> None:
    version = make_version(cast.customer, "draft", rows=[{"code": "SECRET-1", "title": "Secret job"}])
    condition = make_condition(make_policy(cast.customer))
    url = address("portfolio:condition-job", cast, pk=condition.pk)
    sign_in(cast.provider_lead).post(url, {"job": str(version.rows.get().line)})
    page = owner.get(condition.policy.get_absolute_url()).content.decode()

    assert "A job is chosen" in page
    assert "ecret" not in page


def test_the_providers_owner_ticks_what_customers_read(cast: Cast, sign_in: SignIn) -> None:
    policy = make_policy(cast.provider, kind="tech_eo")
    browser = sign_in(cast.provider_owner)
    url = reverse("contracts:provider-policy-publish", kwargs={"provider_slug": cast.provider.slug, "pk": policy.pk})

    assert browser.post(url, {"facts": ["limits"]}).status_code == 302
    assert list(policy.published.values_list("fact", flat=True)) == ["limits"]
    browser.post(url, {"facts": ["gossip"]})
    assert list(policy.published.values_list("fact", flat=True)) == ["limits"]
    page = browser.get(policy.get_absolute_url()).content.decode()
    assert "The limit is shared by all 2 customers: £125,000 each" in page
    reader = sign_in(cast.provider_auditor).get(policy.get_absolute_url()).content.decode()
    assert "Customers read it" in reader
    assert "Save what customers read" not in reader


def test_documents_come_and_go(cast: Cast, owner: Client) -> None:
    policy = make_policy(cast.customer)
    add = address("contracts:policy-document-add", cast, pk=policy.pk)
    file = SimpleUploadedFile("certificate.md", b"# Certificate\n", "text/markdown")
    assert owner.post(add, {"file": file, "title": "Certificate"}).status_code == 302
    file.seek(0)
    assert owner.post(add, {"file": file}).status_code == 409

    document = policy.documents.get()
    shown = owner.get(address("contracts:policy-document", cast, pk=document.pk))
    assert b"".join(shown.streaming_content) == b"# Certificate\n"
    assert "attachment" in shown["Content-Disposition"]
    owner.post(address("contracts:policy-document-remove", cast, pk=document.pk))
    assert owner.get(address("contracts:policy-document", cast, pk=document.pk)).status_code == 404


def test_a_lost_file_is_not_found(cast: Cast, owner: Client) -> None:
    document = make_policy_document(make_policy(cast.customer), added_by=cast.customer_owner)
    document.file.storage.delete(document.file.name)

    assert owner.get(address("contracts:policy-document", cast, pk=document.pk)).status_code == 404


def test_the_next_period_stands_beside_this_one(cast: Cast, owner: Client) -> None:
    policy = whole(cast)
    response = owner.post(address("contracts:policy-renew", cast, pk=policy.pk), follow=True)

    assert "From <b>Friday 1 January 2027</b> you are covered" in response.content.decode()
    assert Policy.objects.count() == 2


def test_user_text_is_never_markup(cast: Cast, owner: Client) -> None:
    policy = make_policy(cast.customer, insurer="<script>1</script>", exclusions="<b>2</b>", hotline="<i>3</i>")
    make_condition(policy, words="<u>4</u>")
    page = owner.get(policy_page(cast, policy)).content.decode()

    for markup in ("<script>1", "<b>2", "<i>3", "<u>4"):
        assert markup not in page
