"""Addresses of the review calendar."""

from django.urls import path, re_path

from engagement.views import reminders

app_name = "engagement"
urlpatterns = [
    path("customers/<slug:customer_slug>/reminders/", reminders.reminder_list, name="reminder-list"),
    re_path(
        r"^customers/(?P<customer_slug>[-\w]+)/reminders/export\.(?P<kind>csv|xlsx)$",
        reminders.reminder_export,
        name="reminder-export",
    ),
    path(
        "providers/<slug:provider_slug>/reminders/",
        reminders.provider_reminder_list,
        name="provider-reminder-list",
    ),
    re_path(
        r"^providers/(?P<provider_slug>[-\w]+)/reminders/export\.(?P<kind>csv|xlsx)$",
        reminders.provider_reminder_export,
        name="provider-reminder-export",
    ),
]
