"""Addresses of people and organisations."""

from django.urls import path

from accounts.views import archive, brand, invitations, organisations, people, profile, start, tokens

app_name = "accounts"
PROVIDER = "providers/<slug:provider_slug>/"
CUSTOMER = "customers/<slug:customer_slug>/"

_own = [
    path("organisations/", start.organisation_list, name="organisation-list"),
    path("profile/", profile.profile, name="profile"),
    path("invitations/<str:token>/", invitations.invitation_accept, name="invitation-accept"),
    path("brand/<str:colour>.css", brand.brand_css, name="brand-css"),
]
_provider = [
    path(f"{PROVIDER}logo/", brand.provider_logo, name="provider-logo"),
    path(f"{PROVIDER}settings/", organisations.provider_settings, name="provider-settings"),
    path(f"{PROVIDER}settings/tokens/", tokens.token_list, name="token-list"),
    path(f"{PROVIDER}settings/tokens/<uuid:pk>/revoke/", tokens.token_revoke, name="token-revoke"),
    path(f"{PROVIDER}customers/add/", organisations.customer_add, name="customer-add"),
    path(f"{PROVIDER}customers/archived/", archive.archived_customer_list, name="archived-customer-list"),
    path(f"{PROVIDER}customers/archived/<uuid:pk>/restore/", archive.customer_restore, name="customer-restore"),
    path(f"{PROVIDER}people/", people.provider_people, name="provider-people"),
    path(f"{PROVIDER}people/invite/", invitations.provider_invitation_add, name="provider-invitation-add"),
    path(f"{PROVIDER}people/<uuid:pk>/", people.provider_member, name="provider-member"),
    path(f"{PROVIDER}people/<uuid:pk>/end/", people.provider_member_end, name="provider-member-end"),
    path(
        f"{PROVIDER}invitations/<uuid:pk>/resend/",
        invitations.provider_invitation_resend,
        name="provider-invitation-resend",
    ),
    path(
        f"{PROVIDER}invitations/<uuid:pk>/revoke/",
        invitations.provider_invitation_revoke,
        name="provider-invitation-revoke",
    ),
]
_customer = [
    path(f"{CUSTOMER}logo/", brand.customer_logo, name="customer-logo"),
    path(f"{CUSTOMER}provider-logo/", brand.customer_provider_logo, name="customer-provider-logo"),
    path(f"{CUSTOMER}settings/", organisations.customer_settings, name="customer-settings"),
    path(f"{CUSTOMER}archive/", archive.customer_archive, name="customer-archive"),
    path(f"{CUSTOMER}people/", people.customer_people_list, name="customer-people"),
    path(f"{CUSTOMER}people/invite/", invitations.customer_invitation_add, name="customer-invitation-add"),
    path(f"{CUSTOMER}people/<uuid:pk>/", people.customer_member, name="customer-member"),
    path(f"{CUSTOMER}people/<uuid:pk>/end/", people.customer_member_end, name="customer-member-end"),
    path(
        f"{CUSTOMER}invitations/<uuid:pk>/resend/",
        invitations.customer_invitation_resend,
        name="customer-invitation-resend",
    ),
    path(
        f"{CUSTOMER}invitations/<uuid:pk>/revoke/",
        invitations.customer_invitation_revoke,
        name="customer-invitation-revoke",
    ),
]
urlpatterns = [*_own, *_provider, *_customer]
