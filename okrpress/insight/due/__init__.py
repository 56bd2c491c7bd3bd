"""What is due: check-ins by cadence, reviews by date; who owes what; what comes next."""

from okrpress.insight.due.check_ins import (
    DueKeyResult,
    due_key_results,
    expected_value,
    next_check_in,
)
from okrpress.insight.due.debts import Debt, DebtKind, debts
from okrpress.insight.due.upcoming import (
    Upcoming,
    UpcomingKind,
    next_check_in_day,
    upcoming,
    upcoming_for_all,
)

__all__ = [
    "Debt",
    "DebtKind",
    "DueKeyResult",
    "Upcoming",
    "UpcomingKind",
    "debts",
    "due_key_results",
    "expected_value",
    "next_check_in",
    "next_check_in_day",
    "upcoming",
    "upcoming_for_all",
]
