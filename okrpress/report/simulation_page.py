"""What-if as a page: a form that needs no script, and below it what would move."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from okrpress.model.frozen import dataclass
from okrpress.model.okr import Metric, Steps, Unmeasured, YesNo
from okrpress.report.simulation import NUMBERS, Moved, Simulation, told
from okrpress.report.status_words import aim_text, now_text, whole_day
from okrpress.scoring.result import ScoredKeyResult, ScoredObjective, ScoredPortfolio

PREFIX = "kr."
"""What the name of a field begins with; the reference of its key result follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What was asked and answered. `folders` can be chosen, `objectives` are those of `folder`.

    `said` is what was typed, by reference; `mistakes` what is wrong with it. `others` of `said`
    belong to other units: they are kept and named.
    """

    scored: ScoredPortfolio
    folders: tuple[tuple[str, str], ...]
    folder: str
    objectives: tuple[ScoredObjective, ...]
    said: Mapping[str, str]
    mistakes: Mapping[str, str]
    at_end: bool
    simulation: Simulation | None


def simulation_page(form: Form) -> str:
    """What stands below the heading of the page."""
    back = '<a href="/">Back to the site</a>'
    intro = f"Say where key results land; nothing is written. {back}"
    day = whole_day(form.scored.as_of)
    lines = (
        f'<div class="what-if"><p>As of {day}. {intro}</p>',
        *_choice(form),
        *_form(form),
        *_result(form),
        "</div>",
    )
    return "\n".join(lines)


# ── the form ──────────────────────────────────────────────────────────────────────────────────


def _choice(form: Form) -> Iterator[str]:
    """Which unit's key results are asked for; what was said about others goes along."""
    if not form.folders:
        yield "<p>No cycle runs on this day, so there is nothing to assume.</p>"
        return
    yield '<form method="get" class="choose">'
    yield from _kept(form, form.said)
    yield '<label for="of">Key results of</label> <select id="of" name="of">'
    for value, name in form.folders:
        chosen = " selected" if value == form.folder else ""
        yield f'<option value="{escape(value)}"{chosen}>{escape(name)}</option>'
    yield "</select> <button>Show</button></form>"


def _kept(form: Form, said: Iterable[str]) -> Iterator[str]:
    for ref in said:
        name, value = escape(PREFIX + ref), escape(form.said[ref])
        yield f'<input type="hidden" name="{name}" value="{value}">'
    if form.at_end and said is form.said:
        yield '<input type="hidden" name="at_end" value="1">'


def _form(form: Form) -> Iterator[str]:
    if not form.folders:
        return
    shown = {str(one.ref): one for each in form.objectives for one in each.key_results}
    others = [ref for ref in form.said if ref not in shown]
    yield '<form method="get">'
    yield f'<input type="hidden" name="of" value="{escape(form.folder)}">'
    for objective in form.objectives:
        yield f"<fieldset><legend><bdi>{escape(objective.objective.title)}</bdi></legend>"
        for one in objective.key_results:
            yield from _field(form, one)
        yield "</fieldset>"
    if others:
        yield "<fieldset><legend>Of other units</legend>"
        for ref in others:
            yield from _other(form, ref)
        yield "</fieldset>"
    checked = " checked" if form.at_end else ""
    yield (
        f'<p><label><input type="checkbox" name="at_end" value="1"{checked}> '
        "Judge at the end of the cycle, with scores</label></p>"
    )
    yield '<p><button>What if?</button> <a href="?">Start again</a></p></form>'


def _field(form: Form, one: ScoredKeyResult) -> Iterator[str]:
    ref, measure = str(one.ref), one.key_result.measure
    label = f"<bdi>{escape(one.key_result.title)}</bdi>"
    hint = ", ".join(filter(None, (f"{now_text(one)} now", aim_text(one.key_result))))
    yield f'<p class="field"><label for="{escape(ref)}">{label}</label>'
    yield f'<span class="hint" id="{escape(ref)}-hint">{escape(hint)}</span>'
    if isinstance(measure, Unmeasured):
        yield '<span class="hint">It has no measure.</span></p>'
        return
    if isinstance(measure, Steps):
        steps = ", ".join(step.id for step in measure.steps)
        yield f'<span class="hint">all that are done, of {escape(steps)}; or none</span>'
    yield from _input(form, ref, one)
    yield "</p>"


def _input(form: Form, ref: str, one: ScoredKeyResult) -> Iterator[str]:
    said, wrong = form.said.get(ref, ""), form.mistakes.get(ref)
    about = f'id="{escape(ref)}" name="{escape(PREFIX + ref)}"'
    about += f' aria-describedby="{escape(ref)}-hint{f" {escape(ref)}-wrong" if wrong else ""}"'
    if wrong:
        about += ' aria-invalid="true"'
    if isinstance(one.key_result.measure, YesNo) and said in {"", "yes", "no"}:
        yield f"<select {about}>"
        for value, word in (("", "as it is"), ("yes", "yes"), ("no", "no")):
            chosen = " selected" if value == said else ""
            yield f'<option value="{value}"{chosen}>{word}</option>'
        yield "</select>"
    else:
        mode = ' inputmode="decimal"' if isinstance(one.key_result.measure, Metric) else ""
        yield f'<input {about}{mode} autocomplete="off" value="{escape(said)}">'
    if wrong:
        yield f'<strong class="wrong" id="{escape(ref)}-wrong">{escape(wrong)}</strong>'


def _other(form: Form, ref: str) -> Iterator[str]:
    wrong = form.mistakes.get(ref)
    described = f' aria-invalid="true" aria-describedby="{escape(ref)}-wrong"' if wrong else ""
    yield f'<p class="field"><label for="{escape(ref)}"><code>{escape(ref)}</code></label>'
    yield (
        f'<input id="{escape(ref)}" name="{escape(PREFIX + ref)}" autocomplete="off" '
        f'value="{escape(form.said[ref])}"{described}>'
    )
    if wrong:
        yield f'<strong class="wrong" id="{escape(ref)}-wrong">{escape(wrong)}</strong>'
    yield "</p>"


# ── the result ────────────────────────────────────────────────────────────────────────────────


def _result(form: Form) -> Iterator[str]:
    if form.simulation is None:
        if form.mistakes:
            yield '<p role="status">Correct what is marked above.</p>'
        return
    for one in told(form.simulation):
        yield f'<section><h2>{escape(one.heading)}</h2><div class="scroll" tabindex="0" '
        yield f'role="region" aria-label="{escape(one.heading)}">'
        yield from _table(one.rows) if one.rows else ("<p>Nothing moves.</p>",)
        yield "</div></section>"


def _table(rows: tuple[Moved, ...]) -> Iterator[str]:
    names = [name for name in NUMBERS if any(name in row.numbers for row in rows)]
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    yield f'<table><thead><tr><th scope="col">What moves</th>{heads}</tr></thead><tbody>'
    for row in rows:
        cells = "".join(f"<td>{escape(row.numbers.get(name, ''))}</td>" for name in names)
        title = f"<bdi>{escape(row.name)}</bdi>"
        yield f'<tr class="level-{row.level}"><th scope="row">{title}</th>{cells}</tr>'
    yield "</tbody></table>"
