"""Addresses of reading, agreeing, asking and signing."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
