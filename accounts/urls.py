"""Addresses of people and organisations."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("brand/<str:colour>.css", views.brand_css, name="brand-css"),
]
