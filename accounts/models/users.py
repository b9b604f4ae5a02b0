"""The people who sign in."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.models import Public
from core.words import initials


class UserManager(BaseUserManager["User"]):
    """People are known by e-mail address."""

    def create_user(self, email: str, name: str, password: str | None = None, **about: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), name=name, **about)
        user.set_password(password)
        user.save(using=self._db)
        # People come by invitation to an address, so it is theirs; the sign-in library keeps that in its own table.
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(Public, AbstractBaseUser):
    """A person who signs in."""

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField("full name", max_length=150)
    job_title = models.CharField("job title", max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    sessions_ended_at = models.DateTimeField("signed out everywhere", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="%(app_label)s_%(class)s_email_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """Two letters for the round mark in the top bar."""
        return initials(self.name)

    @property
    def is_staff(self) -> bool:
        """Libraries ask; nobody here has an admin site."""
        return False

    def get_full_name(self) -> str:
        return self.name

    def set_password(self, raw_password: str | None) -> None:
        """Another password signs its person out everywhere."""
        super().set_password(raw_password)
        self.sessions_ended_at = timezone.now()

    def check_password(self, raw_password: str | None) -> bool:
        """A right password kept under an older way of hashing is kept anew: it stays the same password."""
        ended_at = self.sessions_ended_at
        is_right = super().check_password(raw_password)
        self.sessions_ended_at = ended_at
        return is_right

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What Django checks on each request: another password or an end of all sessions makes the old ones void."""
        stamp = f"{self.password}{self.sessions_ended_at.isoformat() if self.sessions_ended_at else ''}"
        return salted_hmac("accounts.User.session", stamp, secret=secret, algorithm="sha256").hexdigest()
