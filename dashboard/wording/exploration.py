"""The words of the page « Explorer »: how large, how many are withheld, what an axis is called."""

from collections import Counter
from collections.abc import Sequence

from dashboard.domain.estimate import Estimate, Shown
from dashboard.wording.grammar import count
from dashboard.wording.numerals import NBSP, number
from dashboard.wording.reading import Reading
from dashboard.wording.words import STATUS_WORDS

ALL_SHOWN = "Tous les résultats peuvent être montrés."


def too_large(size: int, most: int, *, by_site: bool, timed: bool) -> str:
    """Why a question is not asked, and what to narrow."""
    advice = ["choisir moins d’indicateurs"]
    if timed:
        advice.insert(0, "raccourcir la période ou prendre un pas plus long")
    if by_site:
        advice.insert(0, "choisir un service ou un territoire, ou retirer l’axe «\u00a0Site\u00a0»")
    return (
        f"Cette question peut donner {number(size)} résultats, plus que les {number(most)} qu’une page montre"
        f"{NBSP}: {', ou '.join(advice)}. La commande ci-dessous n’a pas cette limite."
    )


def summary(estimates: Sequence[Estimate]) -> Reading:
    """« 24 résultats, dont 3 non montrés. » and why."""
    withheld = Counter(STATUS_WORDS[e.status] for e in estimates if not isinstance(e, Shown))
    fragile = sum(1 for e in estimates if isinstance(e, Shown) and e.fragile)
    total = sum(withheld.values())
    if not estimates:
        return Reading("Aucun résultat n’est publié pour cette question.", "Élargir la période ou le périmètre.")
    found = count(len(estimates), "résultat")
    hidden = f", dont {number(total)} {'non montrés' if total > 1 else 'non montré'}" if total else ""
    why = [f"{word}{NBSP}: {number(times)}" for word, times in withheld.most_common()]
    limits = f"Non montrés{NBSP}: {', '.join(why)}." if why else ALL_SHOWN
    weak = f" {count(fragile, 'résultat')} sur une base faible." if fragile else ""
    return Reading(f"{found}{hidden}.", limits + weak)


def cut(shown: int, total: int, noun: str = "résultats") -> str:
    """Why a long list stops, and where the rest is. `noun`: « résultats », « lignes » or « colonnes »."""
    e, all_of_them = ("", "tous") if noun == "résultats" else ("e", "toutes")
    return f"{number(shown)} {noun} affiché{e}s sur {number(total)}{NBSP}: {all_of_them} sont dans le fichier."
