"""The order in which boundaries are opened, and what a second family is made of."""

import datetime as dt

from dashboard.suppression.preference import Wave, calendar_chains, preference

NOVEMBER = dt.date(2024, 11, 1)
"""With 24 months: up to October 2026; the places of January are 2 and 14, that of July 2026 is 20."""
FIRST_HALF, SECOND_HALF = Wave(14, 20), Wave(20, 26)


def test_the_months_that_most_people_read_come_first() -> None:
    assert preference(NOVEMBER, 14)[:5] == [14, 2, 0, 8, 11]


def test_waves_come_before_years() -> None:
    assert preference(NOVEMBER, 24, [FIRST_HALF, SECOND_HALF])[:5] == [24, 12, 0, 20, 14]


def test_without_a_wave_the_last_january_is_the_first_of_the_chain() -> None:
    assert calendar_chains(NOVEMBER, 24).base == [14]
    assert calendar_chains(NOVEMBER, 24).longer[0] == [14, 2]


def test_the_last_closed_wave_comes_first_then_the_years_then_the_other_waves() -> None:
    chains = calendar_chains(NOVEMBER, 24, [Wave(2, 8), FIRST_HALF, SECOND_HALF])
    assert chains.base == [20, 14]
    assert chains.longer[0] == [20, 14, 2, 8]
    assert chains.longer[-1] == [20, 14]


def test_the_question_that_tells_the_field_keeps_the_wave_under_way() -> None:
    told = SECOND_HALF._replace(leads=True)
    assert calendar_chains(NOVEMBER, 24, [FIRST_HALF, told]).base == [14]
    # Nobody is asked any more: the field of a closed wave is its result.
    assert calendar_chains(NOVEMBER, 24, [FIRST_HALF._replace(leads=True)]).base == [20, 14]


def test_a_wave_that_starts_with_a_rolling_year_needs_no_second_family() -> None:
    assert calendar_chains(NOVEMBER, 24, [Wave(12, 20)]).base == [14]
