"""Ask for packs, make them, keep them, hand them out."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer
from audit.record import record
from background.jobs import enqueue
from core.digest import canonical, sha256
from core.errors import Conflict
from core.quarters import Quarter
from reports import permissions
from reports.frozen import content_digest, read
from reports.gather import gather_pack
from reports.models import Pack, PackQuerySet, PackState
from reports.pack import PackDocument
from reports.render import Printed


@transaction.atomic
def request_pack(*, customer: Customer, quarter: Quarter, by: Actor, at: datetime) -> Pack:
    """Freeze what the pack will say, and ask for its PDF.

    Asking twice gives one: while an edition is in the making it is the answer, and so is the latest one
    when nothing that it says has changed since. An edition that failed is made anew under its number, unless the
    quarter has another name by now. Numbers go on over the names of a quarter and the quarters of a name.
    """
    permissions.check_can_request_pack(by, quarter, timezone.localdate(at))
    customer = Customer.objects.select_for_update(of=("self",)).select_related("provider").get(pk=customer.pk)
    packs = Pack.objects.of_customer(customer)
    last = packs.of_quarter(quarter).newest_first().first()
    if last and last.is_queued:
        _enqueue_render(last, customer)
        return last
    namesakes = packs.filter(quarter=quarter.slug)
    _check_none_in_making(namesakes)
    failed = last if last and last.is_failed and last.quarter == quarter.slug else None
    edition = failed.number if failed else _next_edition(namesakes | packs.of_quarter(quarter))
    document = gather_pack(customer, quarter, at=at, edition=edition)
    if last and last.is_ready and last.data and content_digest(read(last.data)) == content_digest(document):
        return last
    return _freeze(failed, customer, quarter, document, by, at)


@transaction.atomic
def request_packs(*, wanted: Iterable[tuple[Customer, Quarter]], by: Actor, at: datetime) -> int:
    """Ask for many packs at once: one job for each, which freezes and renders. Returns how many were asked for."""
    number = 0
    for customer, quarter in wanted:
        permissions.check_can_request_pack(by, quarter, timezone.localdate(at))
        enqueue_make(customer, quarter, by_id=str(by.user_id) if by.user_id else "")
        number += 1
    return number


def enqueue_make(customer: Customer, quarter: Quarter, *, by_id: str = "") -> None:
    """A job that asks for the pack on behalf of a person, or of the product itself."""
    enqueue(
        "reports.make_pack",
        key=make_key(customer, quarter),
        provider_id=customer.provider_id,
        customer_id=customer.pk,
        of_customer=customer.pk,
        quarter=quarter.slug,
        by_id=by_id,
    )


def make_key(customer: Customer, quarter: Quarter) -> str:
    """One job for a customer and quarter at a time."""
    return f"make-pack:{customer.pk}:{quarter.slug}"


@transaction.atomic
def finish_pack(*, pack: Pack, printed: Printed, at: datetime) -> Pack:
    """Keep the PDF with its digest. A pack that was finished meanwhile stays as it is."""
    pack = _hold(pack)
    if not pack.is_queued:
        return pack
    pack.file.save(f"{pack.pk}.pdf", ContentFile(printed.content), save=False)
    pack.state, pack.ready_at, pack.reason = PackState.READY, at, ""
    pack.sha256, pack.size, pack.pages = sha256(printed.content), len(printed.content), printed.pages
    pack.save()
    _record("pack_made", pack, _product(pack), at, f"made the {pack} with digest {pack.sha256[:16]}")
    enqueue(
        "reports.email_pack_ready",
        key=f"pack-ready:{pack.pk}",
        provider_id=pack.customer.provider_id,
        customer_id=pack.customer_id,
        pack_id=pack.pk,
    )
    return pack


@transaction.atomic
def fail_pack(*, pack: Pack, reason: str, at: datetime) -> Pack:
    """Say why there is no PDF; it can be asked for again."""
    pack = _hold(pack)
    if pack.is_queued:
        pack.state, pack.reason = PackState.FAILED, reason[:300]
        pack.save(update_fields=["state", "reason"])
        _record("pack_failed", pack, _product(pack), at, f"could not make the {pack}: {pack.reason}")
    return pack


def download_pack(*, pack: Pack, by: Actor, at: datetime) -> bytes:
    """The PDF as it was sealed, noted in the history (docs/adr/0010). Raises what `read_pack` raises."""
    content = read_pack(pack=pack, by=by)
    _record("pack_downloaded", pack, by, at, f"downloaded the {pack}")
    return content


def read_pack(*, pack: Pack, by: Actor) -> bytes:
    """The PDF as it was sealed. Raises Conflict when the file is lost or altered."""
    permissions.check_can_download_pack(by, pack)
    try:
        with pack.file.open("rb") as stored:
            content = bytes(stored.read())
    except OSError as error:
        raise Conflict(
            "The file of this pack cannot be found. Ask for the pack again or tell your provider."
        ) from error
    if sha256(content) != pack.sha256:
        raise Conflict("The file of this pack is not the one that was sealed, so it is not handed out.")
    return content


def _check_none_in_making(namesakes: PackQuerySet) -> None:
    """Of the quarters that have had this name, one pack is made at a time."""
    if namesakes.filter(state=PackState.QUEUED).exists():
        raise Conflict("Another pack of this customer is being made. Ask for this one again in a minute.")


def _next_edition(namesakes: PackQuerySet) -> int:
    return (namesakes.aggregate(last=Max("number"))["last"] or 0) + 1


def _freeze(
    failed: Pack | None, customer: Customer, quarter: Quarter, document: PackDocument, by: Actor, at: datetime
) -> Pack:
    pack = failed or Pack(customer=customer, quarter=quarter.slug, number=document.edition)
    pack.starts_on, pack.ends_on, pack.cut_off_at = quarter.start, quarter.end, document.cut_off_at
    pack.state, pack.reason, pack.asked_at, pack.asked_by_id = PackState.QUEUED, "", at, by.user_id
    pack.data, pack.data_sha256 = json.loads(canonical(document)), document.digest
    pack.save()
    says = (
        f"asked for the {pack}, data as at {timezone.localtime(document.cut_off_at - timedelta(seconds=1)):%-d %B %Y}"
    )
    _record("pack_requested", pack, by, at, says)
    _enqueue_render(pack, customer)
    return pack


def _enqueue_render(pack: Pack, customer: Customer) -> None:
    enqueue(
        "reports.render_pack",
        key=f"render-pack:{pack.pk}",
        provider_id=customer.provider_id,
        customer_id=customer.pk,
        pack_id=pack.pk,
    )


def _hold(pack: Pack) -> Pack:
    return Pack.objects.select_for_update(of=("self",)).select_related("customer").get(pk=pack.pk)


def _product(pack: Pack) -> Actor:
    return Actor.system("Same Sheet", pack.customer.provider_id)


def _record(verb: str, pack: Pack, by: Actor, at: datetime, says: str) -> None:
    after = {"state": pack.state, "data_sha256": pack.data_sha256, "sha256": pack.sha256}
    record(verb, target=pack, by=by, at=at, says=says, customer_id=pack.customer_id, after=after)
