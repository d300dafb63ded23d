"""Whatever the counts, verdicts and numbers, a sentence is French: typography, one full stop, no value of Python."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.comparison import Against, Comparison, Verdict
from dashboard.domain.estimate import Shown, Status, Withheld
from dashboard.domain.indicator import Direction, Kind, Target
from dashboard.domain.period import Period
from dashboard.wording import words
from dashboard.wording.assurance import read_assurance
from dashboard.wording.changes import read_changes
from dashboard.wording.comparison import read_comparison
from dashboard.wording.delivery import read_delivery
from dashboard.wording.engagements_compared import read_engagements_compared
from dashboard.wording.figure import read_figure
from dashboard.wording.grammar import Noun
from dashboard.wording.left_out import cause, cause_of
from dashboard.wording.limits import Setting
from dashboard.wording.progress import Targets, read_progress
from dashboard.wording.reading import Reading
from dashboard.wording.series import Extent, LastStep, read_series
from dashboard.wording.signals import read_signals
from dashboard.wording.territories import read_territories
from dashboard.wording.units import NETWORK, OTHERS, PEERS, Tally, read_units
from dashboard.wording.years import read_years
from tests.builders import indicator
from tests.unit.french import well_formed

REASONS = (
    *("base faible", "périodes incomplètes", "périodes chevauchantes, non testées", "rupture de méthode en avril 2026"),
    *("la source ne communique pas de base", "la source indique «\u00a0nd\u00a0»", "aucun autre site dans le réseau"),
    *("référence\u00a0: effectif trop faible\u00a0: secret statistique", "référence\u00a0: aucune réponse", ""),
    *("un décompte n’a pas de marge d’échantillonnage", "aucune variation observée", "dispersion inconnue"),
)
INDICATORS = (
    indicator("satisfaction"),
    indicator("delay", Kind.MEAN, label="Délai moyen", unit="jours", direction=Direction.LOWER),
    indicator("calls", Kind.COUNT, label="Appels", unit="appels", direction=Direction.NEUTRAL, decimals=0),
    indicator("nps", Kind.NPS, label="Recommandation", unit="points"),
    indicator("positive", label="Avis positifs", derived_from="reviews.positive"),
)
NOUNS = (Noun("site"), Noun("région", feminine=True), Noun("résultat"))

months = st.dates(dt.date(2018, 1, 1), dt.date(2026, 12, 1)).map(lambda day: day.replace(day=1))
periods = st.builds(Period.ending, months, st.integers(1, 30))
settings = st.builds(Setting, st.none() | months, st.booleans(), st.booleans(), st.booleans())
numbers = st.floats(-1e7, 1e7)
bases = st.none() | st.integers(1, 10**7)
shown = st.builds(
    Shown,
    numbers,
    st.none() | numbers,
    st.none() | numbers,
    bases,
    status=st.sampled_from([Status.OK, Status.FRAGILE]),
    note=st.sampled_from(["", "base faible", "rupture de méthode en avril 2026", "base faible ; porte sur 2025"]),
)
withheld = st.builds(Withheld, st.sampled_from([s for s in Status if s not in (Status.OK, Status.FRAGILE)]))
estimates = shown | withheld
kinds = st.sampled_from(INDICATORS)
counts = st.integers(0, 4) | st.integers(0, 3000)
tallies = st.builds(
    Tally.of,
    st.lists(st.sampled_from(list(Verdict)[:6]), max_size=12),
    st.dictionaries(st.sampled_from(REASONS).map(cause), st.integers(1, 40), max_size=4),
)
comparisons = st.builds(
    Comparison,
    st.sampled_from(list(Against)),
    st.sampled_from(list(Verdict)),
    st.sampled_from(REASONS),
    difference=st.none() | numbers,
    lower=st.none() | numbers,
    upper=st.none() | numbers,
    period=st.none() | periods,
    target=st.none()
    | st.builds(Target, st.integers(2018, 2030), st.sampled_from([">=", ">", "<=", "<"]), st.floats(-1e6, 1e6)),
    progress=st.none() | st.floats(0, 100),
)


def french(reading: Reading) -> None:
    well_formed(reading.conclusion)
    well_formed(reading.limit)


@given(kinds, estimates, settings)
def test_a_figure(chosen, estimate, setting):
    french(read_figure(chosen, estimate, setting=setting))


@given(kinds, estimates, comparisons, settings)
def test_a_comparison(chosen, estimate, found, setting):
    french(read_comparison(chosen, estimate, found, setting))


@given(st.sampled_from(NOUNS), tallies, settings, st.sampled_from([NETWORK, PEERS, OTHERS]), st.booleans())
def test_units(noun, tally, setting, reference, dispersion):
    french(read_units(noun, tally, setting, reference=reference, dispersion=dispersion))


@given(tallies, st.lists(st.integers(1, 12), unique=True), settings)
def test_engagements_compared(tally, missing, setting):
    french(read_engagements_compared(tally, missing, setting))


@given(tallies, settings)
def test_changes(tally, setting):
    french(read_changes(tally, setting))


@given(st.sampled_from(NOUNS), tallies, counts, counts, settings)
def test_progress(noun, tally, fixed, met, setting):
    french(read_progress(noun, tally, Targets(fixed, min(fixed, met)), setting))


@given(
    kinds,
    st.none()
    | st.builds(
        LastStep,
        st.sampled_from(["", "octobre 2026"]),
        st.sampled_from(["common_cause", "improvement", "concern", "neutral"]),
        st.frozensets(st.integers(1, 4)),
        st.booleans(),
    ),
    st.builds(
        Extent, counts, counts, counts, counts, st.sampled_from([1, 2, 3, 6, 12]), limits=st.booleans(),
        rolling=st.booleans(),
    ),
    settings,
)  # fmt: skip
def test_a_series(chosen, last, extent, setting):
    french(read_series(chosen, last, extent, setting))


@given(st.sampled_from(["met", "failed", "variable"]), counts, st.sampled_from([1, 3, 6, 12]))
def test_assurance(assurance, known, step):
    french(read_assurance(assurance, known, step))


@given(st.sampled_from(NOUNS), counts, counts, counts, counts, counts)
def test_signals(noun, followed, improvement, concern, neutral, apart):
    french(read_signals(followed, improvement, concern, neutral, apart, noun))


@given(counts, counts, st.none() | months, st.none() | months)
def test_delivery(up_to_date, late, month, running):
    french(read_delivery(up_to_date, up_to_date + late, month, running))


@given(kinds, st.lists(estimates, max_size=8), settings, st.sampled_from(NOUNS))
def test_territories(chosen, listed, setting, noun):
    french(read_territories(chosen, listed, setting, noun))


@given(kinds, st.dictionaries(st.integers(2018, 2026), estimates), st.lists(st.integers(2018, 2026)), settings)
def test_years(chosen, years, breaks, setting):
    french(read_years(chosen, list(years.items()), breaks, setting))


@given(estimates)
def test_a_cause_is_a_few_words(estimate):
    assert 0 < len(cause_of(estimate)) < 30


def test_every_word_exists():
    assert set(words.VERDICT_WORDS) == set(Verdict)
    assert set(words.STATUS_WORDS) == set(Status)
    assert words.VERDICT_WORDS[Verdict.NO_EVIDENCE] == "pas d’écart démontré"
