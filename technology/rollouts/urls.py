"""Addresses of updates, rings and ways back."""

from django.urls import path

from technology.views.rollouts import board, plans, steps, updates, ways_back

UPDATES = "providers/<slug:provider_slug>/updates"
ONE, ROLLOUT = f"{UPDATES}/<uuid:pk>", f"{UPDATES}/rollouts/<uuid:pk>"
STAGE, RINGS, BACK = f"{UPDATES}/stages/<uuid:pk>", f"{UPDATES}/rings", f"{UPDATES}/ways-back"
rollouts = [
    path("customers/<slug:customer_slug>/updates/", board.customer_updates, name="customer-updates"),
    path(f"{UPDATES}/", board.update_board, name="update-board"),
    path(f"{UPDATES}/add/", updates.update_add, name="update-add"),
    path(f"{ONE}/", updates.update, name="update"),
    path(f"{ONE}/edit/", updates.update_edit, name="update-edit"),
    path(f"{ONE}/start/", updates.update_start, name="update-start"),
    path(f"{ONE}/unstaged/", updates.update_unstaged, name="update-unstaged"),
    path(f"{ROLLOUT}/bypass/", steps.rollout_bypass, name="rollout-bypass"),
    path(f"{ROLLOUT}/emergency/", steps.rollout_shorten, name="rollout-shorten"),
    path(f"{ROLLOUT}/stop/", steps.rollout_stop, name="rollout-stop"),
    path(f"{ROLLOUT}/roll-back/", steps.rollout_back, name="rollout-back"),
    path(f"{ROLLOUT}/review/", steps.rollout_review, name="rollout-review"),
    path(f"{STAGE}/promote/", steps.stage_promote, name="stage-promote"),
    path(f"{STAGE}/finish/", steps.stage_finish, name="stage-finish"),
    path(f"{STAGE}/count/", steps.stage_count, name="stage-count"),
    path(f"{UPDATES}/counts/<uuid:pk>/file/", steps.count_file, name="count-file"),
    path(f"{UPDATES}/stops/<uuid:pk>/close/", steps.stop_close, name="stop-close"),
    path(f"{RINGS}/", plans.ring_plans, name="ring-plans"),
    path(f"{RINGS}/edit/", plans.ring_plan_edit, name="ring-plan-edit"),
    path(f"{RINGS}/check/", plans.ring_plan_check, name="ring-plan-check"),
    path(f"{RINGS}/products/<uuid:pk>/edit/", plans.product_plan_edit, name="product-plan-edit"),
    path(f"{RINGS}/plans/<uuid:pk>/drop/", plans.ring_plan_drop, name="ring-plan-drop"),
    path(f"{RINGS}/<uuid:pk>/volunteers/", plans.ring_volunteers, name="ring-volunteers"),
    path(f"{BACK}/", ways_back.rollback_list, name="rollback-list"),
    path(f"{BACK}/products/<uuid:pk>/edit/", ways_back.rollback_edit, name="rollback-edit"),
    path(f"{BACK}/<uuid:pk>/test/", ways_back.rollback_test, name="rollback-test"),
]
