"""A JSON Lines file of published OKRs, one objective a line, becomes a portfolio.

Texts, scores and states stay in the source's words. What the content format cannot hold is said
in the file it belongs to, and in the notes; nothing is made up: no owners, types or dates.
"""

from collections.abc import Iterator, Mapping

from okrpress.interchange.cycles import Cycles, ImportedCycle
from okrpress.interchange.measures import Measured, measured
from okrpress.interchange.names import Ids, slug
from okrpress.interchange.rows import KeyResultRow, Row, read_rows
from okrpress.model.frozen import dataclass
from okrpress.writing.front_matter import code, content_file, entry, quoted, text_entry

_NO_OBJECTIVES = frozenset({"index", "checkins", "mid-cycle", "retrospective"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The files of the project by path, in a fixed order; and what its reader should know."""

    files: Mapping[str, str]
    notes: tuple[str, ...]
    objectives: int
    key_results: int


def import_jsonl(text: str, *, fiscal_year_start: int | None = None) -> Imported:
    """The project that a JSON Lines file of OKRs describes.

    `fiscal_year_start` (a month) gives dates to cycles called `FY21-Q1`; they are undated without.
    Raises `BadInputError` with the lines that cannot be read.
    """
    rows, unknown = read_rows(text)
    portfolio = _Portfolio(fiscal_year_start)
    for row in rows:
        portfolio.add(row)
    notes = [
        f"the key {key[:60]!a} ({count} times) is not imported" for key, count in unknown.items()
    ]
    return Imported(
        files=dict(sorted(portfolio.files())),
        notes=(*sorted(notes), *portfolio.notes()),
        objectives=len(rows),
        key_results=sum(len(row.key_results) for row in rows),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """An organisation or one of its teams."""

    id: str
    name: str
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _KeyResult:
    """A key result with its id and what can be kept of its numbers."""

    id: str
    row: KeyResultRow
    measured: Measured

    @property
    def is_graded(self) -> bool:
        """Whether the source says how it ended."""
        return self.measured.score is not None or bool(self.row.status)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Objective:
    """An objective with its ids, in its cycle."""

    id: str
    row: Row
    cycle: ImportedCycle
    key_results: tuple[_KeyResult, ...]


class _Portfolio:
    """Gathers rows by unit and cycle, and gives out ids in the order of the rows."""

    def __init__(self, fiscal_year_start: int | None) -> None:
        self._cycles = Cycles(fiscal_year_start)
        self._unit_ids = Ids({"index"})
        self._organisations: dict[str, _Unit] = {}
        self._teams: dict[tuple[str, str], _Unit] = {}
        self._folders: dict[tuple[str, str], list[_Objective]] = {}
        self._ids: dict[tuple[str, str], Ids] = {}

    def add(self, row: Row) -> None:
        """Take in an objective."""
        cycle, unit = self._cycles.get(row.cycle), self._unit(row)
        folder = (cycle.id, unit.id)
        ids = self._ids.setdefault(folder, Ids(_NO_OBJECTIVES))
        objective = _Objective(
            id=ids.new(row.objective, otherwise="objective"),
            row=row,
            cycle=cycle,
            key_results=tuple(_key_results(row, cycle)),
        )
        self._folders.setdefault(folder, []).append(objective)

    def _unit(self, row: Row) -> _Unit:
        organisation = self._organisations.get(row.organisation)
        if organisation is None:
            id = self._unit_ids.new(row.organisation, otherwise="organisation", length=30)
            organisation = _Unit(id=id, name=row.organisation)
            self._organisations[row.organisation] = organisation
        key = (organisation.id, row.team)
        if key not in self._teams:
            words = f"{organisation.id} {slug(row.team) or 'team'}"
            id = self._unit_ids.new(words, otherwise="team")
            self._teams[key] = _Unit(id=id, name=row.team, parent=organisation.id)
        return self._teams[key]

    def files(self) -> Iterator[tuple[str, str]]:
        """Every file of the project, with its path."""
        yield "okrpress.toml", f"[site]\ntitle = {quoted(self._title)}\n"
        yield "content/index.md", _index(self._title, len(self._organisations))
        for unit in (*self._organisations.values(), *self._teams.values()):
            yield f"content/teams/{unit.id}.md", _team(unit)
        for cycle in self._cycles.all():
            yield f"content/{cycle.id}/index.md", _cycle(cycle)
        for (cycle_id, unit_id), objectives in self._folders.items():
            folder = f"content/{cycle_id}/{unit_id}"
            for objective in objectives:
                yield f"{folder}/{objective.id}.md", _objective(objective)
            if any(_graded(objectives)) and _review_day(objectives[0].cycle):
                yield f"{folder}/retrospective.md", _retrospective(objectives)

    def notes(self) -> Iterator[str]:
        """What was left out or is not known, for the person who imports."""
        for cycle in self._cycles.all():
            if cycle.undated:
                yield f"the cycle {cycle.id} has no dates: {cycle.undated}"
        for objectives in self._folders.values():
            for objective in objectives:
                for key_result in objective.key_results:
                    for remark in key_result.measured.remarks:
                        yield f"{objective.row.id}, {key_result.id}: {remark}"

    @property
    def _title(self) -> str:
        names = list(self._organisations)
        return names[0] if len(names) == 1 else "Imported OKRs"


def _key_results(row: Row, cycle: ImportedCycle) -> Iterator[_KeyResult]:
    ids = Ids()
    for each in row.key_results:
        numbers = measured(each, dated=cycle.end is not None)
        if _review_day(cycle) is None:
            numbers.remarks.extend(_homeless(each, numbers))
        id = ids.new(each.text, otherwise="key-result", length=40)
        yield _KeyResult(id=id, row=each, measured=numbers)


def _homeless(row: KeyResultRow, numbers: Measured) -> Iterator[str]:
    """What would belong into a retrospective, in a cycle that cannot have one."""
    if numbers.score is not None:
        yield f"The source gives the final score {numbers.score}."
    if row.status:
        yield f"The source says: {code(' '.join(row.status.split()))}."


def _review_day(cycle: ImportedCycle) -> str | None:
    day = cycle.end or cycle.stand_in
    return day.isoformat() if day else None


def _graded(objectives: list[_Objective]) -> Iterator[tuple[_Objective, _KeyResult]]:
    for objective in objectives:
        for key_result in objective.key_results:
            if key_result.is_graded:
                yield objective, key_result


# ── the files ─────────────────────────────────────────────────────────────────────────────────


def _index(title: str, organisations: int) -> str:
    several = f"{organisations} organisations published these OKRs; each has its own teams here."
    return content_file(text_entry("name", title), [several if organisations > 1 else ""])


def _team(unit: _Unit) -> str:
    return content_file([*text_entry("name", unit.name), *entry("parent", unit.parent)], [])


def _cycle(cycle: ImportedCycle) -> str:
    front_matter = text_entry("title", cycle.title)
    if cycle.start and cycle.end and not cycle.named:
        front_matter += entry("start", cycle.start.isoformat())
        front_matter += entry("end", cycle.end.isoformat())
    front_matter += text_entry("undated", cycle.undated)
    return content_file(front_matter, [cycle.assumed])


def _objective(objective: _Objective) -> str:
    front_matter = text_entry("title", objective.row.objective)
    if objective.key_results:
        front_matter.append("key_results:")
    for key_result in objective.key_results:
        front_matter += _key_result(key_result, objective.cycle)
    remarks = [
        f"- {code(key_result.id)}: {remark}"
        for key_result in objective.key_results
        for remark in key_result.measured.remarks
    ]
    return content_file(front_matter, [*_provenance(objective.row), "\n".join(remarks)])


def _key_result(key_result: _KeyResult, cycle: ImportedCycle) -> list[str]:
    numbers, indent = key_result.measured, "    "
    lines = [f"  - id: {key_result.id}", *text_entry("title", key_result.row.text, indent)]
    lines += entry("baseline", numbers.baseline, indent)
    lines += entry("target", numbers.target, indent)
    lines += text_entry("unit", key_result.row.unit, indent)
    if numbers.current is not None and cycle.end:
        lines += entry("current", numbers.current, indent)
        lines += entry("as_of", cycle.end.isoformat(), indent)
    return lines


def _provenance(row: Row) -> Iterator[str]:
    where = f" of {code(row.source)}" if row.source else ""
    yield f"Imported: row {code(row.id)}{where}."
    if row.source_kr_count is not None and row.source_kr_count != len(row.key_results):
        yield f"The source has {row.source_kr_count} key results; {len(row.key_results)} are here."


def _retrospective(objectives: list[_Objective]) -> str:
    cycle = objectives[0].cycle
    front_matter = [*entry("date", _review_day(cycle)), "grades:"]
    for objective, key_result in _graded(objectives):
        score = key_result.measured.score
        words = [] if score is None else [f"score: {score}"]
        words += text_entry("note", key_result.row.status)
        front_matter.append(f"  {objective.id}#{key_result.id}: {{{', '.join(words)}}}")
    what = "the last day of the cycle"
    if cycle.end is None:
        what = f"the last day of the year in the cycle's name, {code(cycle.title)}"
    return content_file(
        front_matter,
        [
            "The scores and notes are the source's own.",
            f"The source gives no day of a retrospective: the date above is {what}.",
        ],
    )
