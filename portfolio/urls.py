"""Addresses of the pages that join what all apps know."""

from django.urls import path, re_path

from portfolio.views import (
    advice,
    blast,
    customers,
    evidence,
    history,
    home,
    incidents,
    insurance,
    jobs,
    who_pays,
)

app_name = "portfolio"
PROVIDER = "providers/<slug:provider_slug>/"
CUSTOMER = "customers/<slug:customer_slug>/"
urlpatterns = [
    path(f"{PROVIDER}customers/", customers.customer_list, name="customer-list"),
    re_path(
        r"^providers/(?P<provider_slug>[-\w]+)/customers/export\.(?P<kind>csv|xlsx)$",
        customers.customer_export,
        name="customer-export",
    ),
    path(f"{PROVIDER}blast-radius/", blast.blast_radius, name="blast-radius"),
    path(f"{PROVIDER}jobs/", jobs.job_list, name="job-list"),
    path(f"{PROVIDER}jobs/<uuid:pk>/retry/", jobs.job_retry, name="job-retry"),
    path(f"{PROVIDER}history/", history.provider_history, name="provider-history"),
    path(f"{CUSTOMER}history/", history.customer_history, name="history"),
    path(f"{CUSTOMER}evidence/all/", evidence.evidence_index, name="evidence-index"),
    re_path(
        r"^customers/(?P<customer_slug>[-\w]+)/evidence/all/export\.(?P<kind>csv|xlsx)$",
        evidence.evidence_export,
        name="evidence-export",
    ),
    path(f"{CUSTOMER}evidence/add/", evidence.evidence_add, name="evidence-add"),
    path(f"{CUSTOMER}insurance/<uuid:pk>/", insurance.policy, name="policy"),
    path(f"{PROVIDER}insurance/<uuid:pk>/", insurance.policy, name="provider-policy"),
    path(f"{CUSTOMER}insurance/conditions/<uuid:pk>/job/", insurance.condition_job, name="condition-job"),
    path(f"{CUSTOMER}incidents/<uuid:pk>/", incidents.incident, name="incident"),
    path(f"{CUSTOMER}incidents/<uuid:pk>/jobs/", incidents.incident_jobs, name="incident-jobs"),
    path(f"{CUSTOMER}incidents/<uuid:pk>/who-pays/", who_pays.incident_scenario, name="incident-scenario"),
    path(f"{CUSTOMER}who-pays/<uuid:pk>/jobs/", who_pays.scenario_jobs, name="scenario-jobs"),
    path(f"{CUSTOMER}advice/add/", advice.advice_add, name="advice-add"),
    path(f"{CUSTOMER}advice/<uuid:pk>/edit/", advice.advice_edit, name="advice-edit"),
    path(CUSTOMER, home.home, name="home"),
]
