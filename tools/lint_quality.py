"""How good the judge of wording is.

`python tools/lint_quality.py --key-results CSV --objectives CSV [--json]`

Runs the judge at its default thresholds over labelled rows (the corpus's columns) and compares.
`sure` rows are those whose `borderline` does not name the label. With `--json` one object a label:
`{"all": {precision, recall, n, positives}, "sure": {…}}`; a share of nothing is 0. Without it a
table for people, with each organisation, each left out of training once, and the worst mistakes.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from okrpress.rules.wording import Wordings, judge_key_result, judge_objective  # noqa: E402
from okrpress.rules.wording.judgement import Verdict  # noqa: E402
from okrpress.rules.wording.wordings import wordings_of  # noqa: E402
from tools.train_wording import Row, Rows, is_sure, practice, read_rows, train  # noqa: E402

# The corpus's columns and the verdicts that answer them.
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
WORST = 5  # mistakes shown a label


class Case(NamedTuple):
    """One text and one label: what the row says and what the judge says."""

    organisation: str
    text: str
    label: str
    expected: bool
    sure: bool
    verdict: Verdict


class Score(NamedTuple):
    """Hits among the fired, hits among the expected."""

    precision: float
    recall: float
    n: int
    positives: int


def judged(rows: Rows, words: Wordings) -> Iterator[Case]:
    """Every row under every label."""
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
        for label, verdict in labels.items():
            yield Case(
                row["org"],
                row[column],
                label,
                row[label] == "1",
                is_sure(row, label),
                getattr(judgement, verdict),
            )


def score(cases: Sequence[Case]) -> Score:
    """Precision and recall; 0 where nothing fired or nothing was expected."""
    fired = [case for case in cases if case.verdict.fired]
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
    cases = list(judged(rows, words))
    yield from _section("all rows", scores(cases), "all")
    yield from _section("sure rows", scores(cases), "sure")
    for name in sorted({case.organisation for case in cases}):
        some = [case for case in cases if case.organisation == name]
        yield from _section(f"sure rows of {name}", scores(some), "sure")
    without = left_out(rows, words)
    yield from _section("leave one organisation out, all rows", scores(without), "all")
    yield from _section("leave one organisation out, sure rows", scores(without), "sure")
    yield from _mistakes(without)


def _section(title: str, found: Mapping[str, Mapping[str, Score]], part: str) -> Iterator[str]:
    yield f"\n{title}"
    yield f"  {'label':<16} {'precision':>9} {'recall':>7} {'positives':>9} {'rows':>5}"
    for label, parts in found.items():
        one = parts[part]
        yield (
            f"  {label:<16} {one.precision:>9.3f} {one.recall:>7.3f} {one.positives:>9} {one.n:>5}"
        )


def _mistakes(cases: Sequence[Case]) -> Iterator[str]:
    for label in dict.fromkeys(case.label for case in cases):
        wrong = [
            case
            for case in cases
            if case.label == label and case.sure and case.verdict.fired != case.expected
        ]
        wrong.sort(key=lambda case: -abs(case.expected - case.verdict.strength))
        if wrong:
            yield f"\nworst mistakes: {label} ({len(wrong)} among the sure rows, left out)"
        for case in wrong[:WORST]:
            kind = "missed" if case.expected else "wrong "
            yield f"  {kind} {case.verdict.strength:.2f}  {case.text}"


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
        found = scores(judged(rows, words))
        named = {
            label: {part: one._asdict() for part, one in parts.items()}
            for label, parts in found.items()
        }
        print(json.dumps(named, indent=1))
    else:
        print("\n".join(table(rows, words)).lstrip("\n"))


if __name__ == "__main__":
    main()
