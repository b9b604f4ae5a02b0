"""The parts, conditions, papers and published facts of a policy as people use them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contracts.models import Policy, PolicyCondition
from contracts.snapshots import token
from tests.architecture.access.insurance import PARTS
from tests.cast import Cast
from tests.contracts.views.insured import address, policy_page, whole
from tests.factories.insurance import (
    make_condition,
    make_policy,
    make_policy_document,
)
from tests.factories.responsibilities import make_version

SignIn = Callable[[User], Client]
PAGE_LIMIT = 60 * 1024


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


def test_a_condition_says_for_which_losses_it_matters(cast: Cast, owner: Client) -> None:
    policy = make_policy(cast.customer)
    data = {"code": "MFA", "words": "MFA", "effect": "void", "causes": ["ransomware", "data_breach"]}
    owner.post(address("contracts:policy-condition-add", cast, pk=policy.pk), data | {"relevance": "Stolen passwords."})

    assert PolicyCondition.objects.get().causes == ["ransomware", "data_breach"]
    page = owner.get(policy.get_absolute_url()).content.decode()
    assert "Only for losses from: Personal data got out; ransomware. Stolen passwords." in page


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
