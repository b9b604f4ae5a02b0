"""API tokens: made once, shown once, taken back at once."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from accounts.actions.invitations import hash_token
from accounts.actor import Actor, check_may
from accounts.enums import Permission
from accounts.models import ApiToken, Membership
from accounts.policies import check_not_revoked
from audit.record import record

PREFIX = "samesheet_"  # lets people and scanners tell such a key when it lies about
SHOWN = len(PREFIX) + 4  # letters of a key that its list shows
NOTED_EVERY = timedelta(minutes=5)  # between two notes that a token is in use


@transaction.atomic
def make_token(*, name: str, lifetime: timedelta, by: Actor, at: datetime) -> tuple[ApiToken, str]:
    """A token for the actor's own place at the provider, and its key, which nothing can show again."""
    check_may(by, Permission.TOKEN_MANAGE)
    membership = Membership.objects.live().get(user_id=str(by.user_id), provider_id=by.provider_id)
    key = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken(
        membership=membership, name=name.strip(), token_hash=hash_token(key), hint=key[:SHOWN], created_at=at,
        expires_at=at + lifetime,
    )  # fmt: skip
    token.save(force_insert=True)
    after = {"name": token.name, "expires_at": token.expires_at}
    record("token_made", target=token, by=by, at=at, says=f"made the {token}", after=after, is_internal=True)
    return token, key


@transaction.atomic
def revoke_token(*, token: ApiToken, by: Actor, at: datetime) -> ApiToken:
    """Take a token back; the next call with it is refused."""
    check_may(by, Permission.TOKEN_MANAGE)
    token = ApiToken.objects.select_for_update(of=("self",)).get(pk=token.pk)
    check_not_revoked(token)
    token.revoked_at, token.revoked_by_id = at, by.user_id
    token.save(update_fields=["revoked_at", "revoked_by"])
    record("token_revoked", target=token, by=by, at=at, says=f"took back the {token}", is_internal=True)
    return token


def find_token(key: str, *, at: datetime) -> ApiToken | None:
    """The live token with this key, and the person it belongs to."""
    return ApiToken.objects.live(at=at).select_related("membership__user").filter(token_hash=hash_token(key)).first()


def note_use(*, token: ApiToken, at: datetime) -> None:
    """Remember now and then that a token is in use; no event, because nothing was decided."""
    stale = Q(last_used_at=None) | Q(last_used_at__lt=at - NOTED_EVERY)
    ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=at)
