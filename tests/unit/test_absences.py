"""Why a figure is there or not, in counts and in words."""

import datetime as dt

from dashboard.analyses.absences import absences
from dashboard.config import Settings
from dashboard.domain.absence import Presence
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store.publish import publish
from dashboard.store.store import open_current
from dashboard.wording.absences import PRESENCE_WORDS, read_absences
from tests.builders import indicator, measure, reference, site, stage
from tests.unit.french import check, plain

S = Presence


def test_every_state_has_its_words():
    assert set(PRESENCE_WORDS) == set(Presence)
    assert len(set(PRESENCE_WORDS.values())) == len(Presence)


def test_what_is_not_there_in_words():
    check(read_absences({}), "Aucun résultat n’est attendu sur ce périmètre.", "On ne peut rien conclure.")
    check(
        read_absences({S.UNCONCERNED: 1}),
        "Aucun résultat n’est attendu sur ce périmètre.",
        "1 couple d’un site et d’un indicateur non concerné.",
    )
    check(read_absences({S.SHOWN: 4}), "4 résultats sur 4 sont montrés (100 %).", "Aucun résultat ne manque.")
    check(
        read_absences({S.SHOWN: 80, S.FEW: 5, S.WITHHELD: 6, S.UNDER_WAY: 4, S.MISSING: 5, S.UNCONCERNED: 30}),
        "85 résultats sur 100 sont montrés (85 %).",
        (
            "5 sur une base faible ; 6 sous secret statistique ; 4 en cours ; 5 non transmis ; "
            "30 couples d’un site et d’un indicateur non concernés."
        ),
    )
    check(
        read_absences({S.SHOWN: 1, S.MISSING: 1}),
        "1 résultat sur 2 est montré (50 %).",
        "1 non transmis.",
    )


def test_the_five_states_of_absence_are_told_apart(tmp_path):
    """November 2024: two full sites, a weak one, two withheld, one late, one yearly that is not due, one that never
    delivered; a closed site counts nowhere."""
    settings = Settings(home=tmp_path, memory_limit="500MB")
    codes = ["FULL", "ALSO", "FEW", "SMALL", "TINY", "LATE", "YEARLY", "NEVER"]
    register = [site(code) for code in codes] + [site("CLOSED", active=False)]
    stage(settings, kind="spplus-structures", sites=register)
    bases = {"FULL": 100, "ALSO": 100, "FEW": 20, "SMALL": 8, "TINY": 8}
    rows = [measure(code, "2024-11", numerator=n / 2, denominator=n) for code, n in bases.items()]
    rows.append(measure("LATE", "2024-10", numerator=50, denominator=100))
    rows.append(measure("YEARLY", "2023-12", numerator=50, denominator=100, months=12))
    stage(settings, measures=[{**row, "indicator": "followed"} for row in rows])
    publish(settings, reference(indicator("followed", headline=True)))

    found = absences(open_current(settings), Scope(), settings, Period.ending(dt.date(2024, 11, 1), 1))

    assert found.n_sites == 8
    [(one, states)] = found.rows
    assert one.code == "followed"
    assert states == {S.SHOWN: 2, S.FEW: 1, S.WITHHELD: 2, S.UNDER_WAY: 1, S.MISSING: 1, S.UNCONCERNED: 1}
    assert plain(found.reading.conclusion) == "3 résultats sur 7 sont montrés (43 %)."
