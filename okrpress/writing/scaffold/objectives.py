"""The file of a new objective, with the questions of the method beside what they are about."""

from collections.abc import Iterator

from okrpress.model.frozen import dataclass
from okrpress.writing.front_matter import content_file, scalar


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveDraft:
    """An objective as it is to be written. `known_values` are ids that it may name."""

    title: str
    owner: str = ""
    type: str = ""
    supports: tuple[str, ...] = ()
    stands_alone: str = ""
    known_values: tuple[str, ...] = ()


def objective_text(draft: ObjectiveDraft) -> str:
    """`<cycle>/<unit>/<objective>.md`: what is known, and questions where something is missing.

    It is a draft until somebody has written its key results and deleted the line that says so.
    """
    return content_file(_objective(draft), [])


def _objective(draft: ObjectiveDraft) -> Iterator[str]:
    yield "# Where do we want to be at the end? In words that people would like to come true,"
    yield "# without a number and without a task. Who would notice the difference?"
    yield f"title: {scalar(draft.title)}"
    yield "# The id of the one person who answers for it, from people/."
    yield f"owner: {draft.owner}" if draft.owner else "# owner:"
    yield "# committed: we promise it in full. aspirational: a stretch, where 0.7 is a success."
    yield f"type: {draft.type}" if draft.type else "# type: aspirational"
    yield from _belonging(draft)
    yield "# A draft is listed, not counted. Delete this line once the key results are agreed."
    yield "state: draft"
    yield from _KEY_RESULTS
    yield "# Below the front matter, in Markdown: why does this matter, why now, and to whom?"


def _belonging(draft: ObjectiveDraft) -> Iterator[str]:
    yield "# Which values does it live? Which objective or key result of others does it help?"
    if draft.known_values:
        yield f"# values: [{', '.join(draft.known_values)}]"
    if draft.supports:
        yield f"supports: [{', '.join(scalar(each, inline=True) for each in draft.supports)}]"
    elif draft.stands_alone:
        yield f"stands_alone: {scalar(draft.stands_alone)}"
    else:
        yield "# supports: [unit/objective#key-result]"
        yield "# stands_alone: or else, why it helps none"


_KEY_RESULTS = """\
# Two to five results that show that it is reached. What changes, from which value to which?
# How soon would we see it move? What might suffer meanwhile, and where is the limit? Work
# that can be done without changing anything is no result; it belongs under `initiatives`.
# key_results:
#   - id: activation
#     title: Week-one activation rises from 31 % to 45 %
#     baseline: 31            # today's value; measure it first, if nobody knows
#     target: 45
#     unit: "%"
#     indicator: lagging      # leading: moves early; lagging: proves the result
#   - {id: sso, title: Single sign-on is live, done_when: All customers have signed in with it}
#   - {id: overtime, title: Overtime stays within limits, keep: {max: 4}, unit: h}
# initiatives:
#   - {title: Rewrite the welcome mails, for: activation, status: planned}""".splitlines()
