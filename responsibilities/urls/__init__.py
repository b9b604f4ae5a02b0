"""Addresses of responsibilities: the matrix for staff, its review by the customer, the catalogue."""

from responsibilities.urls import catalogue, matrix, review, understanding

app_name = "responsibilities"
urlpatterns = [*matrix.urlpatterns, *review.urlpatterns, *catalogue.urlpatterns, *understanding.urlpatterns]
