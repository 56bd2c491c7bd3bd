"""What the generated portfolios are made of."""

from typing import NamedTuple


class Quantity(NamedTuple):
    """Something a metric can count: where it starts, where it should go, and with how many places.

    `start` and `goal` are ranges to draw from.
    """

    title: str
    unit: str
    start: tuple[int, int]
    goal: tuple[int, int]
    places: int


class Level(NamedTuple):
    """Something a band can hold: its usual value, and the bound that it should keep."""

    title: str
    unit: str
    usual: float
    keep: str


AREAS = (
    "Harbour", "Orchard", "Quarry", "Meadow", "Lantern", "Compass", "Anchor", "Bridge",
    "Canopy", "Delta", "Ember", "Foundry", "Glacier", "Hollow", "Island", "Juniper",
    "Kiln", "Lagoon", "Mill", "Nectar", "Oasis", "Prairie", "Ridge", "Summit",
    "Terrace", "Valley", "Willow", "Yard", "Zephyr", "Beacon",
)  # fmt: skip
CRAFTS = (
    "Sales", "Support", "Design", "Platform", "Research", "Field Work", "Logistics", "Finance",
    "People", "Quality", "Care", "Studio", "Workshop", "Learning", "Energy", "Outreach",
    "Planning", "Safety", "Data", "Services",
)  # fmt: skip
VALUES = (
    ("customers-first", "Customers first"),
    ("open-books", "Open books"),
    ("care", "Care for each other"),
    ("craft", "Craft"),
    ("thrift", "Thrift"),
)
SUBJECTS = (
    "New customers", "Visitors of our shops", "People who call us", "Partners abroad",
    "Our newest colleagues", "Members of the club", "Readers of our guides", "Small suppliers",
    "Those who left us last year", "Families in the region",
)  # fmt: skip
OUTCOMES = (
    "find what they came for", "trust our dates", "feel at home in their first week",
    "recommend us to their friends", "solve their problem without us", "know what they will pay",
    "come back by themselves", "see how their money is used", "get an answer on the same day",
    "look forward to the season",
)  # fmt: skip
QUANTITIES = (
    Quantity("Raise the share of orders that arrive on time", "%", (61, 78), (88, 97), 1),
    Quantity("Cut the time to a first answer", "h", (16, 40), (2, 8), 1),
    Quantity("Grow monthly active members", "members", (200, 900), (1500, 6000), 0),
    Quantity("Lower the share of cancelled contracts", "%", (7, 12), (2, 4), 2),
    Quantity("Reduce complaints for each thousand visits", "complaints", (21, 60), (3, 12), 0),
    Quantity("Bring repeat purchases up", "%", (18, 33), (40, 62), 1),
    Quantity("Shorten the wait at the counter", "min", (12, 25), (3, 7), 1),
    Quantity("Win recommendations from new customers", "points", (8, 25), (35, 60), 0),
)
LEVELS = (
    Level("Overtime stays at or below four hours for each person and week", "h", 3.2, "{max: 4}"),
    Level("The error budget stays above a fifth", "%", 31.0, "{min: 20}"),
    Level("Stock covers between two and six weeks", "weeks", 3.8, "{min: 2, max: 6}"),
    Level("The mood of the team stays above seven", "points", 7.6, "{min: 7}"),
)
PROOFS = (
    "The last customer has moved to the new contract",
    "The auditor has signed the report",
    "Every shop has opened with the new layout",
    "The union and the board have both agreed",
)
STEPS = ("North", "South", "East", "West", "Centre")
NOTES = (
    "The new list is used in every shop", "Two large orders came late", "Better than we hoped",
    "We still wait for the supplier", "The second experiment works", "No change, as planned",
)  # fmt: skip
WORK = (
    "Rewrite the welcome letters", "Visit twenty customers", "Retire the oldest form",
    "Move the weekly report into one table", "Train the weekend crew", "Open the test kitchen",
)  # fmt: skip
LESSONS = (
    "Ask customers before the plan is written, not after",
    "A key result that nobody owns does not move",
    "Half the time goes into waiting for others: agree on dates in the first week",
    "What we measure weekly we talk about weekly",
)
BODY = """{subject} told us in **{count}** conversations that we make this harder than it has to be.
We chose results over projects on purpose: the plan may change twice before the cycle ends, what we
want for them does not.

## How we will get there

- Talk to `{count}` of them and publish the notes within two days
- Retire the oldest way of doing it once **{share} %** have moved
- Meet every second Tuesday; a result that turns red gets help before it gets questions

| Step | Week | Lead |
| --- | --- | --- |
| Baseline agreed | 1 | {owner} |
| Pilot with two groups | 4 | {owner} |
| Old way closed | 10 | {owner} |

Background: [what we heard](https://notes.example.com/{count}) and
[how we count](https://numbers.example.com/{share}).
"""
