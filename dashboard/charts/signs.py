"""What a verdict, a signal and a target look like: always a shape, a colour and a word together (RGAA 3.1)."""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.charts.palette import Palette


class Verdict(StrEnum):
    """A figure against a benchmark, once the uncertainty is counted."""

    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"  # no polarity
    LOWER = "lower"  # no polarity
    STABLE = "stable"  # a gap is shown, smaller than the one that matters
    SIMILAR = "similar"
    UNJUDGED = "unjudged"  # too few answers, no benchmark


class Signal(StrEnum):
    """What a control chart says of one month."""

    USUAL = "usual"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    CHANGE = "change"  # no polarity


class Rule(StrEnum):
    """Which rule of the control chart marked the month."""

    OUTSIDE = "outside"
    TREND = "trend"
    SHIFT = "shift"
    TWO_OF_THREE = "two_of_three"


class Goal(StrEnum):
    """A figure against its target."""

    MET = "met"
    CLOSER = "closer"  # not met, improving
    MISSED = "missed"
    UNSURE = "unsure"  # the interval holds the target
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Sign:
    """`role` names a colour of the palette, `symbol` a Plotly marker, `glyph` a character for text and tables."""

    word: str
    role: str
    symbol: str
    glyph: str

    def colour(self, palette: Palette) -> str:
        return str(getattr(palette, self.role))


VERDICTS = {
    Verdict.BETTER: Sign("Mieux que la référence", "better", "triangle-up", "▲"),
    Verdict.WORSE: Sign("Moins bien que la référence", "worse", "triangle-down", "▼"),
    Verdict.HIGHER: Sign("Plus élevé que la référence", "notable", "triangle-up", "△"),
    Verdict.LOWER: Sign("Plus bas que la référence", "notable", "triangle-down", "▽"),
    Verdict.STABLE: Sign("Écart démontré mais minime", "usual", "hexagon", "≈"),
    Verdict.SIMILAR: Sign("Pas d’écart démontré", "usual", "circle", "="),
    Verdict.UNJUDGED: Sign("Base faible, sans verdict", "usual", "circle-open", "○"),
}

SIGNALS = {
    Signal.USUAL: Sign("Variation habituelle", "usual", "circle", "~"),
    Signal.IMPROVEMENT: Sign("Amélioration", "better", "", "↗"),
    Signal.CONCERN: Sign("Dégradation", "worse", "-dot", "↘"),
    Signal.CHANGE: Sign("Changement", "notable", "-open-dot", "↕"),
}
"""The symbol of a signal is a suffix: the shape itself says which rule marked the month.

Every pair of shape and suffix must exist in Plotly: « pentagon-cross » does not.
"""

RULES = {
    Rule.OUTSIDE: ("diamond", "hors limites"),
    Rule.TREND: ("triangle-right", "tendance (7 mois)"),
    Rule.SHIFT: ("square", "décalage (7 mois)"),
    Rule.TWO_OF_THREE: ("pentagon", "2 mois sur 3 près d’une limite"),
}

GOALS = {
    Goal.MET: Sign("Cible atteinte", "better", "circle", "✓"),
    Goal.CLOSER: Sign("Cible non atteinte, en amélioration", "usual", "triangle-right", "→"),
    Goal.MISSED: Sign("Cible non atteinte", "worse", "x", "✗"),
    Goal.UNSURE: Sign("Cible ni atteinte ni manquée à coup sûr", "usual", "circle-open", "?"),
    Goal.NONE: Sign("Sans cible", "usual", "circle-open", "–"),
}
