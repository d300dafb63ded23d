"""What a row of each resource holds: the columns, which JSON, CSV, Parquet, the dictionary and the OpenAPI document
share."""

from dashboard.analyses.question import Axis
from dashboard.domain.estimate import Status
from dashboard.domain.indicator import Direction, Kind, Nature
from dashboard.domain.survey import SurveyState
from dashboard.open_data.fields import Field, Table

_CODE = Field("code", "string", "Code.", required=True, unique=True)
_LABEL = Field("label", "string", "Libellé.", required=True)
_NUMBER_OF_SITES = (
    Field("n_sites", "integer", "Nombre de sites.", required=True),
    Field("n_active", "integer", "Nombre de sites ouverts.", required=True),
)

SERVICES = Table("services", "Services", "Les services (réseaux) qui ont un site.", (_CODE, _LABEL, *_NUMBER_OF_SITES))

SITES = Table(
    "sites",
    "Sites",
    "Les sites, ouverts ou fermés, dans l’ordre de leur libellé.",
    (
        _CODE,
        _LABEL,
        Field("service", "string", "Code du service."),
        Field("site_type", "string", "Code de la typologie."),
        Field("parent", "string", "Code de la structure parente."),
        Field("region", "string", "Code INSEE de la région."),
        Field("department", "string", "Code INSEE du département."),
        Field("active", "boolean", "Faux pour un site fermé.", required=True),
        Field("level", "string", "Niveau de la structure.", required=True, values=("site",)),
        Field("city", "string", "Commune."),
        Field("latitude", "number", "Latitude, en degrés (WGS 84)."),
        Field("longitude", "number", "Longitude, en degrés (WGS 84)."),
    ),
    key=("code",),
)

COMMITMENTS = Table(
    "commitments",
    "Engagements",
    "Les engagements du programme, par édition.",
    (
        Field("edition", "integer", "Année de l’édition.", required=True),
        Field("valid_from", "date", "Premier jour de l’édition.", required=True),
        Field("number", "integer", "Numéro dans l’édition.", required=True),
        Field("pillar", "string", "Pilier.", required=True),
        _LABEL,
        Field("short_label", "string", "Libellé court.", required=True),
        Field("source", "string", "Source."),
    ),
    key=("edition", "number"),
)

INDICATORS = Table(
    "indicators",
    "Indicateurs",
    "Ce qui est mesuré\u00a0: définition, règle, source, unité et sens.",
    (
        _CODE,
        _LABEL,
        Field("technical_label", "string", "Libellé technique, ou question posée."),
        Field("commitment", "integer", "Numéro de l’engagement (édition de 2021)."),
        Field(
            "nature",
            "string",
            "perceived\u00a0: qualité perçue par les usagers\u00a0; delivered\u00a0: rendue par l’administration.",
            required=True,
            values=tuple(nature.value for nature in Nature),
        ),
        Field(
            "kind",
            "string",
            "Comment les observations deviennent un résultat\u00a0: share (part), mean (moyenne), quantile, count "
            "(nombre), nps, net (satisfaits moins insatisfaits), distribution.",
            required=True,
            values=tuple(kind.value for kind in Kind),
        ),
        Field("unit", "string", "Unité de mesure. Une part est un pourcentage, de 0 à 100."),
        Field(
            "direction",
            "string",
            "Sens favorable\u00a0: higher (hausse), lower (baisse), neutral (aucun).",
            required=True,
            values=tuple(way.value for way in Direction),
        ),
        Field("decimals", "integer", "Nombre de décimales utiles.", required=True),
        Field("minimum_n", "integer", "Base en dessous de laquelle l’indicateur n’a pas de verdict.", required=True),
        Field("aliases", "string", "Autres codes, séparés par des espaces.", example="IND-27"),
        Field("source", "string", "Source."),
        Field("rule", "string", "Règle de calcul."),
        Field("why", "string", "Pourquoi il est mesuré."),
        Field("first_month", "date", "Premier jour du premier mois qui a un résultat."),
        Field("last_month", "date", "Premier jour du dernier mois qui a un résultat."),
    ),
    key=("code",),
)

TARGETS = Table(
    "targets",
    "Cibles",
    "Les valeurs à atteindre.",
    (
        Field("indicator", "string", "Code de l’indicateur.", required=True),
        Field("year", "integer", "Année.", required=True),
        Field("operator", "string", "Ce qui atteint la cible.", required=True, values=(">=", ">", "<=", "<")),
        Field("value", "number", "Valeur, dans l’unité de l’indicateur.", required=True),
        Field("scope", "string", "Code du service ou du site\u00a0; vide\u00a0: tous."),
        Field("source", "string", "Source."),
    ),
)

SURVEYS = Table(
    "surveys",
    "Enquêtes",
    "Les vagues d’enquête. Le nombre de répondants se lit dans les résultats (n), où il est protégé.",
    (
        _CODE,
        _LABEL,
        Field("series", "string", "Série dont la vague fait partie."),
        Field("wave", "string", "Nom de la vague."),
        Field(
            "state",
            "string",
            "planned (à venir), open (en cours), closed (close), undated (réponses sans calendrier), au jour de la "
            "publication.",
            required=True,
            values=tuple(state.value for state in SurveyState),
        ),
        Field("opens_on", "date", "Ouverture."),
        Field("closes_on", "date", "Clôture."),
        Field("channels", "string", "Modes de réponse."),
        Field("population", "string", "Population interrogée."),
        Field("method", "string", "Méthode."),
        Field("target", "integer", "Nombre de réponses visé."),
    ),
    key=("code",),
)

VERSIONS = Table(
    "versions",
    "Versions publiées",
    "Les publications conservées\u00a0; l’API ne sert que celle qui est en service.",
    (
        Field("version", "integer", "Numéro.", required=True, unique=True),
        Field("published_at", "string", "Instant de la publication (UTC, RFC 3339).", required=True),
        Field("current", "boolean", "Vrai pour la version en service.", required=True),
    ),
    key=("version",),
)

_AXES: dict[Axis, Field] = {
    Axis.SERVICE: Field("service", "string", "Code du service."),
    Axis.SITE_TYPE: Field("site_type", "string", "Code de la typologie."),
    Axis.SITE: Field("site", "string", "Code SP+ du site."),
    Axis.REGION: Field("region", "string", "Code INSEE de la région\u00a0; vide\u00a0: sites sans région connue."),
    Axis.DEPARTMENT: Field(
        "department", "string", "Code INSEE du département\u00a0; vide\u00a0: sites sans département connu."
    ),
    Axis.COURT: Field("court", "string", "Code du ressort de cour d’appel\u00a0; vide\u00a0: hors de la carte."),
    Axis.DIRECTION: Field(
        "direction", "string", "Code de la direction interrégionale\u00a0; vide\u00a0: hors de la carte."
    ),
    Axis.MONTH: Field("month", "string", "Mois.", required=True, example="2026-03"),
    Axis.QUARTER: Field("quarter", "string", "Trimestre.", required=True, example="2026-T1"),
    Axis.YEAR: Field("year", "integer", "Année.", required=True, example="2026"),
}
_INDICATOR = Field("indicator", "string", "Code de l’indicateur.", required=True)
_RESULT = (
    Field("value", "number", "Valeur, dans l’unité de l’indicateur\u00a0; vide si elle n’est pas montrée."),
    Field("lower", "number", "Borne basse de l’intervalle de confiance à 95\u00a0%."),
    Field("upper", "number", "Borne haute de l’intervalle de confiance à 95\u00a0%."),
    Field("n", "integer", "Base\u00a0: personnes ou dossiers. Vide si la ligne n’est pas montrée."),
    Field(
        "status",
        "string",
        "ok\u00a0: résultat montré\u00a0; fragile\u00a0: montré, sur une base faible\u00a0; masked\u00a0: retenu par "
        "le secret statistique\u00a0; insufficient\u00a0: trop peu de réponses\u00a0; no_data\u00a0: aucune "
        "réponse\u00a0; no_benchmark, not_comparable\u00a0: le résultat n’aurait pas de sens. Hors ok et fragile, la "
        "ligne n’a aucun nombre.",
        required=True,
        values=tuple(status.value for status in Status),
    ),
    Field("numerator", "number", "Ce que la valeur divise\u00a0: numérateur."),
    Field("denominator", "number", "Ce que la valeur divise\u00a0: dénominateur."),
    Field("note", "string", "Ce qu’il faut savoir de la valeur, ou pourquoi il n’y en a pas."),
    Field("n_eff", "number", "Ce que valent les réponses une fois pondérées."),
    Field("deff", "number", "Effet de plan de la pondération."),
)


def figures_table(by: tuple[Axis, ...]) -> Table:
    """A row of figures split by some axes: the columns of the command `figures`, those of a comparison aside."""
    return Table(
        "figures",
        "Résultats",
        "Un résultat par indicateur et par combinaison des axes demandés.",
        (_INDICATOR, *(_AXES[axis] for axis in by), *_RESULT),
    )


EVERY_AXIS = tuple(_AXES)
FIGURES = figures_table(EVERY_AXIS)
"""Every column that a row of figures may have; its axes are those that were asked."""
LISTED = (SERVICES, SITES, COMMITMENTS, INDICATORS, TARGETS, SURVEYS, VERSIONS)
