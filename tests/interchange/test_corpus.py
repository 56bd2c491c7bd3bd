"""The importer on OKRs that organisations published: nothing lost, nothing changed."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from okrpress.interchange.jsonl import Imported, import_jsonl
from okrpress.model.finding import Level
from okrpress.model.okr import KeyResult, Metric, Objective, Unmeasured
from okrpress.model.portfolio import Portfolio
from okrpress.model.settings import Settings
from okrpress.source.assemble import assemble
from okrpress.source.parse import parse

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "okrs-dev.jsonl"

Pair = tuple[dict[str, Any], Objective]


@pytest.fixture(scope="module")
def text() -> str:
    if not CORPUS.is_file():
        pytest.fail(f"this test needs the corpus of published OKRs: {CORPUS} is missing")
    return CORPUS.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def project(text: str) -> Imported:
    return import_jsonl(text)


@pytest.fixture(scope="module")
def portfolio(project: Imported) -> Portfolio:
    """What our own reader makes of the files; nothing in them may be wrong."""
    files = [(path, text) for path, text in project.files.items() if path.endswith(".md")]
    parsed = [parse(path, text.encode()) for path, text in files]
    assert [finding for each in parsed for finding in each.findings] == []
    assembled = assemble(parsed, Settings())
    assert [found for found in assembled.findings if found.level is Level.ERROR] == []
    assert assembled.portfolio is not None
    return assembled.portfolio


@pytest.fixture(scope="module")
def pairs(text: str, portfolio: Portfolio) -> tuple[Pair, ...]:
    """Every row of the corpus with the objective that came of it, found by the row's id."""
    rows = [json.loads(line, parse_float=Decimal) for line in text.splitlines()]
    by_row = {
        found.body.partition("row `")[2].partition("`")[0]: found
        for found in portfolio.objectives.values()
    }
    assert len(by_row) == len(rows)
    return tuple((row, by_row[row["id"]]) for row in rows)


def key_results(pairs: tuple[Pair, ...]) -> Iterator[tuple[dict[str, Any], Objective, KeyResult]]:
    for row, objective in pairs:
        for source, found in zip(row["key_results"], objective.key_results, strict=True):
            yield source, objective, found


def test_everything_is_there(project: Imported, portfolio: Portfolio) -> None:
    assert (project.objectives, project.key_results) == (221, 590)
    assert len(portfolio.objectives) == 221
    assert sum(len(found.key_results) for found in portfolio.objectives.values()) == 590


def test_texts_are_word_for_word(pairs: tuple[Pair, ...]) -> None:
    assert [objective.title for _, objective in pairs] == [row["objective"] for row, _ in pairs]
    for source, _, found in key_results(pairs):
        assert (found.title, found.unit) == (source["text"], source["unit"] or "")


def test_measures_are_those_of_the_source(pairs: tuple[Pair, ...]) -> None:
    with_target = 0
    for source, _, found in key_results(pairs):
        if source["target"] is None:
            assert isinstance(found.measure, Unmeasured)
        else:
            assert isinstance(found.measure, Metric)
            assert found.measure.target == source["target"]
            assert found.measure.baseline == source["baseline"]
            with_target += 1
    assert with_target == 230


def test_scores_and_states_are_those_of_the_source(
    pairs: tuple[Pair, ...], portfolio: Portfolio
) -> None:
    scores = 0
    for source, objective, found in key_results(pairs):
        review = portfolio.retrospectives.get(objective.ref.unit_cycle)
        grade = review.grades.get(objective.key_result_ref(found)) if review else None
        assert (grade.score if grade else None) == source["score"]
        assert (grade.note if grade else "") == source.get("status", "")
        scores += source["score"] is not None
    assert scores == 118


def test_current_values_are_readings(pairs: tuple[Pair, ...], portfolio: Portfolio) -> None:
    seen = {
        reading.ref: reading.value
        for check_ins in portfolio.check_ins.values()
        for check_in in check_ins
        for reading in check_in.readings
    }
    wanted = {
        objective.key_result_ref(found): source["current"]
        for source, objective, found in key_results(pairs)
        if source["current"] is not None
    }
    assert len(wanted) == 23
    assert seen == wanted


def test_cycles_and_units_keep_their_names(pairs: tuple[Pair, ...], portfolio: Portfolio) -> None:
    for row, objective in pairs:
        assert portfolio.cycles[objective.ref.cycle].title == row["cycle"]
        unit = portfolio.units[objective.ref.unit]
        assert unit.name == row["team"]
        assert unit.parent is not None
        assert portfolio.units[unit.parent].name == row["source"].partition("/")[0]


def test_only_cycles_whose_names_say_no_dates_are_undated(
    project: Imported, portfolio: Portfolio
) -> None:
    undated = {cycle.title for cycle in portfolio.cycles.values() if cycle.undated}
    assert undated == {
        *("FY20-Q1", "FY20-Q4", "FY21-Q1", "FY21-Q2", "2022-2023"),
        *("Athens release 2019", "Acropolis release 2019", "Rome release 2019"),
    }
    assert len(project.notes) == len(undated)


def test_fiscal_years_get_dates_once_their_start_is_known(text: str) -> None:
    project = import_jsonl(text, fiscal_year_start=2)
    assert "start: 2020-05-01\nend: 2020-07-31\n" in project.files["content/fy21-q2/index.md"]
    assert len(project.notes) == 4
