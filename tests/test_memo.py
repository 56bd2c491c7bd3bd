"""What was made once is not made again, as long as it was made from the same."""

from decimal import Decimal

from okrpress.memo import Memo


class Maker:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> int:
        self.made += 1
        return self.made


def test_the_same_objects_and_equal_values_give_the_same_result() -> None:
    memo, make, thing = Memo(), Maker(), object()
    for _ in range(3):
        memo.begin()
        assert memo.recall("key", make, objects=(thing,), values=("a", frozenset("b"))) == 1


def test_equal_objects_are_not_the_same() -> None:
    memo, make = Memo(), Maker()
    memo.recall("key", make, objects=(Decimal("1.0"),))
    memo.begin()
    assert memo.recall("key", make, objects=(Decimal("1.00"),)) == 2


def test_other_values_and_more_objects_are_made_anew() -> None:
    memo, make, thing = Memo(), Maker(), object()
    memo.recall("key", make, objects=(thing,), values=(1,))
    memo.begin()
    assert memo.recall("key", make, objects=(thing,), values=(2,)) == 2
    memo.begin()
    assert memo.recall("key", make, objects=(thing, thing), values=(2,)) == 3


def test_what_a_run_did_not_ask_for_is_forgotten() -> None:
    memo, make = Memo(), Maker()
    memo.recall("key", make)
    memo.begin()
    memo.begin()
    assert memo.recall("key", make) == 2


def test_keys_do_not_disturb_each_other() -> None:
    memo, make = Memo(), Maker()
    memo.recall("a", make)
    memo.recall("b", make)
    memo.begin()
    assert (memo.recall("b", make), memo.recall("a", make)) == (2, 1)
