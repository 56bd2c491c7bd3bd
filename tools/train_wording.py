"""Train the judge of wording: `python tools/train_wording.py --corpus ../shared/corpus`.

Reads labelled key results and objectives, fits one logistic regression a label over the features
of `okrpress.rules.wording.features`, and writes `okrpress/rules/wording/en.weights.json`. The same
rows give the same file, byte for byte. The file holds names of features and numbers: no text.

Rows come from the corpus (`--corpus`) and from invented ones beside the tests (`practice-*.csv`),
which make up for fields that the corpus does not have.
"""

import argparse
import csv
import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from okrpress.rules.wording.features import (  # noqa: E402 - a script finds its own project
    activity_features,
    clarity_features,
    task_features,
)
from okrpress.rules.wording.lexicon import Lexicon, read_lexicon  # noqa: E402
from okrpress.rules.wording.model import Model  # noqa: E402
from okrpress.rules.wording.reading import Reading, read_title  # noqa: E402

WORDING = ROOT / "okrpress" / "rules" / "wording"
PRACTICE = ROOT / "tests" / "rules" / "wording"

BORDERLINE = 0.4  # weight of a row whose label a second reader might have set the other way
ROUGHNESS = 1.5  # the ridge: how strongly weights are held near zero
RAREST = 2  # a feature of fewer rows is left out
DIGITS = 3

# For task-like objectives there are few rows; what a key result is helps to learn the grammar.
BORROWED = {"task": 0.3, "output_count": 0.3, "milestone": 0.15, "metric": 0.3, "state": 0.3}
WORK = {"task", "output_count", "milestone"}

Row = Mapping[str, str]


class Example(NamedTuple):
    """One row of training: the features that are present, the label and its weight."""

    features: Sequence[str]
    label: bool
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One label to learn: its column, what may be known of a text, and where the verdict fires."""

    column: str
    features: Callable[[Reading], list[str]]
    threshold: float
    borrows: bool = False  # whether key results help


KEY_RESULT_TASKS = {
    "activity": Task(column="activity_based", features=activity_features, threshold=0.55),
    "no_number": Task(column="no_number", features=clarity_features, threshold=0.46),
    "vague": Task(column="vague", features=clarity_features, threshold=0.42),
}
OBJECTIVE_TASKS = {
    "task_like": Task(column="task_like", features=task_features, threshold=0.63, borrows=True),
}


class Rows(NamedTuple):
    """Labelled texts."""

    key_results: list[Row]
    objectives: list[Row]

    def without(self, organisation: str) -> "Rows":
        """The rows of all other organisations."""
        return Rows(
            [row for row in self.key_results if row["org"] != organisation],
            [row for row in self.objectives if row["org"] != organisation],
        )

    def __or__(self, other: "Rows") -> "Rows":
        return Rows(self.key_results + other.key_results, self.objectives + other.objectives)


def read_rows(key_results: Path, objectives: Path) -> Rows:
    """The rows of two files with the corpus's columns."""
    return Rows(read_csv(key_results), read_csv(objectives))


def read_csv(path: Path) -> list[Row]:
    """The rows of a file with a header."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def practice() -> Rows:
    """The invented rows."""
    return read_rows(PRACTICE / "practice-key-results.csv", PRACTICE / "practice-objectives.csv")


def is_sure(row: Row, column: str) -> bool:
    """Whether the label of this row was not in doubt."""
    return column not in row["borderline"].split("|")


def train(rows: Rows, lexicon: Lexicon) -> dict[str, Model]:
    """One model a label."""
    read = {row["key_result"]: read_title(row["key_result"], lexicon) for row in rows.key_results}
    models = {
        name: fit(_examples(rows.key_results, "key_result", task, lexicon), task.threshold)
        for name, task in KEY_RESULT_TASKS.items()
    }
    for name, task in OBJECTIVE_TASKS.items():
        examples = _examples(rows.objectives, "objective", task, lexicon)
        if task.borrows:
            examples += [
                Example(
                    task.features(read[row["key_result"]]),
                    row["kind"] in WORK,
                    BORROWED[row["kind"]],
                )
                for row in rows.key_results
            ]
        models[name] = fit(examples, task.threshold)
    return models


def _examples(rows: Iterable[Row], text: str, task: Task, lexicon: Lexicon) -> list[Example]:
    return [
        Example(
            task.features(read_title(row[text], lexicon)),
            row[task.column] == "1",
            1.0 if is_sure(row, task.column) else BORDERLINE,
        )
        for row in rows
    ]


def fit(examples: Sequence[Example], threshold: float) -> Model:
    """The weights with the highest penalised likelihood: Newton's method, its steps by conjugate
    gradients, so that nothing but Python is needed.
    """
    counts = Counter(feature for one in examples for feature in set(one.features))
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    index = {name: at + 1 for at, name in enumerate(names)}
    rows = [[0, *sorted({index[f] for f in one.features if f in index})] for one in examples]
    weights = _newton(rows, examples, len(names) + 1)
    rounded = {
        name: value for name, at in index.items() if (value := round(weights[at], DIGITS)) != 0
    }
    return Model(bias=round(weights[0], DIGITS), weights=rounded, threshold=threshold)


def _newton(rows: Sequence[Sequence[int]], examples: Sequence[Example], size: int) -> list[float]:
    weights = [0.0] * size
    for _ in range(50):
        gradient = [-ROUGHNESS * weight for weight in weights]
        gradient[0] = 0.0
        curvature = []
        for row, example in zip(rows, examples, strict=True):
            chance = 1 / (1 + math.exp(-sum(weights[at] for at in row)))
            slope = example.weight * (example.label - chance)
            curvature.append(example.weight * chance * (1 - chance))
            for at in row:
                gradient[at] += slope
        step = _solve(rows, curvature, gradient)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-7:
            break
    return weights


def _solve(
    rows: Sequence[Sequence[int]], curvature: Sequence[float], target: Sequence[float]
) -> list[float]:
    """The x with (rows' · curvature · rows + ridge) x = target."""
    x = [0.0] * len(target)
    rest = list(target)
    direction = list(rest)
    size = sum(value * value for value in rest)
    for _ in range(len(target)):
        if size < 1e-18:
            break
        image = _times(rows, curvature, direction)
        length = size / sum(a * b for a, b in zip(direction, image, strict=True))
        x = [a + length * b for a, b in zip(x, direction, strict=True)]
        rest = [a - length * b for a, b in zip(rest, image, strict=True)]
        before, size = size, sum(value * value for value in rest)
        direction = [a + size / before * b for a, b in zip(rest, direction, strict=True)]
    return x


def _times(
    rows: Sequence[Sequence[int]], curvature: Sequence[float], vector: Sequence[float]
) -> list[float]:
    result = [ROUGHNESS * value for value in vector]
    result[0] = 1e-9 * vector[0]
    for row, bend in zip(rows, curvature, strict=True):
        value = bend * sum(vector[at] for at in row)
        for at in row:
            result[at] += value
    return result


def as_json(models: Mapping[str, Model]) -> str:
    """The weights file, heaviest features first."""
    table = {
        name: {
            "bias": model.bias,
            "threshold": model.threshold,
            "weights": dict(sorted(model.weights.items(), key=lambda one: (-abs(one[1]), one[0]))),
        }
        for name, model in models.items()
    }
    return json.dumps(table, indent=1, ensure_ascii=False) + "\n"


def english() -> Lexicon:
    """The English word tables."""
    return read_lexicon((WORDING / "en.toml").read_text(encoding="utf-8"))


def corpus_rows(folder: Path) -> Rows:
    """The rows of the corpus."""
    return read_rows(folder / "lint-labels-dev.csv", folder / "objective-labels-dev.csv")


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--output", type=Path, default=WORDING / "en.weights.json")
    options = parser.parse_args()
    models = train(corpus_rows(options.corpus) | practice(), english())
    options.output.write_text(as_json(models), encoding="utf-8")
    for name, model in models.items():
        print(f"{name}: {len(model.weights)} features")


if __name__ == "__main__":
    main()
