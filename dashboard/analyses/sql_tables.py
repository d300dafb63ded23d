"""The tables of the SQL console: reference data, and the figures of one question as they may be shown."""

from collections.abc import Sequence

from dashboard.analyses import figure_rows
from dashboard.analyses.figures import Figure
from dashboard.analyses.question import Axis, Question
from dashboard.store import reads
from dashboard.store.protected_sql import Column, SqlTable, Value
from dashboard.store.reads import Reader
from dashboard.store.records import Indicators

FIGURES = (
    Column("indicator", "VARCHAR", "code de l’indicateur"),
    Column("service", "VARCHAR", "code du service, si l’axe est choisi"),
    Column("site_type", "VARCHAR", "code de la typologie, si l’axe est choisi"),
    Column("site", "VARCHAR", "code du site, si l’axe est choisi"),
    Column("region", "VARCHAR", "code INSEE de la région, si l’axe est choisi"),
    Column("department", "VARCHAR", "code INSEE du département, si l’axe est choisi"),
    Column("court", "VARCHAR", "code du ressort de cour d’appel, si l’axe est choisi"),
    Column("direction", "VARCHAR", "code de la direction interrégionale, si l’axe est choisi"),
    Column("engagement", "INTEGER", "numéro de l’engagement, si l’axe est choisi"),
    Column("month", "VARCHAR", "mois (2026-03), si l’axe est choisi"),
    Column("quarter", "VARCHAR", "trimestre (2026-T1), si l’axe est choisi"),
    Column("year", "INTEGER", "année, si l’axe est choisi"),
    Column("value", "DOUBLE", "valeur, dans l’unité de l’indicateur\u00a0; vide si elle n’est pas montrée"),
    Column("lower", "DOUBLE", "borne basse de l’intervalle à 95\u00a0%"),
    Column("upper", "DOUBLE", "borne haute de l’intervalle à 95\u00a0%"),
    Column("n", "BIGINT", "base\u00a0: nombre de personnes ou de dossiers"),
    Column("status", "VARCHAR", "ok, fragile, masked, insufficient, no_data, no_benchmark ou not_comparable"),
    Column("note", "VARCHAR", "ce qu’il faut savoir de la valeur, ou pourquoi il n’y en a pas"),
    Column("verdict", "VARCHAR", "mot de la comparaison, si elle est choisie"),
    Column("difference", "DOUBLE", "valeur moins référence"),
    Column("reference", "DOUBLE", "valeur de la référence"),
    Column("target", "DOUBLE", "cible de l’année"),
    Column("reason", "VARCHAR", "pourquoi rien n’est testé, ou ce qui limite le verdict"),
)


def sql_tables(reader: Reader, question: Question, found: Sequence[Figure]) -> tuple[SqlTable, ...]:
    """`figures` first, then the reference tables, each with what its columns mean."""
    return (
        SqlTable("figures", "les résultats de la question ci-dessus", FIGURES, _figures(question, found)),
        _table("indicator", "les indicateurs publiés", _INDICATOR, [
            _indicator(row) for row in reads.indicators(reader)
        ]),
        _table("engagement", "les engagements du programme, par édition", _ENGAGEMENT, [
            (c.edition, c.number, c.pillar, c.name, c.short_label) for c in reads.commitments(reader)
        ]),
        _table("service", "les services", _LABELLED, [(row.code, row.name) for row in reads.services(reader)]),
        _table("site_type", "les typologies de site", (*_LABELLED, _OF_SERVICE), [
            (row.code, row.name, row.service) for row in reads.site_types(reader)
        ]),
        _table("site", "les sites et les territoires", _SITE, [
            (
                s.code, s.name, s.level, s.service, s.site_type, s.parent, s.region, s.department, s.city, s.active,
                s.latitude, s.longitude,
            )
            for s in reads.sites(reader)
        ]),
        _table("region", "les régions", _LABELLED, [(row.code, row.name) for row in reads.regions(reader)]),
        _table("department", "les départements", (*_LABELLED, Column("region", "VARCHAR", "code INSEE de la région")), [
            (row.code, row.name, row.region) for row in reads.departments(reader)
        ]),
        _table("judicial_area", "la carte judiciaire, vide si aucune n’est chargée", _JUDICIAL_AREA, [
            (row.department, row.court, row.court_label, row.direction, row.direction_label)
            for row in reads.judicial_areas(reader)
        ]),
        _table("target", "les valeurs à atteindre", _TARGET, [
            (t.indicator, t.scope, t.year, t.operator, t.value) for t in reads.targets(reader)
        ]),
    )  # fmt: skip


def _figures(question: Question, found: Sequence[Figure]) -> tuple[tuple[Value, ...], ...]:
    """The rows of the command `figures`, under the names of the console."""
    rows = []
    for figure in found:
        row = figure_rows.row(figure, question)
        row["engagement"] = row.pop(Axis.COMMITMENT.value, None)
        rows.append(tuple(row.get(column.name) for column in FIGURES))
    return tuple(rows)


def _table(name: str, meaning: str, columns: Sequence[Column], rows: Sequence[tuple[Value, ...]]) -> SqlTable:
    return SqlTable(name, meaning, tuple(columns), tuple(rows))


def _indicator(row: Indicators) -> tuple[Value, ...]:
    return (row.code, row.name, row.commitment, row.nature, row.kind, row.unit, row.direction, row.decimals, row.source)


_LABELLED = (Column("code", "VARCHAR", "code"), Column("label", "VARCHAR", "libellé"))
_OF_SERVICE = Column("service", "VARCHAR", "code du service")
_INDICATOR = (
    *_LABELLED,
    Column("engagement", "INTEGER", "numéro de l’engagement"),
    Column("nature", "VARCHAR", "perceived (qualité perçue) ou delivered (qualité rendue)"),
    Column("kind", "VARCHAR", "share, mean, quantile, count, nps, net ou distribution"),
    Column("unit", "VARCHAR", "unité"),
    Column("direction", "VARCHAR", "sens favorable\u00a0: higher, lower ou neutral"),
    Column("decimals", "INTEGER", "nombre de décimales"),
    Column("source", "VARCHAR", "source"),
)
_ENGAGEMENT = (
    Column("edition", "INTEGER", "édition du programme"),
    Column("number", "INTEGER", "numéro"),
    Column("pillar", "VARCHAR", "pilier"),
    Column("label", "VARCHAR", "libellé"),
    Column("short_label", "VARCHAR", "libellé court"),
)
_SITE = (
    *_LABELLED,
    Column("level", "VARCHAR", "site, department, region ou nation"),
    _OF_SERVICE,
    Column("site_type", "VARCHAR", "code de la typologie"),
    Column("parent", "VARCHAR", "code de la structure de rattachement"),
    Column("region", "VARCHAR", "code INSEE de la région"),
    Column("department", "VARCHAR", "code INSEE du département"),
    Column("city", "VARCHAR", "commune"),
    Column("active", "BOOLEAN", "faux pour un site fermé"),
    Column("latitude", "DOUBLE", "degrés décimaux (WGS\u00a084), si le référentiel les donne"),
    Column("longitude", "DOUBLE", "degrés décimaux (WGS\u00a084), si le référentiel les donne"),
)
_JUDICIAL_AREA = (
    Column("department", "VARCHAR", "code INSEE du département"),
    Column("court", "VARCHAR", "code du ressort de cour d’appel"),
    Column("court_label", "VARCHAR", "cour d’appel"),
    Column("direction", "VARCHAR", "code de la direction interrégionale"),
    Column("direction_label", "VARCHAR", "direction interrégionale"),
)
_TARGET = (
    Column("indicator", "VARCHAR", "code de l’indicateur"),
    Column("scope", "VARCHAR", "vide\u00a0: tous\u00a0; sinon code d’un service ou d’un site"),
    Column("year", "INTEGER", "année"),
    Column("operator", "VARCHAR", ">=, >, <= ou <"),
    Column("value", "DOUBLE", "valeur à atteindre, dans l’unité de l’indicateur"),
)
