"""What was made once is not made again, as long as it was made from the same."""

from decimal import Decimal

from okrpress.memo import Known, Memo, recent, recently


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


def test_a_recent_result_is_given_for_the_very_same_objects_alone() -> None:
    made: list[Decimal] = []

    @recent
    def half(number: Decimal) -> Decimal:
        made.append(number)
        return number / 2

    one, same = Decimal("1.0"), Decimal("1.00")
    assert [half(one), half(one), half(same)] == [Decimal("0.5")] * 3
    assert [str(number) for number in made] == ["1.0", "1.00"]


def test_what_sixteen_pages_ask_for_twice_is_made_once() -> None:
    made: list[str] = []

    @recent
    def double(text: str) -> str:
        made.append(text)
        return text * 2

    key_results = [f"{number}!" for number in range(16 * 8)]
    assert [*map(double, key_results)] == [*map(double, key_results)]
    assert made == key_results


def test_recent_results_are_forgotten_and_never_mixed_up() -> None:
    @recent
    def double(text: str) -> str:
        return text * 2

    assert all(double(f"{number}!") == f"{number}!{number}!" for number in range(1000))


def test_as_many_results_are_kept_as_was_asked_for() -> None:
    made = []

    @recently(2)
    def double(text: str) -> str:
        made.append(text)
        return text * 2

    texts = ["a", "b", "c"]
    assert [double(text) for text in (*texts[:2], *texts[:2], texts[2], texts[0])][-1] == "aa"
    assert made == ["a", "b", "c", "a"]


def test_what_is_known_is_made_once_until_there_is_too_much_of_it() -> None:
    made: list[int] = []

    def twice(number: int) -> int:
        made.append(number)
        return 2 * number

    known = Known(twice, 2)
    assert [known[one] for one in (1, 1, 2, 1, 2)] == [2, 2, 4, 2, 4]
    assert made == [1, 2]
    assert [known[one] for one in (3, 1)] == [6, 2]
    assert made == [1, 2, 3, 1]
    assert len(known) == 2
