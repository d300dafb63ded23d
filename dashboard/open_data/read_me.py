"""LISEZMOI.md: what is in the package, how to read it, what is withheld and why."""

from collections.abc import Iterator

from dashboard.open_data.facts import TITLE, Facts
from dashboard.wording.dates import day, month, period
from dashboard.wording.grammar import count
from dashboard.wording.numerals import number

_READING = """\
## Lire une observation

`observations.csv` et `observations.parquet` ont les mêmes lignes\u00a0: un résultat par indicateur, par maille
(nation, service, type de site, région, département, site) et par période. Une part est un pourcentage, de 0 à 100.
L’intervalle est à 95\u00a0%\u00a0: deux valeurs dont les intervalles se recouvrent largement ne se distinguent pas.
`n` est le nombre de personnes ou de dossiers. Ne jamais faire la moyenne de parts\u00a0: la maille au-dessus a sa
propre ligne, calculée sur toutes les réponses. Les sites sans région ni département connus ne comptent que dans les
autres mailles.

| statut | ce qu’il veut dire |
|---|---|
| `ok` | résultat montré |
| `fragile` | résultat montré sur une base faible\u00a0: ne rien en conclure seul |
| `secret` | retenu par le secret statistique\u00a0: ni valeur, ni intervalle, ni base |
| `insuffisant` | trop peu de réponses pour la règle de l’indicateur |
| `sans-donnee` | aucune réponse |
| `sans-reference`, `non-comparable` | le résultat n’aurait pas de sens |

Une période dont `complete` est faux était en cours quand les données ont été chargées\u00a0: la montrer à part, ne
pas la comparer. Une ligne absente dit qu’il n’y a aucune réponse, là où cela peut être dit.
"""
_REUSE = """\
## Réutiliser

Chaque fichier a son dictionnaire dans `schemas/` (Table Schema). `datapackage.json` les réunit (Data
Package)\u00a0; `catalogue.jsonld` les décrit pour un catalogue (DCAT-AP). CSV en UTF-8\u00a0; séparateur virgule,
ou point-virgule pour les fichiers au format Services publics + (`export-*.csv`)\u00a0; point décimal\u00a0; dates
AAAA-MM-JJ\u00a0; vide\u00a0: non connu ou non montré. Un texte qu’un tableur prendrait pour une formule est précédé
d’une apostrophe. La même version des données, avec la même version du programme, donne les mêmes fichiers, octet
pour octet.

Les avis des usagers ne sont pas dans ce dossier\u00a0: une ligne par avis rendrait les nombres que le secret
statistique retient.
"""


def read_me(facts: Facts) -> str:
    """The text."""
    return "\n".join([*_head(facts), "", *_files(facts), "", _READING, *_secret(facts), "", _REUSE])


def _head(facts: Facts) -> Iterator[str]:
    yield f"# {TITLE}"
    if facts.notice:
        yield f"\n**{facts.notice}** Ces fichiers ne décrivent aucun service réel."
    yield ""
    yield f"- Version des données\u00a0: {facts.version}, publiée le {day(facts.built.date())} (UTC)."
    yield f"- Mois couverts\u00a0: {period(facts.covered)}\u00a0; dernier mois entier\u00a0: {month(facts.last)}."
    regions, licence = count(len(facts.regions), "région"), facts.licence
    yield f"- {count(facts.indicators, 'indicateur')}\u00a0; territoire\u00a0: France, {regions}."
    yield f"- Licence\u00a0: {f'{licence.title} ({licence.address})' if licence else 'aucune, données inventées'}."


def _files(facts: Facts) -> Iterator[str]:
    yield "## Contenu"
    yield ""
    yield "| fichier | contenu | lignes |"
    yield "|---|---|---|"
    for file in facts.files:
        yield f"| `{file.name}` | {file.table.description} | {number(file.rows)} |"


def _secret(facts: Facts) -> Iterator[str]:
    below, held = facts.masked_below, number(facts.withheld)
    yield "## Ce que le secret statistique retient, et pourquoi"
    yield ""
    yield (
        f"Un résultat fondé sur 1 à {below - 1} personnes ferait connaître ce que chacune a répondu\u00a0: il est "
        "retenu. Le sont aussi les "
        "résultats qui le rendraient par différence\u00a0: un total moins ses parties, une année moins ses mois, "
        "douze mois moins une "
        "année civile. Les deux se disent du même mot, «\u00a0secret\u00a0», pour qu’on ne sache pas lequel est "
        "petit. Ce qui est retenu est "
        f"décidé une fois, à la publication, pour tout ce qui peut être demandé\u00a0: {held} observations de ce "
        "dossier le sont. "
        "L’absence de réponse est retenue de même là où elle ferait connaître un petit nombre. Une part de 0\u00a0% "
        "ou de 100\u00a0% sur "
        "peu de personnes l’est aussi. Rapprocher deux versions des données peut apprendre ce qui a changé de l’une "
        "à l’autre."
    )
