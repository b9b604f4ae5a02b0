"""Addresses of what a business depends on, outages, plans and exercises."""

from continuity.urls.business import business
from continuity.urls.outages import outages
from continuity.urls.plans import plans

app_name = "continuity"
urlpatterns = [*business, *outages, *plans]
