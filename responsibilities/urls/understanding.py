"""Addresses of understanding checks."""

from django.urls import path

from responsibilities.views import understanding as views

CHECKS = "customers/<slug:customer_slug>/understanding"
ROUND = f"{CHECKS}/<uuid:pk>"

urlpatterns = [
    path(f"{CHECKS}/", views.understanding_list, name="understanding-list"),
    path(f"{CHECKS}/start/", views.understanding_start, name="understanding-start"),
    path(f"{ROUND}/", views.understanding_round, name="understanding-round"),
    path(f"{ROUND}/jobs/<int:place>/", views.understanding_answer, name="understanding-answer"),
    path(f"{ROUND}/close/", views.understanding_close, name="understanding-close"),
    path(f"{CHECKS}/topics/<uuid:pk>/", views.understanding_topic, name="understanding-topic"),
]
