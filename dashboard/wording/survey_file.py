"""The words of a survey file that is being described."""

from collections.abc import Mapping

from dashboard.wording.grammar import count, listed
from dashboard.wording.numerals import percent

ROLES = {
    "question": "Question",
    "site": "Site",
    "date": "Date de la réponse",
    "respondent": "Identifiant de la personne",
    "survey": "Code de l’enquête",
    "weight": "Poids",
    "channel": "Canal",
    "comment": "Réponse libre",
    "ignored": "Laissée de côté",
}
WHY = {
    "": "",
    "empty": "Colonne vide.",
    "unknown_answers": "Ne ressemble à aucune échelle connue\u00a0: si c’est une question, la corriger ci-dessous.",
    "decimals": "Nombres décimaux positifs\u00a0: un poids\u00a0? Sans poids, les chiffres ne sont pas pondérés.",
    "numbers": "Nombres d’aucune échelle connue (âge, durée, numéro…)\u00a0: si ce sont des poids, le dire ci-dessous.",
    "texts": "Textes\u00a0: une réponse libre\u00a0? Le dire ci-dessous, sauf pour des noms ou des adresses.",
    "taken": "Une autre colonne a déjà ce contenu.",
}
FOLLOWS = "Mêmes colonnes que le chargement {}\u00a0: décrites comme lui."
LOOKS_LIKE = "Laissée de côté, mais ressemble à\u00a0: {}."
COMMENT = (
    "Texte libre\u00a0: chargé sans les données personnelles reconnues. Une colonne d’adresses ou de noms est à "
    "laisser de côté."
)
UNKNOWN_ANSWER = "Réponse inconnue de l’échelle\u00a0: dire ce qu’elle vaut, ci-dessus."
ALMOST_ALL, MOST_SAID = 99.5, 99.9
OUT = {"nsp": "Ne sait pas (hors base)", "nc": "Non concerné (hors base)", "nr": "Sans réponse (hors base)"}


def read(known: float, unknown: int, *, bare: bool, rivals: list[str]) -> str:
    """How a column reads on its scale, and what a person has to look at."""
    share = 100 * known
    if unknown and share >= ALMOST_ALL:  # never « 100 % » beside an answer that is not read
        parts = [f"{percent(min(share, MOST_SAID), 1)} des réponses lues"]
    else:
        parts = [f"{percent(share, 0)} des réponses lues"]
    if unknown:
        parts.append(f"{count(unknown, 'réponse')} à préciser")
    if bare:
        parts.append("chiffres seuls\u00a0: vérifier que le plus grand est le plus favorable")
        if rivals:
            parts.append(f"lus aussi par {listed(rivals)}\u00a0: vérifier l’échelle")
    elif rivals:
        parts.append(f"mêmes mots que {listed(rivals)}\u00a0: vérifier l’échelle")
    return "\u00a0; ".join(parts)


def tried(rows: int, answers: int, out: int, refused: int) -> str:
    """What the description makes of the first rows of the file."""
    first = count(rows, "première ligne", "premières lignes")
    kept = f"Sur {'les ' if rows > 1 else 'la '}{first}\u00a0: {count(answers, 'réponse lue', 'réponses lues')}"
    base = f", dont {out} hors de la base (ne sait pas, non concerné, sans réponse)" if out else ""
    return kept + base + f"\u00a0; {count(refused, 'refusée', 'refusées') if refused else 'aucune refusée'}."


def created(labels: Mapping[str, str]) -> str:
    """The indicators that the load will create."""
    if not labels:
        return "Toutes les questions sont déjà au catalogue."
    names = listed([f"«\u00a0{label}\u00a0»" for label in labels.values()])
    return f"{count(len(labels), 'indicateur sera créé', 'indicateurs seront créés')}\u00a0: {names}."
