"""Every address of the product. Each app's paths start at the root: the organisation is in the path."""

from django.urls import include, path

from accounts.views.start import home
from msp_portal import gate, health

urlpatterns = [
    path("", home, name="home"),
    path("health/live/", health.live, name="health-live"),
    path("health/ready/", health.ready, name="health-ready"),
    path("api/v1/<path:rest>", gate.call, name="api"),
    path("account/", include("allauth.urls")),
    # Each of these is tried in turn: what is opened most comes first.
    path("", include("portfolio.urls")),
    path("", include("responsibilities.urls")),
    path("", include("contracts.urls")),
    path("", include("continuity.urls")),
    path("", include("technology.urls")),
    path("", include("advice.urls")),
    path("", include("findings.urls")),
    path("", include("engagement.urls")),
    path("", include("reports.urls")),
    path("", include("accounts.urls")),
]
