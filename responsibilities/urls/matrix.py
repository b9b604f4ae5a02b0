"""Addresses of the matrix as the provider’s staff write it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
