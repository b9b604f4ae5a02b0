"""Sides, roles and rights. Roles are sets of permissions, in code (design.md §2)."""

from enum import StrEnum


class Side(StrEnum):
    """Which of the two parties somebody stands for."""

    PROVIDER = "provider"
    CUSTOMER = "customer"
    SYSTEM = "system"


class Role(StrEnum):
    """A member's role. `owner` exists on both sides with different rights."""

    OWNER = "owner"
    MANAGER = "manager"
    ENGINEER = "engineer"
    AUDITOR = "auditor"
    CONTRIBUTOR = "contributor"
    READER = "reader"


class Region(StrEnum):
    """The parts of the United Kingdom that have bank holidays of their own."""

    ENGLAND = "ENG"
    WALES = "WLS"
    SCOTLAND = "SCT"
    NORTHERN_IRELAND = "NIR"

    @property
    def label(self) -> str:
        return self.name.replace("_", " ").title()


PROVIDER_ROLES = (Role.OWNER, Role.MANAGER, Role.ENGINEER, Role.AUDITOR)
CUSTOMER_ROLES = (Role.OWNER, Role.CONTRIBUTOR, Role.READER)
ROLES = {Side.PROVIDER: PROVIDER_ROLES, Side.CUSTOMER: CUSTOMER_ROLES}

# What a role may do, for the person who gives it.
MEANING = {
    (Side.PROVIDER, Role.OWNER): "Everything, with staff, branding, catalogue and settings.",
    (Side.PROVIDER, Role.MANAGER): "Looks after customers: contracts, matrices, their people; signs for you.",
    (
        Side.PROVIDER,
        Role.ENGINEER,
    ): "Adds evidence and service results, answers questions. No contract terms, no signing.",
    (Side.PROVIDER, Role.AUDITOR): "Reads everything, changes nothing.",
    (Side.CUSTOMER, Role.OWNER): "Agrees jobs, signs, decides on advice, claims credits, manages who has access.",
    (Side.CUSTOMER, Role.CONTRIBUTOR): "Asks questions, adds evidence, asks for audit packs.",
    (Side.CUSTOMER, Role.READER): "Reads what has been shared with the business; may raise the alarm.",
}


class Permission(StrEnum):
    """One thing somebody may do. The value is how a sentence names it: "Your role can't {value}."."""

    CUSTOMER_VIEW = "see this customer"
    PORTFOLIO_VIEW = "see the portfolio"
    CUSTOMER_ADD = "add customers"
    CUSTOMER_EDIT = "change a customer's details"
    CUSTOMER_ARCHIVE = "archive customers or bring them back"
    PROVIDER_MANAGE = "change the provider's settings"
    STAFF_MANAGE = "manage staff"
    TOKEN_MANAGE = "manage API tokens"  # noqa: S105  # a right, not a secret
    CUSTOMER_PEOPLE_MANAGE = "manage the customer's people"
    PEOPLE_VIEW = "see who has access"
    CATALOGUE_VIEW = "see the catalogue"
    CATALOGUE_EDIT = "change the catalogue"
    CONTRACT_VIEW = "see contracts"
    CONTRACT_EDIT = "change contracts"
    DOCUMENT_ADD = "add documents"
    POLICY_VIEW = "see insurance policies"
    POLICY_EDIT = "change insurance policies"
    PROVIDER_POLICY_EDIT = "change the provider’s own insurance"
    RESULT_ENTER = "enter service results"
    MAINTENANCE_AGREE = "agree maintenance"
    CREDIT_CLAIM = "claim credits"
    CREDIT_DECIDE = "answer claims for credits"
    INCIDENT_VIEW = "see incidents"
    INCIDENT_REPORT = "report incidents"
    INCIDENT_CLOSE = "close incidents"
    LOSS_NOTE = "note what an incident cost"
    SCENARIO_VIEW = "see who would pay"
    SCENARIO_EDIT = "keep examples of who would pay"
    MATRIX_VIEW = "see the responsibility matrix"
    MATRIX_EDIT = "change the responsibility matrix"
    MATRIX_PROPOSE = "propose or withdraw a version"
    MATRIX_AGREE = "agree jobs for the customer"
    MATRIX_SIGN = "sign"
    DRAFT_VIEW = "see drafts"
    ROW_REVIEW = "review jobs"
    QUESTION_ASK = "ask questions"
    QUESTION_ANSWER = "answer questions"
    EVIDENCE_ADD = "add evidence"
    VIEWS_ASK = "ask both sides how they see it"
    VIEWS_GIVE = "say how you see it"
    CONTINUITY_VIEW = "see what the business depends on"
    CONTINUITY_EDIT = "change what the business depends on"
    PLAN_EDIT = "change continuity plans"
    PLAN_USE = "start or end a plan"
    EXERCISE_RECORD = "record exercises"
    TECHNOLOGY_VIEW = "see technology"
    TECHNOLOGY_EDIT = "change technology"
    TECHNOLOGY_DECIDE = "decide on technology"
    UPDATE_RECORD = "record updates"
    UPDATE_APPROVE = "approve updates"
    ADVICE_VIEW = "see advice"
    ADVICE_EDIT = "write advice"
    ADVICE_GIVE = "give advice or take it back"
    ADVICE_DECIDE = "decide on advice"
    ACTION_AGREE = "agree actions"
    ACTION_DO = "say that an action is done"
    FINDING_VIEW = "see findings"
    FINDING_SEE = "mark findings as seen"
    FINDING_SNOOZE = "snooze findings"
    FINDING_ACCEPT = "accept risks"
    REMINDER_VIEW = "see reminders"
    ADVISORY_VIEW = "see advisories"
    ADVISORY_SEND = "send advisories"
    ADVISORY_ANSWER = "answer advisories"
    ADVISORY_DECLINE = "decide against an advisory"
    TEACHING_VIEW = "see training"
    TEACHING_PLAN = "plan training"
    TEACHING_LEAD = "see who has still to learn something"
    SUSPICION_REPORT = "report something suspicious"
    SUSPICION_ANSWER = "answer what was reported"
    CALENDAR_VIEW = "see the calendar"
    MEETING_VIEW = "see meetings"
    MEETING_EDIT = "plan meetings and write their minutes"
    MINUTES_APPROVE = "approve minutes"
    FEEDBACK_GIVE = "say whether something helped"
    FEEDBACK_VIEW = "see what customers said"
    REPORT_VIEW = "see audit packs"
    REPORT_REQUEST = "ask for an audit pack"
    JOB_VIEW = "see background jobs"
    JOB_RETRY = "retry background jobs"
    HISTORY_VIEW = "see the history"


_P = Permission
_READ_PROVIDER = frozenset(
    {
        _P.CUSTOMER_VIEW, _P.PORTFOLIO_VIEW, _P.PEOPLE_VIEW, _P.CATALOGUE_VIEW, _P.CONTRACT_VIEW, _P.MATRIX_VIEW,
        _P.DRAFT_VIEW, _P.FINDING_VIEW, _P.REMINDER_VIEW, _P.REPORT_VIEW, _P.JOB_VIEW, _P.HISTORY_VIEW,
        _P.CALENDAR_VIEW, _P.POLICY_VIEW, _P.INCIDENT_VIEW, _P.SCENARIO_VIEW, _P.CONTINUITY_VIEW, _P.TECHNOLOGY_VIEW,
        _P.ADVISORY_VIEW, _P.TEACHING_VIEW, _P.ADVICE_VIEW, _P.MEETING_VIEW, _P.FEEDBACK_VIEW,
    }
)  # fmt: skip
_ENGINEER = _READ_PROVIDER | {
    _P.EVIDENCE_ADD, _P.QUESTION_ANSWER, _P.ROW_REVIEW, _P.RESULT_ENTER, _P.INCIDENT_REPORT, _P.EXERCISE_RECORD,
    _P.TECHNOLOGY_EDIT, _P.UPDATE_RECORD, _P.SUSPICION_ANSWER, _P.FINDING_SEE, _P.ADVICE_EDIT, _P.ACTION_DO,
    _P.VIEWS_GIVE,
}  # fmt: skip
_MANAGER = _ENGINEER | {
    _P.CUSTOMER_ADD, _P.CUSTOMER_EDIT, _P.CUSTOMER_PEOPLE_MANAGE, _P.CATALOGUE_EDIT, _P.CONTRACT_EDIT, _P.DOCUMENT_ADD,
    _P.MATRIX_EDIT, _P.MATRIX_PROPOSE, _P.MATRIX_SIGN, _P.REPORT_REQUEST, _P.JOB_RETRY, _P.CUSTOMER_ARCHIVE,
    _P.POLICY_EDIT, _P.SCENARIO_EDIT, _P.CONTINUITY_EDIT, _P.PLAN_EDIT, _P.PLAN_USE, _P.TECHNOLOGY_DECIDE,
    _P.UPDATE_APPROVE, _P.FINDING_SNOOZE, _P.FINDING_ACCEPT, _P.CREDIT_CLAIM, _P.CREDIT_DECIDE, _P.INCIDENT_CLOSE,
    _P.LOSS_NOTE, _P.ADVISORY_SEND, _P.TEACHING_PLAN, _P.ADVICE_GIVE, _P.ACTION_AGREE, _P.VIEWS_ASK, _P.MEETING_EDIT,
    _P.MINUTES_APPROVE,
}  # fmt: skip
_READ_CUSTOMER = frozenset(
    {
        _P.CUSTOMER_VIEW, _P.CONTRACT_VIEW, _P.MATRIX_VIEW, _P.FINDING_VIEW, _P.REPORT_VIEW, _P.HISTORY_VIEW,
        _P.POLICY_VIEW, _P.INCIDENT_VIEW, _P.SCENARIO_VIEW, _P.CONTINUITY_VIEW, _P.TECHNOLOGY_VIEW, _P.ADVISORY_VIEW,
        _P.TEACHING_VIEW, _P.CALENDAR_VIEW, _P.ADVICE_VIEW, _P.MEETING_VIEW,
    }
)  # fmt: skip
_CONTRIBUTOR = _READ_CUSTOMER | {
    _P.CONTINUITY_EDIT, _P.PLAN_EDIT, _P.PLAN_USE, _P.EXERCISE_RECORD,
    _P.QUESTION_ASK, _P.EVIDENCE_ADD, _P.REMINDER_VIEW, _P.REPORT_REQUEST, _P.PEOPLE_VIEW, _P.INCIDENT_REPORT,
    _P.LOSS_NOTE, _P.SCENARIO_EDIT, _P.ADVISORY_ANSWER, _P.SUSPICION_REPORT, _P.FINDING_SEE, _P.ACTION_DO,
    _P.VIEWS_GIVE, _P.FEEDBACK_GIVE,
}  # fmt: skip

PERMISSIONS: dict[tuple[Side, Role], frozenset[Permission]] = {
    (Side.PROVIDER, Role.OWNER): _MANAGER | {
        _P.PROVIDER_MANAGE, _P.STAFF_MANAGE, _P.TOKEN_MANAGE, _P.PROVIDER_POLICY_EDIT,
    },
    (Side.PROVIDER, Role.MANAGER): _MANAGER,
    (Side.PROVIDER, Role.ENGINEER): _ENGINEER,
    (Side.PROVIDER, Role.AUDITOR): _READ_PROVIDER,
    (Side.CUSTOMER, Role.OWNER): _CONTRIBUTOR | {
        _P.MATRIX_AGREE, _P.MATRIX_SIGN, _P.ROW_REVIEW, _P.CUSTOMER_PEOPLE_MANAGE, _P.DOCUMENT_ADD, _P.CUSTOMER_EDIT,
        _P.POLICY_EDIT, _P.MAINTENANCE_AGREE, _P.CREDIT_CLAIM, _P.INCIDENT_CLOSE, _P.ADVISORY_DECLINE,
        _P.TEACHING_PLAN, _P.TEACHING_LEAD, _P.FINDING_SNOOZE, _P.FINDING_ACCEPT, _P.ADVICE_DECIDE, _P.ACTION_AGREE,
        _P.VIEWS_ASK, _P.MEETING_EDIT, _P.MINUTES_APPROVE,
    },
    (Side.CUSTOMER, Role.CONTRIBUTOR): _CONTRIBUTOR,
    (Side.CUSTOMER, Role.READER): _READ_CUSTOMER | {_P.SUSPICION_REPORT},  # anybody may raise the alarm
}  # fmt: skip
