"""A provider with customers and matrices of some size, seen from one of them, for pages whose cost must not grow."""

from dataclasses import dataclass

from accounts.enums import Role
from accounts.models import Customer, Membership, Provider, User
from demo.scale import seed
from responsibilities.models import Row
from tests.cast import NOW


@dataclass(frozen=True)
class Scene:
    """A provider and one of its customers, with somebody of each side and as many things as a page shows."""

    provider: Provider
    customer: Customer
    staff: User
    owner: User
    rows: list[Row]

    @property
    def customers(self) -> list[Customer]:
        return list(self.provider.customers.order_by("name"))

    def of_state(self, state: str) -> "Scene":
        """The same provider, seen from a customer whose matrix is in this state."""
        return self if state == "agreed" else _scene(self.provider, state)

    @property
    def slugs(self) -> dict[str, str]:
        return {"customer_slug": self.customer.slug, "provider_slug": self.provider.slug}


def make_scene(*, customers: int, rows: int) -> Scene:
    """Seen from a customer whose matrix is agreed; of four customers one is proposed and one a draft."""
    provider = seed(customers=customers, rows=rows, at=NOW, password="x")
    return _scene(provider, "agreed")


def _scene(provider: Provider, state: str) -> Scene:
    customer = provider.customers.filter(versions__state=state).order_by("name", "pk")[0]
    owner = User.objects.create_user(f"{state}@{provider.slug}.example.com", "Olive Owner", "x")
    Membership.objects.create(user=owner, customer=customer, role=Role.OWNER)
    rows = list(Row.objects.filter(version__customer=customer).order_by("position"))
    return Scene(provider, customer, provider.memberships.get().user, owner, rows)


def spread(scene: Scene, number: int) -> list[Customer]:
    """That many customers, some more than once where the provider has fewer."""
    customers = scene.customers
    return [customers[i % len(customers)] for i in range(number)]
