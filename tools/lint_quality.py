"""How good the rules about wording are.

`python tools/lint_quality.py --key-results CSV --objectives CSV [--json]`

Runs the shipped rules, as they come, over labelled rows (the corpus's columns) and compares. A row
may carry several labels where `check` would name only the first mistake, so each rule is asked by
itself. `sure` rows are those whose `borderline` does not name the label. With `--json` one object
a label: `{"all": {precision, recall, n, positives}, "sure": {…}}`; a share of nothing is 0. Without
it a table for people: the rules on all rows and by organisation, the judge of wording behind them
with each organisation left out of its training once, and the worst mistakes.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from okrpress.model.finding import Finding  # noqa: E402
from okrpress.model.ids import ObjectiveRef  # noqa: E402
from okrpress.model.okr import KeyResult, Objective, Organisation, Unmeasured  # noqa: E402
from okrpress.model.portfolio import Portfolio  # noqa: E402
from okrpress.model.settings import Settings  # noqa: E402
from okrpress.rules.registry import RULES  # noqa: E402
from okrpress.rules.rule import KeyResultAt, KeyResultRule, ObjectiveRule  # noqa: E402
from okrpress.rules.wording import Wordings, judge_key_result, judge_objective  # noqa: E402
from okrpress.rules.wording.wordings import wordings_of  # noqa: E402
from okrpress.scoring import score as score_portfolio  # noqa: E402
from tools.train_wording import Row, Rows, is_sure, practice, read_rows, train  # noqa: E402

# The corpus's columns and the rules that answer them.
RULES_OF_KEY_RESULTS = {
    "activity_based": "KR002",
    "no_number": "KR003",
    "no_baseline": "KR004",
    "vague": "KR011",
}
RULES_OF_OBJECTIVES = {
    "contains_metric": "OBJ001",
    "task_like": "OBJ004",
    "too_long": "OBJ002",
    "topic_only": "OBJ003",
}
# … and the verdicts of the judge behind them.
KEY_RESULT_LABELS = {
    "activity_based": "activity",
    "no_number": "no_number",
    "no_baseline": "no_baseline",
    "vague": "vague",
}
OBJECTIVE_LABELS = {
    "contains_metric": "contains_metric",
    "task_like": "task_like",
    "too_long": "too_long",
    "topic_only": "topic_only",
}
AS_OF = date(2026, 11, 22)  # of no consequence: no rule about wording looks at it
WORST = 5  # mistakes shown a label


class Case(NamedTuple):
    """One text and one label: what the row says and what came out, as strongly as it did."""

    organisation: str
    text: str
    label: str
    expected: bool
    sure: bool
    fired: bool
    strength: float = 1.0


class Score(NamedTuple):
    """Hits among the fired, hits among the expected."""

    precision: float
    recall: float
    n: int
    positives: int


def found(rows: Rows) -> Iterator[Case]:
    """What the shipped rules say of every row, under every label."""
    rules = {rule.code.code: rule for rule in RULES}
    empty = score_portfolio(Portfolio(organisation=Organisation(name="")), Settings(), AS_OF)
    for row in rows.key_results:
        objective = _objective("A title", row["key_result"])
        subject = KeyResultAt(objective=objective, key_result=objective.key_results[0], index=0)
        for label, code in RULES_OF_KEY_RESULTS.items():
            rule = rules[code]
            assert isinstance(rule, KeyResultRule)
            yield _case(row, "key_result", label, rule.check(subject, empty))
    for row in rows.objectives:
        for label, code in RULES_OF_OBJECTIVES.items():
            rule = rules[code]
            assert isinstance(rule, ObjectiveRule)
            findings = rule.check(_objective(row["objective"], "A key result"), empty)
            yield _case(row, "objective", label, findings)


def _objective(title: str, key_result: str) -> Objective:
    """An objective of which nothing is known but two titles."""
    return Objective(
        ref=ObjectiveRef("2026-q4", "unit", "objective"),
        title=title,
        key_results=(KeyResult(id="key-result", title=key_result, measure=Unmeasured()),),
        file="content/2026-q4/unit/objective.md",
    )


def _case(row: Row, column: str, label: str, findings: Iterator[Finding]) -> Case:
    fired = any(True for _ in findings)
    return Case(row["org"], row[column], label, row[label] == "1", is_sure(row, label), fired)


def judged(rows: Rows, words: Wordings) -> Iterator[Case]:
    """What the judge of wording says of every row, under every label."""
    yield from _cases(
        rows.key_results,
        "key_result",
        KEY_RESULT_LABELS,
        lambda text: judge_key_result(text, words),
    )
    yield from _cases(
        rows.objectives, "objective", OBJECTIVE_LABELS, lambda text: judge_objective(text, words)
    )


def _cases(
    rows: Iterable[Row], column: str, labels: Mapping[str, str], judge: Callable[[str], object]
) -> Iterator[Case]:
    for row in rows:
        judgement = judge(row[column])
        for label, name in labels.items():
            verdict = getattr(judgement, name)
            yield Case(
                row["org"],
                row[column],
                label,
                row[label] == "1",
                is_sure(row, label),
                verdict.fired,
                verdict.strength,
            )


def score(cases: Sequence[Case]) -> Score:
    """Precision and recall; 0 where nothing fired or nothing was expected."""
    fired = [case for case in cases if case.fired]
    expected = sum(case.expected for case in cases)
    hits = sum(case.expected for case in fired)
    return Score(
        precision=round(hits / len(fired), 4) if fired else 0.0,
        recall=round(hits / expected, 4) if expected else 0.0,
        n=len(cases),
        positives=expected,
    )


def scores(cases: Iterable[Case]) -> dict[str, dict[str, Score]]:
    """By label: over all rows and over the sure ones."""
    by_label: dict[str, list[Case]] = {}
    for case in cases:
        by_label.setdefault(case.label, []).append(case)
    return {
        label: {"all": score(some), "sure": score([case for case in some if case.sure])}
        for label, some in by_label.items()
    }


def left_out(rows: Rows, words: Wordings) -> list[Case]:
    """Every organisation judged by models that were trained without it."""
    names = sorted({row["org"] for row in (*rows.key_results, *rows.objectives)})
    cases: list[Case] = []
    for name in names:
        own = Rows(
            [row for row in rows.key_results if row["org"] == name],
            [row for row in rows.objectives if row["org"] == name],
        )
        models = train(rows.without(name) | practice(), words.lexicon)
        cases.extend(judged(own, Wordings(lexicon=words.lexicon, models=models)))
    return cases


def table(rows: Rows, words: Wordings) -> Iterator[str]:
    """The report for people."""
    cases = list(found(rows))
    yield from _section("all rows", scores(cases), "all")
    yield from _section("sure rows", scores(cases), "sure")
    for name in sorted({case.organisation for case in cases}):
        some = [case for case in cases if case.organisation == name]
        yield from _section(f"sure rows of {name}", scores(some), "sure")
    without = left_out(rows, words)
    yield from _section("leave one organisation out, all rows", scores(without), "all")
    yield from _section("leave one organisation out, sure rows", scores(without), "sure")
    yield from _mistakes(without)


def _section(title: str, reached: Mapping[str, Mapping[str, Score]], part: str) -> Iterator[str]:
    yield f"\n{title}"
    yield f"  {'label':<16} {'precision':>9} {'recall':>7} {'positives':>9} {'rows':>5}"
    for label, parts in reached.items():
        one = parts[part]
        yield (
            f"  {label:<16} {one.precision:>9.3f} {one.recall:>7.3f} {one.positives:>9} {one.n:>5}"
        )


def _mistakes(cases: Sequence[Case]) -> Iterator[str]:
    for label in dict.fromkeys(case.label for case in cases):
        wrong = [
            case
            for case in cases
            if case.label == label and case.sure and case.fired != case.expected
        ]
        wrong.sort(key=lambda case: -abs(case.expected - case.strength))
        if wrong:
            yield f"\nworst mistakes: {label} ({len(wrong)} among the sure rows, left out)"
        for case in wrong[:WORST]:
            kind = "missed" if case.expected else "wrong "
            yield f"  {kind} {case.strength:.2f}  {case.text}"


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--key-results", type=Path, required=True)
    parser.add_argument("--objectives", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = read_rows(options.key_results, options.objectives)
    words = wordings_of("en")
    assert words is not None
    if options.json:
        named = {
            label: {part: one._asdict() for part, one in parts.items()}
            for label, parts in scores(found(rows)).items()
        }
        print(json.dumps(named, indent=1))
    else:
        print("\n".join(table(rows, words)).lstrip("\n"))


if __name__ == "__main__":
    main()
