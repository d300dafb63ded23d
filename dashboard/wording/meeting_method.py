"""How the figures of a meeting are computed, protected and compared: the method sheet of its documents."""


def method(masked_below: int, unanimous_below: int, fragile_below: int) -> tuple[str, ...]:
    """A sentence a rule, « name : rule », with the thresholds of an installation (`config.Settings`)."""
    return (
        "Base (n)\u00a0: réponses valables, dossiers ou lieux comptés. «\u00a0Ne sait pas\u00a0» et «\u00a0non "
        "concerné\u00a0» n’y entrent pas.",
        f"Secret statistique\u00a0: un résultat tiré de moins de {masked_below} personnes n’est jamais montré, une "
        f"part de 0\u00a0% ou de 100\u00a0% sur moins de {unanimous_below} personnes non plus, ni ce qui "
        "permettrait de les déduire.",
        f"Base faible\u00a0: de {masked_below} à {fragile_below - 1} personnes, la valeur et son intervalle sont "
        "montrés, aucun verdict n’est rendu.",
        "Intervalle de confiance à 95\u00a0% (IC 95\u00a0%)\u00a0: méthode de Wilson pour une part, loi de "
        "Student pour une moyenne. Il ne mesure que l’aléa d’échantillonnage\u00a0; pour des avis déposés "
        "librement, la marge n’est qu’indicative.",
        "Ensemble de sites\u00a0: somme des numérateurs divisée par celle des dénominateurs, jamais la moyenne "
        "des taux.",
        "Écart démontré\u00a0: test au seuil de 5\u00a0%, corrigé du nombre de comparaisons faites ensemble "
        "(Benjamini et Hochberg). «\u00a0Pas d’écart démontré\u00a0» ne veut pas dire égalité.",
        "Écart qui compte\u00a0: chaque indicateur a son plus petit écart utile. Un écart démontré mais plus "
        "petit est dit «\u00a0stable\u00a0».",
        "Cible\u00a0: statuts des rapports annuels de performances, sans tenir compte de la marge.",
        "Chiffres figés\u00a0: valeurs, bases et séries sont celles du jour où la revue a été préparée. Une "
        "publication ultérieure ne les change pas.",
    )
