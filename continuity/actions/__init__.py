"""Changes of what a business depends on."""

from continuity.actions.facts import add_takings, edit_facts, set_scores
from continuity.actions.interview import answer_question, finish_interview, start_interview
from continuity.actions.model import SERVICE, begin_model
from continuity.actions.parts import add_part, edit_part, remove_part

__all__ = [
    "SERVICE", "add_part", "add_takings", "answer_question", "begin_model", "edit_facts", "edit_part",
    "finish_interview", "remove_part", "set_scores", "start_interview",
]  # fmt: skip
