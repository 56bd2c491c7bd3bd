"""Who is reminded of what, in words that stay the same while the debts do."""

import builders as make
import pytest
from status_samples import company, scored

from okrpress.insight.due import Debt, DebtKind
from okrpress.model.ids import UnitCycle
from okrpress.report.bulletin import NoSite, render_bulletin
from okrpress.report.bulletin.bulletin import Bulletin
from okrpress.report.reminder import reminder_bulletin

KITCHEN = UnitCycle("2026-q4", "kitchen")


def debt(kind: DebtKind = DebtKind.CHECK_IN, **more: object) -> Debt:
    given = {"person": "jon", "since": make.day("2026-11-10"), "days_late": 12, **more}
    return Debt(kind=kind, folder=KITCHEN, **given)  # type: ignore[arg-type]


def reminder(*owed: Debt) -> Bulletin:
    return reminder_bulletin(scored(), owed, NoSite())


@pytest.mark.parametrize(
    ("kinds", "title"),
    [
        ([], "Nothing is owed"),
        ([DebtKind.CHECK_IN], "1 check-in is owed"),
        ([DebtKind.CHECK_IN] * 2, "2 check-ins are owed"),
        ([DebtKind.RETROSPECTIVE, DebtKind.CHECK_IN], "1 check-in and 1 retrospective are owed"),
        (
            [DebtKind.GRADES, DebtKind.MID_CYCLE_REVIEW, DebtKind.CHECK_IN],
            "1 check-in, 1 mid-cycle review and 1 set of grades are owed",
        ),
    ],
)
def test_the_title_counts(kinds: list[DebtKind], title: str) -> None:
    assert reminder(*map(debt, kinds)).title == title


def test_a_line_says_whom_to_ask_for_what_and_how() -> None:
    refs = tuple(make.key_result_ref(f"onboarding#{id}") for id in ("sso", "band", "sum", "mood"))
    [section] = reminder(debt(key_results=refs)).sections
    [item] = section.items
    assert item.text == "Kitchen: Jon Berg"
    assert item.note == "4 key results in Winter, since 10 Nov 2026; `okrpress checkin kitchen`"
    assert item.detail == "Raise sso; Raise band; Raise sum; and 1 more"


@pytest.mark.parametrize(
    ("person", "text"), [(None, "Kitchen: the whole team"), ("kitchen", "Kitchen")]
)
def test_a_unit_without_a_lead_is_asked_as_a_whole(person: str | None, text: str) -> None:
    [section] = reminder(debt(person=person)).sections
    assert section.items[0].text == text


def test_grades_have_no_command() -> None:
    [section] = reminder(debt(DebtKind.GRADES)).sections
    assert section.items[0].note == "set of grades in Winter, since 10 Nov 2026"


def test_the_same_debts_read_the_same_tomorrow() -> None:
    refs = (make.key_result_ref(),)
    today, tomorrow = (
        reminder_bulletin(
            scored(company(), as_of),
            [debt(days_late=late, key_results=refs)],
            NoSite(),
        )
        for as_of, late in (("2026-11-22", 12), ("2026-11-23", 13))
    )
    for format in ("markdown", "text", "html", "slack", "teams"):
        assert render_bulletin(format, today) == render_bulletin(format, tomorrow)
