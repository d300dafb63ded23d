"""Agreements of French that depend on the data: de/d’/du/des, plural, lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.wording.numerals import number

VOWELS = "aàâäeéèêëiîïoôöuùûüœæ"
MUTE_H = (
    "habit",
    "hect",
    "hé",
    "heure",
    "histo",
    "hiv",
    "hom",
    "honn",
    "hôpit",
    "hosp",
    "hôtel",
    "huissier",
    "hy",
    "hui",
)
ASPIRATED = ("onz", "oui", "ouistr", "hénin", "héricourt", "hérouville", "hénan", "huit", "hérisson", "héros")


def elides(word: str) -> bool:
    """Whether « de » becomes « d’ » before `word`: Angers, Hyères, Yvetot do; Haguenau and Yutz do not."""
    text = word.lower()
    if not text or text.startswith(ASPIRATED):
        return False
    if text[0] == "y":
        return len(text) > 1 and text[1] not in VOWELS
    return text[0] in VOWELS or text.startswith(MUTE_H)


def of(name: str) -> str:
    """« de Lyon », « d’Angers », « du Mans », « des Sables-d’Olonne », « de La Rochelle », « de l’Ain »."""
    if name.startswith("Le "):
        return f"du {name[3:]}"
    if name.startswith("Les "):
        return f"des {name[4:]}"
    return f"d’{name}" if elides(name) else f"de {name}"


_CONTRACTED = {"à": {"le": "au", "les": "aux"}, "de": {"le": "du", "les": "des"}}


def with_preposition(preposition: str, phrase: str) -> str:
    """« à » or « de » before a phrase with its article: « au réseau », « aux autres », « de la moyenne »."""
    article, _, rest = phrase.partition(" ")
    if rest and article in _CONTRACTED[preposition]:
        return f"{_CONTRACTED[preposition][article]} {rest}"
    return of(phrase) if preposition == "de" else f"{preposition} {phrase}"


def that(phrase: str) -> str:
    """« que le réseau », « qu’un an plus tôt »."""
    return f"qu’{phrase}" if elides(phrase) else f"que {phrase}"


def many(quantity: float) -> bool:
    """The plural starts at 2 in French: « 1,5 point », « 0 site »."""
    return abs(quantity) >= 2


def plural(noun: str) -> str:
    """The regular plural of each word of `noun`: « site connu » → « sites connus », « mois » and « prix » stay."""
    return " ".join(_plural(word) for word in noun.split(" "))


def _plural(word: str) -> str:
    if word[-1:] in "sxz" or word in ("de", "d’", "à", "en", "sur", "par"):
        return word
    if word.endswith(("eau", "eu")):
        return f"{word}x"
    return f"{word[:-2]}aux" if word.endswith("al") else f"{word}s"


def agree(quantity: float, singular: str, several: str = "") -> str:
    """The form that goes with `quantity`; `several` for irregular plurals and verbs."""
    return (several or plural(singular)) if many(quantity) else singular


def count(quantity: int, singular: str, several: str = "") -> str:
    """« 1 site », « 2 sites », « 1 234 sites »."""
    return f"{number(quantity)}\u00a0{agree(quantity, singular, several)}"


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that is counted; `several` for an irregular plural. Its adjectives are given in the masculine singular."""

    singular: str
    several: str = ""
    feminine: bool = False

    def counted(self, quantity: int) -> str:
        """« 1 site », « 3 régions »."""
        return count(quantity, self.singular, self.several)

    @property
    def none(self) -> str:
        """« aucun site », « aucune région »."""
        return f"{self.no} {self.singular}"

    @property
    def no(self) -> str:
        """« aucun », « aucune »."""
        return "aucune" if self.feminine else "aucun"

    def only(self, adjective: str = "") -> str:
        """« le seul site comparé », « la seule région comparée »."""
        article = "la seule" if self.feminine else "le seul"
        return " ".join(part for part in (article, self.singular, self.adjective(1, adjective)) if part)

    def adjective(self, quantity: int, masculine: str) -> str:
        """« comparé », « comparées », « meilleure », « moins bonnes », « protégés »."""
        if not masculine:
            return ""
        word = masculine
        if self.feminine:
            word = f"{word}ne" if word.endswith("bon") else f"{word}e"
        return f"{word}s" if many(quantity) else word


def listed(names: Sequence[str], most: int = 3) -> str:
    """« a », « a et b », « a, b et c », « a, b et 4 autres »."""
    if len(names) > most:
        rest = len(names) - most + 1
        return f"{', '.join(names[: most - 1])} et {number(rest)} autres"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} et {names[-1]}"


def capital(sentence: str) -> str:
    """First letter in capital, the rest untouched: « été » → « Été »."""
    return sentence[:1].upper() + sentence[1:]


def inside(text: str) -> str:
    """A text as it reads inside a sentence: without the capital of its first letter."""
    return text[:1].lower() + text[1:]
