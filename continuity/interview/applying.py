"""The engine's model from a starter and answers."""

from dataclasses import replace

from continuity.interview.answers import Kept, keep
from continuity.interview.asking import ask, understood
from continuity.interview.draft import Draft, Scores, Targets
from continuity.interview.question import Question, Starter
from continuity.survival.model import Business


def apply(starter: Starter, answers: Kept, known: Kept | None = None) -> Business:
    """Always a model that can be worked out. What is not asked any more, not known or makes no sense changes
    nothing."""
    return drafted(starter, answers, known).business()


def drafted(starter: Starter, answers: Kept, known: Kept | None = None) -> Draft:
    """The same before what is not there is left out; its scores are by kind of harm."""
    draft = starter.draft()
    for question in starter.questions:  # a model says what it says, asked or not
        _make(draft, question, known or {})
    for question in ask(starter, answers, known).questions:
        _make(draft, question, answers)
    return draft


def known_from(starter: Starter, business: Business, scores: Scores, targets: Targets | None = None) -> Kept:
    """The answers that a kept model gives, things found by their names. Nothing when it is another business: when
    fewer than half of its things are the starter's."""
    keys = {node.name: node.key for node in starter.nodes}
    named = {node.key: keys.get(node.name, node.key) for node in business.nodes}
    if sum(node.name in keys for node in business.nodes) * 2 < len(business.nodes):
        return {}
    renamed = {named[key]: target for key, target in (targets or {}).items() if key in named}
    draft = Draft.of(_renamed(business, named), scores, renamed)
    found = {question: question.changes[0].found(draft) for question in starter.questions}
    return {question.id: keep(question.kind, value) for question, value in found.items() if value is not None}


def _make(draft: Draft, question: Question, answers: Kept) -> None:
    said = understood(question, answers)
    if said is not None:
        for change in question.changes:
            change.make(draft, said)


def _renamed(business: Business, named: dict[str, str]) -> Business:
    facts = business.facts
    return replace(
        business,
        nodes=tuple(replace(node, key=named[node.key]) for node in business.nodes),
        links=tuple(replace(link, node=named[link.node], needs=named[link.needs]) for link in business.links),
        facts=replace(facts, step_costs=tuple(replace(cost, when=None) for cost in facts.step_costs)),
    )
