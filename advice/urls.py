"""Addresses of advice and of actions. Advice is written on pages of `portfolio`, which knows what it can bear on."""

from django.urls import path

from advice.views import actions, decisions, recommendations

app_name = "advice"
PROVIDER, CUSTOMER = "providers/<slug:provider_slug>", "customers/<slug:customer_slug>"
ADVICE, ACTIONS = f"{CUSTOMER}/advice", f"{CUSTOMER}/actions"
urlpatterns = [
    path(f"{PROVIDER}/advice/", recommendations.provider_advice_list, name="provider-advice-list"),
    path(f"{PROVIDER}/actions/", actions.provider_action_list, name="provider-action-list"),
    path(f"{ADVICE}/", recommendations.advice_list, name="advice-list"),
    path(f"{ADVICE}/<uuid:pk>/", recommendations.recommendation, name="recommendation"),
    path(f"{ADVICE}/<uuid:pk>/give/", recommendations.advice_give, name="advice-give"),
    path(f"{ADVICE}/<uuid:pk>/remove/", recommendations.advice_remove, name="advice-remove"),
    path(f"{ADVICE}/<uuid:pk>/withdraw/", recommendations.advice_withdraw, name="advice-withdraw"),
    path(f"{ADVICE}/<uuid:pk>/decide/<slug:answer>/", decisions.advice_decide, name="advice-decide"),
    path(f"{ACTIONS}/", actions.action_list, name="action-list"),
    path(f"{ACTIONS}/add/", actions.action_add, name="action-add"),
    path(f"{ACTIONS}/<uuid:pk>/", actions.action, name="action"),
    path(f"{ACTIONS}/<uuid:pk>/edit/", actions.action_edit, name="action-edit"),
    path(f"{ACTIONS}/<uuid:pk>/done/", actions.action_done, name="action-done"),
    path(f"{ACTIONS}/<uuid:pk>/drop/", actions.action_drop, name="action-drop"),
    path(f"{ACTIONS}/<uuid:pk>/reopen/", actions.action_reopen, name="action-reopen"),
    path(f"{ACTIONS}/<uuid:pk>/file/", actions.action_file, name="action-file"),
]
