"""Everything that is written about insurance policies."""

from contracts.actions.insurance.parts import add_part, edit_part, link_condition, remove_part
from contracts.actions.insurance.policies import (
    add_policy,
    edit_policy,
    publish_facts,
    remove_policy,
    renew_policy,
    review_policy,
)

__all__ = [
    "add_part", "add_policy", "edit_part", "edit_policy", "link_condition", "publish_facts",
    "remove_part", "remove_policy", "renew_policy", "review_policy",
]  # fmt: skip
