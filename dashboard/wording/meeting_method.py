"""How the figures of a meeting are computed, protected and compared: the method sheet of its documents."""

from dashboard.wording.numerals import NBSP


def method(masked_below: int, unanimous_below: int, fragile_below: int) -> tuple[str, ...]:
    """A sentence a rule, « name : rule », with the thresholds of an installation (`config.Settings`)."""
    rules = (
        "Base (n) : réponses valables, dossiers ou lieux comptés. « Ne sait pas » et « non concerné » n’y entrent pas.",
        f"Secret statistique : un résultat tiré de moins de {masked_below} personnes n’est jamais montré, une part de "
        f"0 % ou de 100 % sur moins de {unanimous_below} personnes non plus, ni ce qui permettrait de les déduire.",
        f"Base faible : de {masked_below} à {fragile_below - 1} personnes, la valeur et son intervalle sont montrés, "
        "aucun verdict n’est rendu.",
        "Intervalle de confiance à 95 % (IC 95 %) : méthode de Wilson pour une part, loi de Student pour une moyenne. "
        "Il ne mesure que l’aléa d’échantillonnage ; pour des avis déposés librement, la marge n’est qu’indicative.",
        "Ensemble de sites : somme des numérateurs divisée par celle des dénominateurs, jamais la moyenne des taux.",
        "Écart démontré : test au seuil de 5 %, corrigé du nombre de comparaisons faites ensemble (Benjamini et "
        "Hochberg). « Pas d’écart démontré » ne veut pas dire égalité.",
        "Écart qui compte : chaque indicateur a son plus petit écart utile. Un écart démontré mais plus petit est dit "
        "« stable ».",
        "Cible : statuts des rapports annuels de performances, sans tenir compte de la marge.",
        "Chiffres figés : valeurs, bases et séries sont celles du jour où la revue a été préparée. Une publication "
        "ultérieure ne les change pas.",
    )
    return tuple(_spaced(rule) for rule in rules)


def _spaced(text: str) -> str:
    """The same with the no-break spaces of French."""
    for sign in (":", ";", "%", "»"):
        text = text.replace(f" {sign}", f"{NBSP}{sign}")
    return text.replace("« ", f"«{NBSP}")
