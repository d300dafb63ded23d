"""The files of the Services publics + portal, filled with our data: structures, indicators, results.

Columns, separator and names are those of the portal (docs/formats.md). Its fourth file, of opinions, is not made: one
row an opinion would give back the numbers that the secret statistique withholds.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

from dashboard.domain.indicator import Indicator, Kind, Nature
from dashboard.domain.period import Period
from dashboard.open_data.fields import Field, Table
from dashboard.open_data.observations import Observation
from dashboard.open_data.request import Step, Unit
from dashboard.sources.results import last_period_ended
from dashboard.store.site_records import Register

Row = tuple[object, ...]
YEAR = 12


def _table(name: str, title: str, description: str, key: str, columns: Mapping[str, str]) -> Table:
    """Every cell of the portal is text but the value and the date of a result."""
    kinds = {"Valeur": "number", "Date de mise à jour": "date"}
    fields = [
        Field(label, kinds.get(label, "string"), meaning, required=label == key or label in kinds, unique=label == key)
        for label, meaning in columns.items()
    ]
    return Table(name, title, description, tuple(fields), delimiter=";", key=(key,))


STRUCTURES = _table(
    "export-structures",
    "Structures (format Services publics +)",
    "Le référentiel des structures, aux vingt-six colonnes du portail.",
    "Code SP+ de la structure",
    {
        "Code SP+ de la structure": "Code de la structure\u00a0; la casse compte.",
        "Intitulé du réseau": "Service dont elle dépend.",
        "Intitulé de la typologie": "Type de site.",
        "Intitulé de la structure": "Nom.",
        "Intitulé structure usager": "Nom montré aux usagers.",
        "Description de la structure": "Ce qu’elle fait.",
        "Identifiant de la structure": "Identifiant dans son réseau.",
        "Type d'identifiant": "Nature de cet identifiant.",
        "Code SP+ structure parent": "Code de la structure de rattachement.",
        "Intitulé de la structure parente": "Nom de la structure de rattachement.",
        "Adresse": "Adresse.",
        "Compléments Adresse": "Complément d’adresse.",
        "Code postal de la structure": "Code postal.",
        "Ville": "Commune.",
        "PAYS": "Pays.",
        "Codes Postaux": "Non renseigné ici.",
        "Départements": "Code du département, sans préfixe.",
        "URL du site internet": "Site internet.",
        "Boîte à lettre fonctionnelle": "Adresse électronique de la structure.",
        "Clé de tracking": "Non renseigné ici.",
        "Actif": "Oui ou Non.",
        "Code sp+ de la typologie": "Code du type de site.",
        "INSEE Ville": "com suivi du code de la commune.",
        "INSEE Département": "dep suivi du code du département.",
        "INSEE Région": "reg suivi du code de la région.",
        "INSEE Arrondissement": "Non renseigné ici.",
    },
)
INDICATORS = _table(
    "export-indicateurs",
    "Indicateurs (format Services publics +)",
    "Le référentiel des indicateurs, aux colonnes du portail.",
    "Code SP+ de l'indicateur",
    {
        "Code SP+ de l'indicateur": "Code SP+ s’il est connu (IND-27), sinon le nôtre.",
        "Intitulé du réseau": "Vide\u00a0: commun à tous les services.",
        "Intitulé original de l'indicateur": "Libellé technique.",
        "Intitulé usager de l'indicateur": "Libellé montré aux usagers.",
        "Type d'indicateur": "performance (qualité rendue) ou ressenti (qualité perçue).",
        "Sources et méthodes": "Source et règle de calcul.",
        "Type d'unité": "taux, note, durée ou nombre.",
        "Unité": "Unité de mesure.",
    },
)
RESULTS = _table(
    "export-resultats",
    "Résultats (format Services publics +)",
    "La valeur annuelle de chaque indicateur dans chaque structure, pour la dernière année civile entière. Un "
    "résultat que "
    "le secret statistique retient n’y est pas\u00a0: le format n’a pas de mot pour le dire.",
    "Code SP+ du résultat",
    {
        "Code SP+ du résultat": "Structure, indicateur et année.",
        "Intitulé du réseau": "Service de la structure.",
        "Intitulé de la typologie": "Type de site.",
        "Code SP+ de la structure": "Code de la structure.",
        "Intitulé de la structure": "Nom de la structure.",
        "Code postal": "Code postal de la structure.",
        "Ville": "Commune de la structure.",
        "Code SP+ de l'indicateur": "Code de l’indicateur, comme dans export-indicateurs.csv.",
        "Titre original de l'indicateur": "Libellé technique de l’indicateur.",
        "Valeur": "Valeur, dans l’unité de l’indicateur, point décimal.",
        "Fréquence": "annuelle.",
        "Date de mise à jour": "Jour de la publication\u00a0; la valeur est celle de l’année civile finie ce jour-là.",
    },
)

_SP_CODE = re.compile(r"IND-\d+")
_DURATIONS = ("jours", "mois", "minutes", "heures")


def structure_rows(register: Sequence[Register]) -> Iterator[Row]:
    """One row a structure."""
    for one in register:
        address, _, more = (one.address or "").partition("\n")
        yield (
            one.code, one.service_label, one.site_type_label, one.name, one.name, one.description, one.identifier,
            one.identifier_type, one.parent, one.parent_label, address, more, one.postal_code, one.city, one.country,
            None, one.department, one.url, one.email, None, "Oui" if one.active else "Non", one.site_type,
            _insee("com", one.commune), _insee("dep", one.department), _insee("reg", one.region), None,
        )  # fmt: skip


def _insee(prefix: str, code: str | None) -> str | None:
    return f"{prefix}{code}" if code else None


def code_of(indicator: Indicator) -> str:
    """The SP+ code of an indicator; ours when the portal has none."""
    return next((alias for alias in indicator.aliases if _SP_CODE.fullmatch(alias)), indicator.code)


def indicator_rows(chosen: Sequence[Indicator]) -> Iterator[Row]:
    """One row an indicator."""
    for one in chosen:
        nature = "ressenti" if one.nature is Nature.PERCEIVED else "performance"
        method = " ".join(part for part in (one.source, one.rule) if part)
        yield code_of(one), None, one.technical_label, one.label, nature, method, _unit_kind(one), one.unit


def _unit_kind(indicator: Indicator) -> str:
    if indicator.unit in _DURATIONS:
        return "durée"
    if indicator.kind is Kind.COUNT:
        return "nombre"
    return "taux" if indicator.unit == "%" else "note"


def result_row(found: Observation, indicator: Indicator, site: Register, updated: dt.date) -> Row:
    """The row of a figure that is shown."""
    code = code_of(indicator)
    return (
        f"{site.code}-{code}-{found.periode}", site.service_label, site.site_type_label, site.code, site.name,
        site.postal_code, site.city, code, indicator.technical_label, found.valeur, "annuelle", updated,
    )  # fmt: skip


def is_result(found: Observation, year: Period) -> bool:
    """Whether an observation goes into the results: a site, that year, a value."""
    yearly = found.maille == Unit.SITE.value and found.pas == Step.YEAR.value
    return yearly and found.valeur is not None and found.debut == year.start


def updated_on(built: dt.date, year: Period) -> dt.date:
    """The day of the publication, when an annual value of that day is read as that of `year`; else its last day."""
    if last_period_ended(built, YEAR) == year.last_month:
        return built
    return year.stop - dt.timedelta(days=1)
