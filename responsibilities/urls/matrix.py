"""Addresses of the matrix as the provider’s staff write it."""

from django.urls import path

from responsibilities.views import history, matrix, rows, upkeep, versions

MATRIX = "customers/<slug:customer_slug>/matrix"
VERSION = f"{MATRIX}/versions/<int:number>"
ROW = f"{MATRIX}/rows/<uuid:pk>"

urlpatterns = [
    path(f"{MATRIX}/", matrix.matrix, name="matrix"),
    path(f"{MATRIX}/draft/", versions.draft, name="draft"),
    path(f"{MATRIX}/reviews/", upkeep.upkeep, name="upkeep"),
    path(f"{VERSION}/reviewed/", upkeep.upkeep_done, name="upkeep-done"),
    path(f"{MATRIX}/versions/", versions.version_list, name="version-list"),
    path(f"{VERSION}/", matrix.version, name="version"),
    path(f"{VERSION}/propose/", versions.version_propose, name="version-propose"),
    path(f"{VERSION}/withdraw/", versions.version_withdraw, name="version-withdraw"),
    path(f"{VERSION}/revise/", versions.version_revise, name="version-revise"),
    path(f"{VERSION}/add/", rows.row_add, name="row-add"),
    path(f"{VERSION}/bulk/", rows.rows_bulk, name="rows-bulk"),
    path(f"{MATRIX}/undo/<uuid:pk>/", rows.undo, name="undo"),
    path(f"{ROW}/", rows.row, name="row"),
    path(f"{ROW}/owner/", rows.row_owner, name="row-owner"),
    path(f"{ROW}/remove/", rows.row_remove, name="row-remove"),
    path(f"{ROW}/history/", history.row_history, name="row-history"),
]
