"""A table of what runs where on its way in."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Customer, Provider
from core.importing.entry import TableImport


class DeploymentImportQuerySet(models.QuerySet["DeploymentImport"]):
    """Imports of deployments, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "DeploymentImportQuerySet":
        """For the provider's people: of customers they reach; of all customers, whoever reaches all, and its sender."""
        if not actor.is_provider:
            return self.none()
        of_all = Q(customer=None)
        if actor.customer_ids is not None:
            of_all &= Q(started_by=actor.user_id)
        return self.filter(of_all | actor.reaches("customer"), provider_id=actor.provider_id)


class DeploymentImport(TableImport):
    """An uploaded table of what runs where, at one customer or at all of the provider's."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="deployment_imports")
    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, null=True, blank=True, related_name="deployment_imports"
    )
    file = models.FileField(upload_to="deployments/")

    objects = DeploymentImportQuerySet.as_manager()

    class Meta(TableImport.Meta):
        pass

    def get_absolute_url(self) -> str:
        return reverse("technology:deployment-import", args=[self.provider.slug, self.pk])

    @property
    def about(self) -> str:
        """Whose it is, in words."""
        return f"For {self.customer}" if self.customer else "For all customers"
