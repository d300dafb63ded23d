"""What is said beside the panels of a survey."""

from dashboard.analyses.survey_drivers import crossed
from dashboard.stats.drivers import MOST_DRIVERS
from dashboard.wording.survey_drivers import Said, read_drivers
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
