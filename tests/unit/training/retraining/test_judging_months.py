"""Tests of training.retraining.decision."""

import pytest

from pushback.contract import DataCard, RecordCard
from pushback.contract_profile import Months
from training.errors import NoUnseenMonths, UnusableSplit
from training.retraining.decision import choose_months

YEAR = [f"2023-{month:02d}" for month in range(1, 13)]


def champion(learned: list[str], tested: list[str]) -> DataCard:
    none = RecordCard("", 0, [])
    return DataCard("", [], none, Months(learned, 1), Months(learned, 1), Months(tested, 1))


def test_the_newest_months_are_judged_and_those_before_them_learned_from() -> None:
    months = choose_months(YEAR, champion(YEAR[:9], YEAR[9:10]), judged=2, learned=4)
    assert months.judged == ("2023-11", "2023-12")
    assert months.learned == ("2023-07", "2023-08", "2023-09", "2023-10")
    assert months.tested == ()


def test_months_that_the_champion_was_tested_on_are_named() -> None:
    months = choose_months(YEAR, champion(YEAR[:9], YEAR[9:11]), judged=2, learned=24)
    assert months.tested == ("2023-11",)


def test_months_that_the_lake_lacks_are_not_counted() -> None:
    held = ["2013-11", "2013-12", *YEAR]
    months = choose_months(held, champion(YEAR[:9], []), judged=1, learned=12)
    assert months.learned == ("2013-12", *YEAR[:11])


def test_an_older_month_that_the_champion_never_saw_is_not_judged() -> None:
    with pytest.raises(NoUnseenMonths, match="no later month"):
        choose_months(["2013-12", *YEAR], champion(YEAR, []), judged=1, learned=24)


def test_too_few_months_say_how_many_there_are() -> None:
    with pytest.raises(NoUnseenMonths, match=r"1 of the 3 .* --months=1"):
        choose_months(YEAR, champion(YEAR[:11], []), judged=3, learned=24)


def test_a_lake_without_earlier_months_has_nothing_to_learn_from() -> None:
    with pytest.raises(UnusableSplit, match="2023-12"):
        choose_months(["2023-12"], champion(YEAR[:11], []), judged=1, learned=24)
