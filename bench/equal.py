"""Whether built pages show what the OKRs say: every generator's the same."""

import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from random import Random

from bench.generators import Generator
from bench.same import KeyResult, Objective

_ROW = re.compile(r"<tr><td>(\d{4}-\d\d-\d\d)</td><td>([^<]*)</td><td>([^<]*)</td></tr>")
_METER = re.compile(r'<meter value="(\d+)"')
_WHOLE = re.compile(r'class="overall"><strong>(\d+)\D?%')
_MEAN = re.compile(r'class="mean">Mean score <strong>(\d+)\D?%')
_SAMPLE = 40


class UnequalError(Exception):
    """A page that does not show what it should."""


def check(generator: Generator, all_of: Sequence[Objective], site: Path) -> None:
    """Look at the pages of some objectives and teams; raise `UnequalError` for the first fault."""
    out = site / generator.output
    for one in Random(1).sample(all_of, min(_SAMPLE, len(all_of))):
        _check_objective((out / generator.objective(one)).read_text(encoding="utf-8"), one)
    for team in sorted({one.team.id for one in all_of})[:5]:
        page = (out / f"t/{team}/index.html").read_text(encoding="utf-8")
        _check_team(page, [one for one in all_of if one.team.id == team])
    home = unescape((out / "index.html").read_text(encoding="utf-8"))
    _claim(all(one.team.name in home for one in all_of), "home lists all teams")


def _check_objective(page: str, one: Objective) -> None:
    text, where = unescape(page), one.id
    for word in (one.title, one.team.name, one.owner):
        _claim(word in text, f"{where} has {word!r}")
    rows = [(day, _number(value), _number(sure)) for day, value, sure in _ROW.findall(text)]
    said = [row for key_result in one.key_results for row in _rows(key_result)]
    _claim(sorted(rows) == sorted(said), f"{where} has all readings")
    shown = [int(share) for share in _METER.findall(page)]
    meant = [100 * key_result.progress for key_result in one.key_results]
    _claim(len(shown) == len(meant), f"{where} has a bar for each key result")
    _claim(all(map(_is_near, shown, meant)), f"{where} shows {shown}, and means {meant}")
    whole = _WHOLE.search(text)
    _claim(bool(whole and _is_near(int(whole[1]), 100 * one.progress)), f"{where} has its mean")
    body = page[page.index('<article class="body">') :]
    for tag in ("<ul>", "<li>", "<table", "https://", "<h"):
        _claim(tag in body, f"the text of {where} has {tag}")


def _check_team(page: str, own: Sequence[Objective]) -> None:
    text = unescape(page)
    _claim(all(one.title in text for one in own), f"{own[0].team.id} lists its objectives")
    means = []
    for quarter in sorted({one.quarter.id for one in own}):
        shares = [one.progress for one in own if one.quarter.id == quarter]
        means.append(100 * sum(shares) / len(shares))
    shown = [int(mean) for mean in _MEAN.findall(text)]
    _claim(len(shown) == len(means), f"{own[0].team.id} has a mean for each cycle")
    near = all(map(_is_near, sorted(shown), sorted(means)))
    _claim(near, f"{own[0].team.id} shows {shown}, and means {means}")


def _rows(key_result: KeyResult) -> list[tuple[str, float, float]]:
    return [
        (str(seen.day), float(seen.value), float(seen.confidence)) for seen in key_result.readings
    ]


def _number(text: str) -> float:
    """The number at the beginning: "1,530 members", "6 of 10", "27 %"."""
    digits = re.match(r"[\d.,]*", text)
    return float(digits[0].replace(",", "") or "nan") if digits else float("nan")


def _is_near(shown: float, meant: float) -> bool:
    """Generators round halves differently."""
    return abs(shown - meant) <= 1


def _claim(holds: object, what: str) -> None:
    if not holds:
        raise UnequalError(f"it is not so that {what}")
