"""Rules that every model keeps."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

OURS = (
    "accounts", "advice", "audit", "background", "continuity", "contracts", "engagement", "findings", "portfolio",
    "reports", "responsibilities", "technology",
)  # fmt: skip
MODELS = [model for app in OURS for model in apps.get_app_config(app).get_models()]
TENANT_KEYS = {"provider", "customer", "contract", "version", "matrix"}
# Links between two tenants' rows that are only ever reached through one of them.
REACHED_THROUGH_ANOTHER = {"accounts.Assignment"}
CODE = [path for app in (*OURS, "core", "msp_portal", "demo") for path in (Path(settings.BASE_DIR) / app).rglob("*.py")]


def _label(model: type[models.Model]) -> str:
    return model._meta.label


@pytest.mark.parametrize("model", MODELS, ids=_label)
def test_who_and_when_are_known_together(model: type[models.Model]) -> None:
    names = {f.name: f for f in model._meta.get_fields() if isinstance(f, models.Field)}
    pairs = [name[:-3] for name in names if name.endswith("_at") and f"{name[:-3]}_by" in names]
    paired = {c.name for c in model._meta.constraints if c.name.endswith("_paired")}

    for pair in pairs:
        # A time that is always known may lack a person: the product itself did it.
        assert not names[f"{pair}_at"].null or any(name.endswith(f"_{pair}_paired") for name in paired), pair


@pytest.mark.parametrize("model", MODELS, ids=_label)
def test_tenants_rows_are_narrowed_to_the_actor(model: type[models.Model]) -> None:
    keys = {f.name for f in model._meta.get_fields() if isinstance(f, models.ForeignKey)}

    if keys & TENANT_KEYS and _label(model) not in REACHED_THROUGH_ANOTHER:
        assert hasattr(model._default_manager, "visible_to"), f"{_label(model)} has no visible_to"


@pytest.mark.parametrize("model", MODELS, ids=_label)
def test_names_in_the_database_are_short_enough(model: type[models.Model]) -> None:
    for rule in (*model._meta.constraints, *model._meta.indexes):
        assert len(rule.name) <= 63, rule.name


@pytest.mark.parametrize("model", MODELS, ids=_label)
def test_model_says_what_it_is(model: type[models.Model]) -> None:
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}(")
    assert not model._meta.ordering


def test_no_signals() -> None:
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom):
                assert not re.search(r"^django\.dispatch|(^|\.)signals$", node.module or ""), path


def test_no_file_needs_splitting() -> None:
    long = {str(path): count for path in CODE if (count := len(path.read_text().splitlines())) > 300}

    assert not {path: count for path, count in long.items() if "migrations" not in path}


def test_dark_colours_are_the_same_by_choice_and_by_system() -> None:
    css = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text()
    lists = re.findall(r"color-scheme:\s*dark;(.*?)\}", css, re.S)

    assert len(lists) == 2
    assert re.findall(r"--[\w-]+:[^;]+", lists[0]) == re.findall(r"--[\w-]+:[^;]+", lists[1])
