"""Who may do what, as one table."""

import pytest

from accounts.enums import MEANING, PERMISSIONS, ROLES, Permission, Role, Side

P = Permission
PO, PM, PE, PA = ((Side.PROVIDER, role) for role in ROLES[Side.PROVIDER])
CO, CC, CR = ((Side.CUSTOMER, role) for role in ROLES[Side.CUSTOMER])
STAFF, EVERYBODY = {PO, PM, PE, PA}, {PO, PM, PE, PA, CO, CC, CR}

TABLE = {
    P.CUSTOMER_VIEW: EVERYBODY,
    P.PORTFOLIO_VIEW: STAFF,
    P.CUSTOMER_ADD: {PO, PM},
    P.CUSTOMER_EDIT: {PO, PM, CO},
    P.CUSTOMER_ARCHIVE: {PO, PM},
    P.PROVIDER_MANAGE: {PO},
    P.STAFF_MANAGE: {PO},
    P.TOKEN_MANAGE: {PO},
    P.CUSTOMER_PEOPLE_MANAGE: {PO, PM, CO},
    P.PEOPLE_VIEW: EVERYBODY - {CR},
    P.CATALOGUE_VIEW: STAFF,
    P.CATALOGUE_EDIT: {PO, PM},
    P.CONTRACT_EDIT: {PO, PM},
    P.DOCUMENT_ADD: {PO, PM, CO},
    P.POLICY_VIEW: EVERYBODY,
    P.POLICY_EDIT: {PO, PM, CO},
    P.SCENARIO_VIEW: EVERYBODY,
    P.SCENARIO_EDIT: {PO, PM, CO, CC},
    P.PROVIDER_POLICY_EDIT: {PO},
    P.INCIDENT_VIEW: EVERYBODY,
    P.INCIDENT_REPORT: EVERYBODY - {PA, CR},
    P.INCIDENT_CLOSE: {PO, PM, CO},
    P.LOSS_NOTE: {PO, PM, CO, CC},
    P.MATRIX_VIEW: EVERYBODY,
    P.MATRIX_EDIT: {PO, PM},
    P.MATRIX_PROPOSE: {PO, PM},
    P.MATRIX_AGREE: {CO},
    P.MATRIX_SIGN: {PO, PM, CO},
    P.DRAFT_VIEW: STAFF,
    P.QUESTION_ASK: {CO, CC},
    P.QUESTION_ANSWER: {PO, PM, PE},
    P.REPORT_REQUEST: {PO, PM, CO, CC},
    P.JOB_RETRY: {PO, PM},
    P.ADVISORY_VIEW: EVERYBODY,
    P.ADVISORY_SEND: {PO, PM},
    P.ADVISORY_ANSWER: {CO, CC},
    P.ADVISORY_DECLINE: {CO},
    P.TEACHING_VIEW: EVERYBODY,
    P.TEACHING_PLAN: {PO, PM, CO},
    P.TEACHING_LEAD: {CO},
    P.SUSPICION_REPORT: {CO, CC, CR},
    P.SUSPICION_ANSWER: {PO, PM, PE},
    P.VIEWS_ASK: {PO, PM, CO},
    P.VIEWS_GIVE: EVERYBODY - {PA, CR},
    P.MEETING_VIEW: EVERYBODY,
    P.MEETING_EDIT: {PO, PM, CO},
    P.MINUTES_APPROVE: {PO, PM, CO},
    P.FEEDBACK_GIVE: {CO, CC},
    P.FEEDBACK_VIEW: STAFF,
}


@pytest.mark.parametrize("permission", TABLE)
def test_role_holds_the_right(permission: Permission) -> None:
    assert {place for place, rights in PERMISSIONS.items() if permission in rights} == TABLE[permission]


def test_every_role_says_what_it_means() -> None:
    assert set(MEANING) == set(PERMISSIONS) == {(side, role) for side, roles in ROLES.items() for role in roles}


def test_auditor_and_reader_change_nothing_but_a_reader_may_raise_the_alarm() -> None:
    changes = {p for p in Permission if not str(p).startswith("see ")}

    assert not PERMISSIONS[Side.PROVIDER, Role.AUDITOR] & changes
    assert PERMISSIONS[Side.CUSTOMER, Role.READER] & changes == {Permission.SUSPICION_REPORT}
