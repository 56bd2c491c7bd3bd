"""Settings: what `okrpress.toml` may say, as plain values with their defaults."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from okrpress.model.audience import PUBLIC, Audience
from okrpress.model.finding import Level
from okrpress.model.frozen import dataclass

LANGUAGES = ("en", "de")
"""Languages that the site's texts are complete in; each may carry a region: `de-AT`."""


class PaceRule(StrEnum):
    """How progress is held against what the date expects."""

    GAP = "gap"
    RATIO = "ratio"


def _threshold(default: str, meaning: str) -> Decimal:
    """A threshold with its meaning, which the method page and the reference print."""
    value: Decimal = field(default=Decimal(default), metadata={"meaning": meaning})
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Every number that a verdict depends on. A closed cycle keeps those it ran under."""

    pace_rule: PaceRule = field(
        default=PaceRule.GAP,
        metadata={
            "meaning": "gap: points behind what the date expects; ratio: progress over expected"
        },
    )
    expected_committed: Decimal = _threshold(
        "1", "score expected of a committed objective at the end"
    )
    expected_aspirational: Decimal = _threshold(
        "0.7", "score expected of an aspirational objective at the end"
    )
    gap_on_track: Decimal = _threshold("10", "on track: at most this many points behind")
    gap_at_risk: Decimal = _threshold("25", "at risk: at most this many points behind")
    ratio_on_track: Decimal = _threshold("0.9", "on track: at least this share of the expected")
    ratio_at_risk: Decimal = _threshold("0.7", "at risk: at least this share of the expected")
    pace_from: Decimal = _threshold(
        "0.1", "share of a key result's time that passes before pace is judged"
    )
    stale_after: Decimal = _threshold("2", "stale: last reading older than this many cadences")
    confidence_on_track: Decimal = _threshold("7", "confidence (0-10) that reads as on track")
    confidence_at_risk: Decimal = _threshold("4", "confidence (0-10) that reads as at risk")
    confidence_fall: Decimal = _threshold("2", "a fall of this many points asks for attention")
    confidence_falls: Decimal = _threshold("2", "this many falls in a row ask for attention")
    score_yellow: Decimal = _threshold("0.4", "lowest score that is yellow")
    score_green: Decimal = _threshold("0.7", "lowest score that is green")
    forecast_readings: Decimal = _threshold("4", "readings that a forecast needs")
    forecast_interval: Decimal = _threshold(
        "0.8", "share of outcomes the forecast's interval spans"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Every number that a rule about writing OKRs, or the alignment map, depends on."""

    objectives_per_unit: Decimal = _threshold("3", "core objectives of a unit in a cycle, at most")
    key_results_from: Decimal = _threshold("2", "key results of an objective, at least")
    key_results_to: Decimal = _threshold("5", "key results of an objective, at most")
    objective_words: Decimal = _threshold("18", "words of an objective's title, fewer than")
    key_results_per_owner: Decimal = _threshold("7", "key results of one owner, at most")
    supporters_per_objective: Decimal = _threshold(
        "7", "objectives that support one other, before the map points at it, at most"
    )
    mid_cycle_from: Decimal = _threshold("30", "days into a quarter: earliest mid-cycle review")
    mid_cycle_to: Decimal = _threshold("45", "days into a quarter: latest mid-cycle review")
    retrospective_within: Decimal = _threshold("21", "days after the end: latest retrospective")
    bottom_up_share: Decimal = _threshold("0.2", "share of objectives proposed by their units")
    dominant_weight: Decimal = _threshold("0.8", "share of the weights that one key result has")
    sandbagging_score: Decimal = _threshold("1", "a row of scores this high was too easy")
    overreach_score: Decimal = _threshold("0.3", "scores never above this were out of reach")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSettings:
    """Which findings are reported, as what, and when they fail a check.

    A selector is a code (`KR002`), the beginning of codes (`KR`) or a name. `select` is empty for
    all. In `levels` None turns a finding off. Errors that keep a file from being trusted are
    reported whatever is said here.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    levels: Mapping[str, Level | None] = field(default_factory=dict)
    baseline: str = ""
    max_warnings: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The whole of `okrpress.toml`; the defaults are those of a project without one.

    `as_of` fixes the date of every command. `cadence` and `check_in_grace` are in days: so late
    may a check-in be before anybody is reminded. `fiscal_year_start` is a month; with one other
    than 1, `fiscal_year_named_after` says whether 2026 is the year that ends or starts in 2026.
    `source_url` and `history_url` have `{path}` in them: one leads to a file's editor, the other to
    the list of its changes. `announcement` stands above everything on the home page. `accent` and
    `accent_dark` are "#rrggbb" and can be read on light and dark pages; empty ones are the
    palette's. `logo` is a static file of the theme. `url` is where the site is published, with a
    slash at its end: what is read away from the site (feeds, calendars, the site map) needs it.
    Without `people`, nobody has a page of their own. `audience` is whom the site is for.
    """

    title: str = ""
    url: str = ""
    content: str = "content"
    output: str = "site"
    theme: str = "default"
    palette: str = "traffic"
    accent: str = ""
    accent_dark: str = ""
    logo: str = ""
    language: str = "en"
    source_url: str = ""
    history_url: str = ""
    announcement: str = ""
    footer: str = ""
    people: bool = True
    audience: Audience = PUBLIC
    as_of: date | None = None
    fiscal_year_start: int = 1
    fiscal_year_named_after: str = "end"
    cadence: int = 7
    check_in_grace: int = 2
    default_type: str = "committed"
    thresholds: Thresholds = field(default_factory=Thresholds)
    limits: Limits = field(default_factory=Limits)
    check: CheckSettings = field(default_factory=CheckSettings)
