"""Sentences of the public pages on opinions."""

from collections import Counter
from collections.abc import Sequence

from dashboard.personal_data.kinds import Kind
from dashboard.wording.grammar import Noun, count, listed
from dashboard.wording.numerals import NBSP, number

KINDS = {
    Kind.IBAN: Noun("numéro de compte bancaire", "numéros de compte bancaire"),
    Kind.SOCIAL_SECURITY: Noun("numéro de sécurité sociale", "numéros de sécurité sociale"),
    Kind.EMAIL: Noun("adresse électronique", "adresses électroniques", feminine=True),
    Kind.FILE_NUMBER: Noun("numéro de dossier", "numéros de dossier"),
    Kind.PHONE: Noun("numéro de téléphone", "numéros de téléphone"),
    Kind.PLATE: Noun("numéro d’immatriculation", "numéros d’immatriculation"),
    Kind.NAME: Noun("nom"),
}


def found_sites(found: int, typed: str) -> str:
    """« 3 sites pour « lyon ». »"""
    if not typed:
        return f"{count(found, 'site')}, par ordre alphabétique."
    if not found:
        return f"Aucun site pour «{NBSP}{typed}{NBSP}»{NBSP}: essayer un seul mot, par exemple la commune."
    return f"{count(found, 'site')} pour «{NBSP}{typed}{NBSP}»."


def published(total: int) -> str:
    """« 12 avis laissés ici, du plus récent au plus ancien. »"""
    if not total:
        return "Aucun avis laissé ici n’est encore publié pour ce site."
    return f"{number(total)}{NBSP}avis {'laissés ici, du plus récent au plus ancien' if total > 1 else 'laissé ici'}."


def elsewhere(total: int, months: str) -> str:
    """The opinions that were loaded, not left here; empty when there is none, or none that may be counted. `months`:
    « sur 12 mois à fin octobre 2026 »."""
    if not total:
        return ""
    were = "ont été déposés" if total > 1 else "a été déposé"
    said = f"{number(total)}{NBSP}avis {were} sur «{NBSP}Services Publics{NBSP}+{NBSP}» {months}"
    return f"{said}{NBSP}: ils comptent dans les résultats ci-dessus, leurs textes ne sont pas repris sur cette page."


def read_all(total: int) -> str:
    """The link from the last opinions to all of them; empty without any."""
    if total > 1:
        return f"Lire les {number(total)}{NBSP}avis, dire si une réponse est utile"
    return "Lire cet avis, dire si sa réponse est utile" if total else ""


def reply_delay(days: int) -> str:
    """The delay that the administration announces, which begins when the opinion is published."""
    return f"L’administration annonce une réponse dans les {count(days, 'jour')} qui suivent la publication d’un avis."


def will_mask(found: Sequence[Kind]) -> str:
    """« 2 passages seront masqués : 1 nom et 1 numéro de téléphone. »"""
    if not found:
        return "Aucune donnée personnelle n’a été reconnue dans ce texte."
    kinds = [KINDS[kind].counted(times) for kind, times in Counter(found).items()]
    masked = "passages seront masqués" if len(found) > 1 else "passage sera masqué"
    return f"{number(len(found))}{NBSP}{masked} avant l’enregistrement{NBSP}: {listed(kinds, most=len(kinds))}."


def will_remove(removed: int) -> str:
    """Said of characters that nobody sees; empty without any."""
    if not removed:
        return ""
    several = removed > 1
    return (
        f"{number(removed)}{NBSP}caractère{'s' * several} invisible{'s' * several} "
        f"{'seront retirés' if several else 'sera retiré'}."
    )


def were_masked(masked: int) -> str:
    """For the receipt; empty when nothing was masked."""
    if not masked:
        return ""
    return f"{number(masked)}{NBSP}{'passages ont été masqués' if masked > 1 else 'passage a été masqué'}."


def usefulness(useful: int, total: int) -> str:
    """« 3 lecteurs sur 4 ont trouvé cette réponse utile. »"""
    if not total:
        return "Aucun lecteur ne s’est encore prononcé."
    if total == 1:
        return f"1{NBSP}lecteur s’est prononcé{NBSP}: il a trouvé cette réponse {'utile' if useful else 'inutile'}."
    if not useful:
        return f"Aucun des {number(total)}{NBSP}lecteurs qui se sont prononcés n’a trouvé cette réponse utile."
    found = "ont trouvé" if useful > 1 else "a trouvé"
    return f"{count(useful, 'lecteur')} sur {number(total)} {found} cette réponse utile."
