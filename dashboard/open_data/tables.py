"""The dictionary of the files that are not shaped by Services publics +: every column and what it means."""

from dashboard.domain.indicator import Kind
from dashboard.open_data.fields import Field, Table
from dashboard.open_data.labels import NATURE
from dashboard.open_data.observations import DIRECTION, STATUS, Observation
from dashboard.open_data.request import Step, Unit

UNITS = tuple(unit.value for unit in Unit)
STEPS = tuple(step.value for step in Step)
STATUSES = tuple(STATUS.values())

_UNIT = (
    Field(
        "maille",
        "string",
        "De quoi parle la ligne\u00a0: la nation, un service (réseau), un type de site (typologie), une région, un "
        "département ou un site.",
        required=True,
        values=UNITS,
    ),
    Field(
        "code_maille",
        "string",
        "Code de ce dont parle la ligne\u00a0: FR, code du service, de la typologie, code INSEE, code SP+ de la "
        "structure. "
        "Les libellés sont dans mailles.csv.",
        required=True,
    ),
    Field(
        "service",
        "string",
        "Code du service d’un service, d’un type de site ou d’un site\u00a0; vide pour les territoires.",
    ),
)
_PERIOD = (
    Field(
        "pas",
        "string",
        "Longueur de la période. «\u00a012-mois\u00a0»\u00a0: douze mois jusqu’au dernier mois entier de la version, "
        "ou jusqu’au même mois d’une année antérieure.",
        required=True,
        values=STEPS,
    ),
    Field(
        "periode",
        "string",
        "Mois, trimestre, année, ou premier et dernier mois de douze mois.",
        required=True,
        example="2026-03, 2026-T1, 2026, 2025-11/2026-10",
    ),
    Field("debut", "date", "Premier jour de la période.", required=True),
    Field("fin", "date", "Dernier jour de la période, même si elle est encore en cours.", required=True),
    Field(
        "complete",
        "boolean",
        "Faux tant que la période était en cours quand les données ont été chargées\u00a0: ne pas la comparer.",
        required=True,
    ),
)
_DIRECTION = Field("sens", "string", "Sens favorable.", required=True, values=tuple(DIRECTION.values()))
_STATUS = Field(
    "statut",
    "string",
    "Ce que vaut la ligne. ok\u00a0: résultat montré\u00a0; fragile\u00a0: montré, sur une base faible\u00a0; "
    "secret\u00a0: retenu par le "
    "secret statistique\u00a0; insuffisant\u00a0: trop peu de réponses pour la règle de l’indicateur\u00a0; "
    "sans-donnee\u00a0: aucune "
    "réponse\u00a0; sans-reference, non-comparable\u00a0: le résultat n’aurait pas de sens. Hors ok et fragile, la "
    "ligne n’a aucun "
    "nombre.",
    required=True,
    values=STATUSES,
)

OBSERVATIONS = Table(
    "observations",
    "Observations",
    "Un résultat par indicateur, maille et période. Une ligne absente\u00a0: aucune réponse.",
    (
        Field("indicateur", "string", "Code de l’indicateur, décrit dans indicateurs.csv.", required=True),
        *_UNIT,
        *_PERIOD,
        Field("valeur", "number", "Valeur, dans l’unité de mesure\u00a0; vide si elle n’est pas montrée."),
        Field(
            "borne_basse",
            "number",
            "Borne basse de l’intervalle de confiance à 95\u00a0%\u00a0; vide s’il ne se calcule pas.",
        ),
        Field(
            "borne_haute",
            "number",
            "Borne haute de l’intervalle de confiance à 95\u00a0%\u00a0; vide s’il ne se calcule pas.",
        ),
        Field(
            "n",
            "integer",
            "Base\u00a0: nombre de personnes ou de dossiers derrière la valeur. Vide si la ligne n’est pas montrée, "
            "ou si la "
            "source ne donne pas de base.",
        ),
        _STATUS,
        Field("note", "string", "Ce qu’il faut savoir de la valeur, ou pourquoi il n’y en a pas."),
        Field("unite", "string", "Unité de mesure. Une part est un pourcentage, de 0 à 100.", example="%, jours, /10"),
        _DIRECTION,
    ),
    links={"indicateur": ("indicateurs", "code")},
)

REVIEWS = Table(
    "nombre-avis",
    "Nombre d’avis",
    "Nombre d’avis d’usagers dont le ressenti est connu, par maille et période. Ce sont les bases de l’indicateur de "
    "ressenti\u00a0: le secret statistique retient les mêmes lignes.",
    (
        *_UNIT,
        *_PERIOD,
        Field("nombre_avis", "integer", "Nombre d’avis\u00a0; vide si la ligne n’est pas montrée."),
        _STATUS,
    ),
)

INDICATORS = Table(
    "indicateurs",
    "Indicateurs",
    "Ce que mesurent les observations.",
    (
        Field("code", "string", "Code de l’indicateur.", required=True, unique=True),
        Field("libelle", "string", "Libellé.", required=True),
        Field("libelle_technique", "string", "Libellé technique, ou question posée."),
        Field("engagement", "integer", "Numéro de l’engagement Services publics + (édition de 2021)."),
        Field(
            "nature",
            "string",
            "Qualité perçue par les usagers, ou rendue par l’administration.",
            required=True,
            values=tuple(NATURE.values()),
        ),
        Field(
            "type",
            "string",
            "Comment les observations deviennent un résultat\u00a0: share (part), mean (moyenne), quantile, count "
            "(nombre), nps, "
            "net (satisfaits moins insatisfaits), distribution.",
            required=True,
            values=tuple(kind.value for kind in Kind),
        ),
        Field("unite", "string", "Unité de mesure."),
        _DIRECTION,
        Field("decimales", "integer", "Nombre de décimales utiles.", required=True),
        Field("codes_sp", "string", "Autres codes de l’indicateur, séparés par des espaces.", example="IND-27"),
        Field("source", "string", "Source."),
        Field("regle", "string", "Règle de calcul."),
        Field("raison", "string", "Pourquoi il est mesuré."),
    ),
    key=("code",),
)

UNIT_LABELS = Table(
    "mailles",
    "Mailles",
    "Libellés des services, types de site, régions, départements et sites.",
    (
        *_UNIT,
        Field("libelle", "string", "Libellé.", required=True),
        Field("region", "string", "Code INSEE de la région d’un département ou d’un site."),
        Field("departement", "string", "Code INSEE du département d’un site."),
    ),
)

if tuple(OBSERVATIONS.columns) != Observation._fields:
    raise TypeError("the dictionary and the rows of observations.csv disagree")
