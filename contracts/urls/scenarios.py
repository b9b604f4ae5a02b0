"""Addresses of "Who would pay?"."""

from django.urls import path

from contracts.views.scenarios import lists, pages, what_ifs, years

HOME = "customers/<slug:customer_slug>/who-pays"
ONE = f"{HOME}/<uuid:pk>"
scenarios = [
    path(f"{HOME}/", lists.scenario_list, name="scenario-list"),
    path(f"{HOME}/add/", pages.scenario_add, name="scenario-add"),
    path(f"{ONE}/", pages.scenario, name="scenario"),
    path(f"{ONE}/edit/", pages.scenario_edit, name="scenario-edit"),
    path(f"{ONE}/share/", pages.scenario_share, name="scenario-share"),
    path(f"{ONE}/remove/", pages.scenario_remove, name="scenario-remove"),
    path(f"{ONE}/what-ifs/add/", what_ifs.what_if_add, name="what-if-add"),
    path(f"{HOME}/what-ifs/<uuid:pk>/remove/", what_ifs.what_if_remove, name="what-if-remove"),
    path(f"{HOME}/years/add/", years.years_add, name="years-add"),
    path(f"{HOME}/years/<uuid:pk>/", years.loss_years, name="loss-years"),
    path(f"{HOME}/years/<uuid:pk>/share/", years.years_share, name="years-share"),
]
