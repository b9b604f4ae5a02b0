"""Addresses of the pages that join what all apps know."""

from django.urls import path, re_path

from portfolio.views import customers, history, home, incidents, insurance, jobs

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
    path(f"{PROVIDER}jobs/", jobs.job_list, name="job-list"),
    path(f"{PROVIDER}jobs/<uuid:pk>/retry/", jobs.job_retry, name="job-retry"),
    path(f"{PROVIDER}history/", history.provider_history, name="provider-history"),
    path(f"{CUSTOMER}history/", history.customer_history, name="history"),
    path(f"{CUSTOMER}insurance/<uuid:pk>/", insurance.policy, name="policy"),
    path(f"{PROVIDER}insurance/<uuid:pk>/", insurance.policy, name="provider-policy"),
    path(f"{CUSTOMER}insurance/conditions/<uuid:pk>/job/", insurance.condition_job, name="condition-job"),
    path(f"{CUSTOMER}incidents/<uuid:pk>/", incidents.incident, name="incident"),
    path(f"{CUSTOMER}incidents/<uuid:pk>/jobs/", incidents.incident_jobs, name="incident-jobs"),
    path(CUSTOMER, home.home, name="home"),
]
