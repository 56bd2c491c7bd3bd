"""What the portfolios are made of that every generator builds."""

from bench.words import QUANTITIES

__all__ = ["QUANTITIES"]

VERBS = (
    "Grow", "Rebuild", "Simplify", "Strengthen", "Relaunch", "Renew", "Widen", "Steady", "Rethink",
    "Reshape", "Improve", "Extend",
)  # fmt: skip
OBJECTS = (
    "the way to the counter", "help without a phone call", "our answer to outages",
    "the club of partners", "the plan for renewals", "the first hour in the app",
    "trust in our delivery dates", "the search for colleagues", "the close of the month",
    "returns to the warehouse", "the catalogue of facts", "the first line of support",
    "prices that people understand", "the weekly release", "the knowledge of the shop floor",
)  # fmt: skip
ENDS = (
    "easy for the smallest shop", "a reason to stay", "the same every week",
    "ready for ten more towns", "faster than anywhere else", "fit to be measured",
    "dull and dependable", "the first choice of newcomers", "something we are proud of",
    "clear within a minute", "steady through the high season", "in the black by December",
)  # fmt: skip
FIRST = (
    "Amara", "Bruno", "Chiara", "Diego", "Elif", "Farah", "Goran", "Hana", "Ines", "Jonas",
    "Keiko", "Liam", "Mira", "Noor", "Oskar", "Priya", "Quentin", "Rosa", "Tariq", "Uma",
)  # fmt: skip
LAST = (
    "Abbott", "Bianchi", "Costa", "Eriksen", "Fischer", "Haddad", "Ivanova", "Jensen", "Kowalski",
    "Lindqvist", "Moreau", "Nakamura", "Okafor", "Petrov", "Rossi", "Schmidt", "Tanaka", "Young",
)  # fmt: skip
THINGS = (
    "the order desk", "the member pages", "the bills", "the app", "the partner room",
    "the weekly figures", "the scanner", "the mailbox", "the price list", "the sign-in",
    "the pattern book", "the returns desk", "the job board",
)  # fmt: skip
OPENERS = (
    (
        "Last quarter we learned that {thing} is where most people form their first "
        "impression, and **{share} %** of the complaints that we read begin there."
    ),
    (
        "Three people out of four spoke of {thing} without being asked, and the numbers "
        "agree: **{share} %** of what is passed on to us has to do with it."
    ),
    (
        "We have put off the work on {thing} for two cycles, and it now costs us **{share}** "
        "hours in a week, all of them spent by hand."
    ),
)
SECONDS = (
    (
        "This objective is kept narrow so that the team can finish what it begins, and each "
        "key result below is measured from the same weekly table."
    ),
    (
        "We chose results over projects on purpose: the plan may change twice before the "
        "cycle ends, what we want from it does not."
    ),
    (
        "We look at it every second Tuesday, in the open, and a result that turns red gets "
        "help before it gets questions."
    ),
)
BULLETS = (
    "Hold `{n}` conversations and publish the notes within two days",
    "Retire the oldest way of doing it once **{n}** of them have moved",
    "Put support and workshop together on the {n} most frequent questions",
    "Agree with finance and the law on what *done* means",
    "Give the smallest useful version to {n} groups first",
    "Draw the weekly table by itself, so that nobody copies numbers",
    "Write down what to do at night, and rehearse it with {n} people",
    "Look at the page together at the beginning of each fortnight",
)
MILESTONES = (
    "Baseline agreed", "Pilot with two groups", "Locks and keys checked", "First town open",
    "Half of it moved", "Old way closed", "Everybody trained", "Looked back together",
)  # fmt: skip
CLOSERS = (
    (
        "To read before: the [decision](https://notes.example.com/d/{n}) and [what we "
        "count](https://numbers.example.com/{slug}). Questions go to the [team's "
        "room](https://talk.example.com/{slug})."
    ),
    (
        "See [what we found](https://notes.example.com/r/{n}), the "
        "[board](https://numbers.example.com/b/{slug}) and the [list of "
        "risks](https://risks.example.com/{n}) before you comment."
    ),
)
