"""Addresses of the review calendar."""

from django.urls import path

from engagement.views import reminders

app_name = "engagement"
urlpatterns = [
    path("customers/<slug:customer_slug>/reminders/", reminders.reminder_list, name="reminder-list"),
    path("customers/<slug:customer_slug>/reminders/export/", reminders.reminder_export, name="reminder-export"),
    path(
        "providers/<slug:provider_slug>/reminders/",
        reminders.provider_reminder_list,
        name="provider-reminder-list",
    ),
    path(
        "providers/<slug:provider_slug>/reminders/export/",
        reminders.provider_reminder_export,
        name="provider-reminder-export",
    ),
]
