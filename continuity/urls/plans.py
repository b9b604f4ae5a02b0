"""Addresses of plans, contacts, uses and exercises: all below /plans/."""

from django.urls import path

from continuity.views.plans import contacts, exercises, parts, provider, uses
from continuity.views.plans import plans as views

PLANS = "customers/<slug:customer_slug>/plans"
ONE, USE = f"{PLANS}/<uuid:pk>", f"{PLANS}/uses/<uuid:pk>"
STEP, CALL = f"{PLANS}/steps/<uuid:pk>", f"{PLANS}/calls/<uuid:pk>"
CONTACTS, EXERCISES = f"{PLANS}/contacts", f"{PLANS}/exercises"
CONTACT, EXERCISE = f"{CONTACTS}/<uuid:pk>", f"{EXERCISES}/<uuid:pk>"
OF_PROVIDER = "providers/<slug:provider_slug>"
plans = [
    path(f"{OF_PROVIDER}/exercises/", provider.provider_exercise_list, name="provider-exercise-list"),
    path(f"{OF_PROVIDER}/plans/", provider.provider_plan_list, name="provider-plan-list"),
    path(f"{PLANS}/", views.plan_list, name="plan-list"),
    path(f"{PLANS}/add/", views.plan_add, name="plan-add"),
    path(f"{ONE}/", views.plan, name="plan"),
    path(f"{ONE}/edit/", views.plan_edit, name="plan-edit"),
    path(f"{ONE}/in-force/", views.plan_in_force, name="plan-in-force"),
    path(f"{ONE}/revise/", views.plan_revise, name="plan-revise"),
    path(f"{ONE}/discard/", views.plan_discard, name="plan-discard"),
    path(f"{ONE}/retire/", views.plan_retire, name="plan-retire"),
    path(f"{ONE}/steps/add/", parts.step_add, name="step-add"),
    path(f"{STEP}/edit/", parts.step_edit, name="step-edit"),
    path(f"{STEP}/move/", parts.step_move, name="step-move"),
    path(f"{STEP}/remove/", parts.step_remove, name="step-remove"),
    path(f"{ONE}/calls/add/", parts.call_add, name="call-add"),
    path(f"{CALL}/remove/", parts.call_remove, name="call-remove"),
    path(f"{ONE}/use/", uses.use_start, name="use-start"),
    path(f"{USE}/", uses.use, name="use"),
    path(f"{USE}/steps/<uuid:step>/", uses.step_tick, name="use-step"),
    path(f"{USE}/log/", uses.log_write, name="use-log"),
    path(f"{USE}/stand-down/", uses.use_stand_down, name="use-stand-down"),
    path(f"{USE}/report/", uses.use_report, name="use-report"),
    path(f"{USE}/actions/add/", uses.use_action_add, name="use-action-add"),
    path(f"{CONTACTS}/", contacts.contact_list, name="contact-list"),
    path(f"{CONTACTS}/add/", contacts.contact_add, name="contact-add"),
    path(f"{CONTACT}/edit/", contacts.contact_edit, name="contact-edit"),
    path(f"{CONTACT}/verify/", contacts.contact_verify, name="contact-verify"),
    path(f"{CONTACT}/retire/", contacts.contact_retire, name="contact-retire"),
    path(f"{EXERCISES}/", exercises.exercise_list, name="exercise-list"),
    path(f"{EXERCISES}/add/", exercises.exercise_add, name="exercise-add"),
    path(f"{EXERCISE}/", exercises.exercise, name="exercise"),
    path(f"{EXERCISE}/edit/", exercises.exercise_edit, name="exercise-edit"),
    path(f"{EXERCISE}/leave-out/", exercises.exercise_leave_out, name="exercise-leave-out"),
    path(f"{EXERCISE}/record/", exercises.exercise_record, name="exercise-record"),
    path(f"{EXERCISE}/actions/add/", exercises.exercise_action_add, name="exercise-action-add"),
    path(f"{PLANS}/actions/<uuid:pk>/done/", exercises.action_done, name="plan-action-done"),
]
