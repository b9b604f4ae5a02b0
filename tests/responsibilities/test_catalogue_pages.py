"""The pages of the catalogue, as staff use them."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from contracts.models import Bundle, Service
from responsibilities.models import Activity, Coverage
from responsibilities.queries.catalogue import entry_stamp
from tests.cast import Cast
from tests.factories.contracts import make_bundle, make_contract, make_line, make_service
from tests.factories.responsibilities import cover, make_activity, make_version, seed_catalogue


@pytest.fixture
def lead(cast: Cast, sign_in) -> Client:
    return sign_in(cast.provider_lead)


def url(name: str, cast: Cast, *args: object) -> str:
    return reverse(f"responsibilities:{name}", args=[cast.provider.slug, *args])


def test_an_empty_catalogue_starts_with_the_83(cast: Cast, lead: Client) -> None:
    page = lead.get(url("activity-list", cast))
    assert b"Start with the 83 activities" in page.content

    lead.post(url("activity-start", cast))
    page = lead.get(url("activity-list", cast))

    assert Activity.objects.filter(provider=cast.provider).count() == 83
    assert b"1 to 83 of 83" in page.content


def test_an_auditor_reads_and_is_offered_nothing_to_write(cast: Cast, sign_in) -> None:
    seed_catalogue(cast.provider)
    auditor = sign_in(cast.provider_auditor)

    page = auditor.get(url("activity-list", cast)).content.decode()
    one = auditor.get(url("activity", cast, Activity.objects.first().pk)).content.decode()

    assert "Add an activity" not in page
    assert "Retire" not in one


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("domain=Data+backup", 7),
        ("owner=third_party", 3),
        ("q=bak-03", 1),
        ("q=PR.DS-11", 6),
        ("cover=none", 82),
        ("state=retired", 0),
        ("domain=Nowhere", 83),
    ],
)
def test_the_list_filters(cast: Cast, lead: Client, query: str, number: int) -> None:
    seed_catalogue(cast.provider)
    cover(make_service(cast.provider), Activity.objects.get(provider=cast.provider, code="BAK-01"))

    page = lead.get(f"{url('activity-list', cast)}?{query}")

    assert page.context["page"].paginator.count == number


def test_the_list_filters_by_cyber_essentials_theme(cast: Cast, lead: Client) -> None:
    make_activity(cast.provider, cyber_essentials=["Firewalls"], title="Close the doors")
    make_activity(cast.provider, cyber_essentials=[])

    page = lead.get(f"{url('activity-list', cast)}?theme=Firewalls")

    assert [line.activity.title for line, _ in page.context["lines"]] == ["Close the doors"]


def test_the_export_holds_what_the_list_shows_with_cells_escaped(cast: Cast, lead: Client) -> None:
    make_activity(cast.provider, code="A-1", title="=HYPERLINK(1)")
    make_activity(cast.provider, code="B-1", domain="Other")

    answer = lead.get(f"{url('activity-export', cast)}?domain=Monitoring")

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[2] for row in rows[1:]] == ["'=HYPERLINK(1)"]


@pytest.mark.parametrize("number", [5, 200])
def test_lists_need_the_same_number_of_queries(
    cast: Cast, lead: Client, number: int, django_assert_max_num_queries
) -> None:
    service = make_service(cast.provider)
    cover(service, *(make_activity(cast.provider) for _ in range(number)))
    for _ in range(min(number, 30)):
        make_bundle(cast.provider, service, make_service(cast.provider))
    lead.get(url("activity-list", cast))

    for name in ("activity-list", "service-list"):
        with django_assert_max_num_queries(12):
            lead.get(url(name, cast))
    for name in ("service", "service-activities"):
        with django_assert_max_num_queries(12):
            lead.get(url(name, cast, service.pk))


def test_an_activity_is_adapted(cast: Cast, lead: Client) -> None:
    activity = make_activity(cast.provider, nist_csf=["PR.DS-11"])
    address = url("activity-edit", cast, activity.pk)
    form = lead.get(address).context["form"]
    assert form.initial["nist_csf"] == "PR.DS-11"

    answer = lead.post(
        address, _posted(activity, title="Look after it", nist_csf="de.cm-01, RC.RP-03", cyber_essentials=["Firewalls"])
    )

    assert answer.status_code == 302
    activity.refresh_from_db()
    assert (activity.title, activity.nist_csf) == ("Look after it", ["DE.CM-01", "RC.RP-03"])
    assert activity.cyber_essentials == ["Firewalls"]


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("nist_csf", "PR.DS", "is not a subcategory"),
        ("review_interval_months", "0", "from 1 to 60"),
        ("title", "", "Fill this in."),
        ("code", "TAKEN", "already taken by"),
    ],
)
def test_a_wrong_activity_says_what_is_wrong(cast: Cast, lead: Client, field: str, value: str, says: str) -> None:
    make_activity(cast.provider, code="taken")
    activity = make_activity(cast.provider)

    answer = lead.post(url("activity-edit", cast, activity.pk), _posted(activity, **{field: value}))

    assert answer.status_code == 200
    assert says in answer.content.decode()


def test_two_people_changing_an_activity_are_told_and_nothing_is_lost(cast: Cast, lead: Client) -> None:
    activity = make_activity(cast.provider, title="As it was")
    mine = _posted(activity, title="What I write")
    lead.post(url("activity-edit", cast, activity.pk), _posted(activity, title="What she wrote"))

    answer = lead.post(url("activity-edit", cast, activity.pk), mine)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "What I write" in page
    assert "It now says: What she wrote" in page
    assert Activity.objects.get(pk=activity.pk).title == "What she wrote"
    again = lead.post(url("activity-edit", cast, activity.pk), mine | {"seen": answer.context["form"]["seen"].value()})
    assert again.status_code == 302
    assert Activity.objects.get(pk=activity.pk).title == "What I write"


def test_an_own_activity_is_added_retired_and_brought_back(cast: Cast, lead: Client) -> None:
    blank = Activity(provider=cast.provider, code="OWN-01", domain="Our own", title="Feed the cat")
    lead.post(url("activity-add", cast), _posted(blank))
    activity = Activity.objects.get(code="OWN-01")

    lead.post(url("activity-retire", cast, activity.pk))
    assert b"Bring back" in lead.get(url("activity", cast, activity.pk)).content
    lead.post(url("activity-restore", cast, activity.pk))

    activity.refresh_from_db()
    assert activity.retired_at is None


def test_an_activity_tells_where_it_stands(cast: Cast, lead: Client) -> None:
    activity = make_activity(cast.provider)
    cover(make_service(cast.provider, "Managed backup"), activity, provider_duty="Nightly.")
    make_version(cast.customer, rows=[{"activity": activity}])

    page = lead.get(url("activity", cast, activity.pk)).content.decode()

    assert "Managed backup" in page
    assert "Nightly." in page
    assert cast.customer.name in page


def test_a_limited_lead_reads_only_their_own_customers_among_the_buyers(cast: Cast, sign_in) -> None:
    service = make_service(cast.provider)
    make_line(make_contract(cast.customer), service)
    make_line(make_contract(cast.other_customer), service)

    page = sign_in(cast.limited_lead).get(url("service-list", cast))

    assert page.context["services"][0].customers == (cast.other_customer.name,)


def test_a_service_is_added_changed_and_retired(cast: Cast, lead: Client) -> None:
    lead.post(
        url("service-add", cast), {"name": "Backup", "code": "B", "summary": "", "monthly_fee": "120.50", "seen": ""}
    )
    service = Service.objects.get(code="B")
    values = {
        "name": "Managed backup",
        "code": "B",
        "summary": "Copies.",
        "monthly_fee": "99",
        "seen": entry_stamp(service),
    }

    lead.post(url("service-edit", cast, service.pk), values)
    lead.post(url("service-retire", cast, service.pk))

    service.refresh_from_db()
    assert (service.name, str(service.monthly_fee)) == ("Managed backup", "99.00")
    assert service.retired_at is not None
    lead.post(url("service-restore", cast, service.pk))
    service.refresh_from_db()
    assert service.retired_at is None
    page = lead.get(url("service", cast, service.pk)).content.decode()
    for what in ("added", "changed", "retired", "brought back"):
        assert f"Tom Hallett {what} the service" in page


def test_choosing_activities_with_a_search_leaves_the_hidden_ones(cast: Cast, lead: Client) -> None:
    service = make_service(cast.provider)
    hidden, shown, new = (make_activity(cast.provider, title=title) for title in ("Hidden", "Shown", "New shown"))
    cover(service, hidden, shown)
    address = url("service-activities", cast, service.pk)
    page = lead.get(f"{address}?q=shown")
    assert [choice.activity.title for choice in page.context["choices"]] == ["Shown", "New shown"]

    lead.post(
        address,
        {
            "seen": page.context["seen"],
            "shown": [shown.pk, new.pk],
            "activity": [new.pk],
            f"duty-{new.pk}": " Every\0 night. ",
        },
    )

    covered = dict(Coverage.objects.values_list("activity__title", "provider_duty"))
    assert covered == {"Hidden": "", "New shown": "Every night."}


def test_choosing_over_somebody_elses_choice_is_told(cast: Cast, lead: Client) -> None:
    service = make_service(cast.provider)
    activity = make_activity(cast.provider)

    answer = lead.post(url("service-activities", cast, service.pk), {"seen": "old", "shown": [activity.pk]})

    assert answer.status_code == 409
    assert b"Somebody else changed this" in answer.content


def test_a_bundle_is_added_changed_and_retired(cast: Cast, lead: Client) -> None:
    one, other = make_service(cast.provider), make_service(cast.provider)
    lead.post(url("bundle-add", cast), {"name": "Essentials", "summary": "", "services": [one.pk], "seen": ""})
    bundle = Bundle.objects.get()
    values = {"name": "Essentials", "summary": "", "services": [one.pk, other.pk], "seen": entry_stamp(bundle)}

    lead.post(url("bundle-edit", cast, bundle.pk), values)
    lead.post(url("bundle-retire", cast, bundle.pk))

    assert bundle.services.count() == 2
    assert b"retired" in lead.get(url("service-list", cast)).content
    lead.post(url("bundle-restore", cast, bundle.pk))
    bundle.refresh_from_db()
    assert bundle.retired_at is None


def test_a_bundle_needs_a_service(cast: Cast, lead: Client) -> None:
    make_service(cast.provider)

    answer = lead.post(url("bundle-add", cast), {"name": "Nothing"})

    assert b"Choose at least one service" in answer.content


def test_services_are_searched(cast: Cast, lead: Client) -> None:
    make_service(cast.provider, "Managed backup")
    make_service(cast.provider, "Help desk")

    page = lead.get(f"{url('service-list', cast)}?q=desk")

    assert [line.service.name for line in page.context["services"]] == ["Help desk"]


def _posted(activity: Activity, **values: object) -> dict[str, object]:
    names = ("title", "code", "domain", "description", "default_ownership", "provider_duty", "customer_duty",
             "evidence_expected", "review_interval_months")  # fmt: skip
    form = {name: getattr(activity, name) for name in names}
    return form | {"nist_csf": "", "seen": entry_stamp(activity)} | values
