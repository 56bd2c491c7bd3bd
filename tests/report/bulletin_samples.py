"""Bulletins for tests of their formats: ordinary ones, hostile ones, and far too long ones."""

import builders as make

from okrpress.report.bulletin.bulletin import Bulletin, Item, Section, brief

HOSTILE = (
    "<!channel> <@U123> @everyone <https://evil.example|x> ![a](https://evil.example/b.png) "
    "**b** {{DATE(2026-01-01)}} &amp; | ##vso[x] \x1b[31m <script>alert(1)</script> fixes #12"
)


def item(number: int = 1, text: str = "", *, href: str = "") -> Item:
    return Item(
        kind="off-track",
        text=brief(text or f"Guests who come back rise, number {number}"),
        note="behind pace by 12 points",
        who="Kitchen (Maria Okafor)",
        detail=brief(text) or "“It rained”",
        href=href,
        about=("2026-q4/kitchen/welcome#return",),
        unit="kitchen",
        person="maria",
        on=make.day("2026-11-20"),
    )


def bulletin(*, items: int = 3, sections: int = 2, text: str = "", href: str = "") -> Bulletin:
    """So many sections with so many items each."""
    return Bulletin(
        kind="digest",
        title=brief(text) or "Week 8 of 13: 3 of 41 key results need a decision",
        lines=(brief(text) or "Harbour & Orchard, 16 to 22 Nov 2026", "Winter: 42 %"),
        sections=tuple(
            Section(
                id=f"part-{place}",
                heading=f"Part {place}",
                items=tuple(
                    item(number, text, href=href and f"{href}o/{number}/")
                    for number in range(items)
                ),
            )
            for place in range(sections)
        ),
        as_of=make.day("2026-11-22"),
        since=make.day("2026-11-16"),
        href=href,
    )


SITE = "https://example.org/okr/"
WORST = bulletin(items=400, sections=12, text="&<>*_~`" * 60, href=SITE)
"""Every text of the longest there is, in signs that grow when they are escaped."""
