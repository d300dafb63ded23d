"""What is said beside the panels of a survey."""

from dashboard.analyses.survey_drivers import crossed
from dashboard.stats.drivers import MOST_DRIVERS
from dashboard.wording.survey_breakdown import drawn_only
from dashboard.wording.survey_drivers import Said, read_drivers
from dashboard.wording.units import SITE
from tests.builders import indicator


def test_a_question_beyond_the_most_is_not_said_to_have_few_answers() -> None:
    names = [f"q{place}" for place in range(MOST_DRIVERS + 1)]
    pairs = {frozenset((one, other)): 1000 for one in (*names, "overall") for other in (*names, "overall")}
    kept, aside = crossed(names, "overall", pairs | {frozenset(("q3", "overall")): 900})
    assert (len(kept), aside) == (MOST_DRIVERS, ["q3"])
    lever = Said("Accueil", 60.0, None, None, None, sure=False)
    read = read_drivers(indicator("overall"), [lever], 0.5, aside, 0, 1, weak=False, redundant=False)
    assert "À part, moins souvent croisées que les autres\u00a0: «\u00a0q3\u00a0»." in read.limit
    assert "trop peu" not in read.limit


def test_a_full_chart_is_said_to_leave_units_out_only_when_it_does() -> None:
    assert drawn_only(SITE, 25, 25, 30) == (
        "25\u00a0sites sur 30 ont un chiffre publiable\u00a0; le tableau dit pourquoi."
    )
    assert drawn_only(SITE, 25, 26, 30).startswith("Le graphique montre 25\u00a0sites sur 30\u00a0: d’abord")
