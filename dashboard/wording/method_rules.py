"""How figures are computed, shown, compared and withheld: the page « Méthode » and its public twin."""

from dataclasses import dataclass

DESCRIPTION = "Comment les résultats de qualité de service sont calculés, comparés et protégés."
ABSENCE_HEADS = ("État", "Signe", "Sens")
ABSENCES = [
    ["Non transmis", "–", "Le site n’a rien transmis pour ce mois. Un mois manquant est un trou, jamais un zéro."],
    [
        "Secret statistique",
        "s",
        "Trop peu de personnes, ou de quoi le déduire : ni valeur, ni base, ni intervalle ne sont montrés.",
    ],
    ["Base faible", "○", "La valeur et son intervalle sont montrés, mais aucun verdict n’est rendu."],
    [
        "Non comparable",
        "–",
        "Valeurs publiées sans leur base, ou méthode changée : aucune moyenne n’est faite.",
    ],
    ["En cours", "┄", "Le mois n’est pas terminé : il est dessiné à part et n’entre dans aucune comparaison."],
]


@dataclass(frozen=True, slots=True)
class Section:
    """Rules under a title, in the light marks of Markdown: « **Base (n)** : nombre de réponses… »."""

    title: str
    rules: tuple[str, ...]


def sections(masked_below: int, unanimous_below: int, fragile_below: int) -> tuple[Section, ...]:
    """All of them, with the thresholds of an installation (`config.Settings`)."""
    return (
        Section("Lire un résultat", _rules(_results(masked_below, unanimous_below, fragile_below))),
        Section("Lire une comparaison", _rules(_COMPARISONS)),
        Section("Lire le verdict d’une action", _rules(_ACTIONS)),
    )


def _rules(text: str) -> tuple[str, ...]:
    """One a dash; a rule goes on over several lines."""
    return tuple(" ".join(rule.split("\n  ")).strip() for rule in f"\n{text.strip()}".split("\n- ")[1:])


def _results(masked_below: int, unanimous_below: int, fragile_below: int) -> str:
    return f"""
- **Base (n)** : nombre de réponses valables. « Ne sait pas » et « non concerné » n’y entrent pas.
- **Moins de {masked_below} personnes** : le résultat n’est jamais montré. **De {masked_below} à
  {fragile_below - 1}** : base faible, aucun verdict.
- **Une part de 0 % ou de 100 %** sur moins de {unanimous_below} personnes n’est pas montrée : la réponse de
  chacun serait connue.
- **Les lieux et les objets** (sites, juridictions, démarches en ligne, actions) ne sont pas des personnes : leurs
  petits nombres sont montrés. Ils sont tous comptés, sans tirage : l’intervalle n’est qu’un repère, et moins de
  {fragile_below} d’entre eux ne permettent aucun verdict.
- **Une grandeur produite par des opérateurs** n’est pas montrée quand ils sont moins de 3 ou que l’un d’eux en fait
  plus de 85 %, si le fichier le dit ; ni un total qui la contient.
- **Ce qui permettrait de le déduire** n’est pas montré non plus : d’autres sites, d’autres mois ou un total, choisis
  à la publication pour perdre peu de résultats. Un petit site peut montrer ses douze derniers mois et ses années
  civiles, mais pas de période qui va des uns aux autres. Une sélection de sites n’est montrée que si elle n’apprend
  rien de plus que les résultats déjà montrés.
  « Aucune réponse » n’est dit que là où un résultat serait montré.
- **Intervalle de confiance à 95 %** (IC 95 %) : méthode de Wilson pour une part, loi de Student pour une
  moyenne. Il ne mesure
  que l’aléa d’échantillonnage.
- **Résultat d’un ensemble de sites** : somme des numérateurs divisée par la somme des dénominateurs, jamais la
  moyenne des taux.
- **Valeur publiée sans base** : elle est montrée telle quelle pour un site ou un territoire, jamais moyennée
  entre sites.
"""


_COMPARISONS = """
- **Écart démontré** : un test au seuil de 5 %. Les verdicts d’un même tableau sont corrigés de leur nombre
  (Benjamini et Hochberg) : un indicateur, une période, toutes les lignes ; toute la matrice ; toutes les cartes.
  Seules les comparaisons de la page Périodes, deux par cadre, ne le sont pas.
- **Écart qui compte** : chaque indicateur a son plus petit écart utile. Un écart démontré mais plus petit est
  dit « stable ».
- **Pas d’écart démontré** ne veut pas dire égalité : les données ne permettent pas de conclure.
- **Un engagement face aux autres** : seules se comparent les parts d’avis favorables tirées de réponses à des
  enquêtes. La référence est la moyenne des autres engagements, chacun comptant pour un. Le test est prudent : les mêmes
  personnes peuvent avoir répondu aux deux questions, la marge est donc la somme des marges.
- **Face au réseau** : le site ou le service est comparé au reste du réseau, sans lui-même, quel que soit son poids.
- **Un site a un seul verdict** : le même sur la page Sites, sur sa fiche et dans `figures`, pour un même réseau
  (services et typologies choisis). Le territoire choisi n’y change rien. Pour une part et dix sites au moins,
  l’entonnoir élargi à la dispersion entre sites décide ; sinon, le test face au reste du réseau. La correction
  porte sur tous les sites du réseau.
- **Carte de contrôle** : un mois est un signal s’il sort des limites, si sept mois de suite montent ou
  descendent, si sept mois
  de suite restent du même côté de la moyenne, ou si deux mois sur trois approchent une limite.
- **Carte p** : pour une part, des limites qui suivent la base de chaque mois ; au-delà de 1 000 réponses par mois,
  elles sont élargies (p′ de Laney).
- **Depuis quand** : quand la carte signale, la date la plus vraisemblable d’un changement durable, brusque ou
  progressif, par moindres carrés ; l’intervalle contient la vraie date dans 95 % des cas. Rien n’est daté sans
  écart net, ni à moins de trois points d’un bord.
- **CVS** : décomposition additive classique, montrée à part, à partir de trois cycles complets sans trou.
- **Tendance** : pente de Theil-Sen et test de Mann-Kendall, par saison à partir de trois ans ; « probable », sans
  valeur p, quand les points voisins sont liés.
- **Événement** : un repère sur les séries des sites qu’il concerne tous ; il n’entre dans aucun calcul.
- **Entonnoir** : les limites s’élargissent quand la base est petite, et tiennent compte des
  différences habituelles entre sites.
- **Cible** : « cible atteinte », « amélioration », « absence d’amélioration », « donnée non renseignée », comme
  dans les rapports
  annuels de performances.
- **Rupture de méthode** : la courbe est coupée et aucune comparaison n’est faite de part et d’autre.
"""

_ACTIONS = """
- **Effet attendu** : indicateur, sens et plus petit changement utile sont fixés à la création, et ne changent plus.
- **Avant et après** : les 3 à 12 mois entiers qui suivent celui de l’action, face aux mêmes mois d’avant.
- **Les pairs** : cinq sites au moins, de même service et de même typologie, sans action sur cet indicateur. Le calcul
  tient compte du niveau de départ : un site choisi pour une mauvaise année remonte de lui-même.
- **L’intervalle** compte l’aléa des réponses et la dispersion entre pairs. Chaque verdict a environ 2,5 % de risque
  (4 % dans la pire de nos simulations) de voir un effet favorable qui n’existe pas. Une association n’est pas
  une cause.
- **Carte de contrôle** : les limites viennent des seuls mois d’avant l’action.
"""
