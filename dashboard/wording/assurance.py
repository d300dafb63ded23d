"""What a process that stays as it is will do of its target."""

from dashboard.wording.grammar import count
from dashboard.wording.reading import Reading, limit
from dashboard.wording.series import PROVISIONAL
from dashboard.wording.words import feminine_step, step_noun

STEADY = "cette lecture suppose que rien ne change et ne prédit aucune évolution"


def read_assurance(assurance: str, known: int, step: int = 1) -> Reading:
    """`assurance`: `met`, `failed` or `variable` (codes of `stats.xmr`); `known`: points behind the limits."""
    noun, feminine = step_noun(step), feminine_step(step)
    ends = {
        "met": f"la cible est atteinte chaque {noun}",
        "failed": f"la cible n’est atteinte {'aucune' if feminine else 'aucun'} {noun}",
        "variable": "la cible est tantôt atteinte, tantôt manquée",
    }
    few = f"limites provisoires, calculées sur {count(known, noun)}" if 0 < known < PROVISIONAL else ""
    return Reading(f"À fonctionnement constant, {ends[assurance]}.", limit([few, STEADY]))
