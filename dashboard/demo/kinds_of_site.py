"""The kinds of service of the Ministry of Justice that the demonstration imitates: real kinds, invented places."""

import datetime as dt
from dataclasses import dataclass

COURTS = "Tribunaux judiciaires"
APPEAL = "Cours d’appel"
LABOUR = "Conseils de prud’hommes"
LAW_ACCESS = "Point-justice"
PRISONS = "Établissements pénitentiaires"
PROBATION = "Services pénitentiaires d’insertion et de probation"
YOUTH = "Protection judiciaire de la jeunesse"
RECORDS = "Casier judiciaire national"
SERVICES = (COURTS, APPEAL, LABOUR, LAW_ACCESS, PRISONS, PROBATION, YOUTH, RECORDS)

FIRST_SURVEY = {
    COURTS: dt.date(2018, 1, 1),
    LAW_ACCESS: dt.date(2018, 1, 1),
    APPEAL: dt.date(2018, 7, 1),
    LABOUR: dt.date(2019, 1, 1),
    RECORDS: dt.date(2019, 1, 1),
    PRISONS: dt.date(2020, 7, 1),
    PROBATION: dt.date(2020, 7, 1),
    YOUTH: dt.date(2021, 7, 1),
}
"""Surveys began in the courts and the access to law, then reached one service after the other."""


@dataclass(frozen=True, slots=True)
class SiteKind:
    """One typology. `name` takes the town (« Tribunal judiciaire {} »); `count` is the number of sites at full scale.

    `parent` is the prefix of the kind above. `surveyed`: share of the sites that run the survey, `respondents`: how
    many a month on average in 2026; `handles`: the site has a workload, so it delivers measures.
    """

    prefix: str
    service: str
    label: str
    name: str
    count: int
    parent: str
    surveyed: float = 0.0
    respondents: float = 0.0
    handles: bool = True


KINDS = (
    SiteKind("SG", LAW_ACCESS, "Administration centrale", "Secrétariat général", 1, "", handles=False),
    SiteKind("DSJ", APPEAL, "Administration centrale", "Direction des services judiciaires", 1, "SG", handles=False),
    SiteKind(
        "DAP", PRISONS, "Administration centrale", "Direction de l’administration pénitentiaire", 1, "SG", handles=False
    ),
    SiteKind(
        "DPJJ",
        YOUTH,
        "Administration centrale",
        "Direction de la protection judiciaire de la jeunesse",
        1,
        "SG",
        handles=False,
    ),
    SiteKind(
        "DACG",
        RECORDS,
        "Administration centrale",
        "Direction des affaires criminelles et des grâces",
        1,
        "SG",
        handles=False,
    ),
    SiteKind(
        "SADJAV",
        LAW_ACCESS,
        "Administration centrale",
        "Service de l’accès au droit et de l’aide aux victimes",
        1,
        "SG",
        handles=False,
    ),
    SiteKind("CJN", RECORDS, "Casier judiciaire national", "Casier judiciaire national", 1, "DACG", 1.0, 150.0),
    SiteKind("CA", APPEAL, "Cour d’appel", "Cour d’appel {}", 13, "DSJ", 1.0, 16.0),
    SiteKind("TJ", COURTS, "Tribunal judiciaire", "Tribunal judiciaire {}", 70, "CA", 1.0, 14.0),
    SiteKind("TPRX", COURTS, "Tribunal de proximité", "Tribunal de proximité {}", 50, "TJ", 0.4, 6.0),
    SiteKind("CPH", LABOUR, "Conseil de prud’hommes", "Conseil de prud’hommes {}", 75, "CA", 0.6, 8.0),
    SiteKind(
        "CDAD",
        LAW_ACCESS,
        "Conseil départemental de l’accès au droit",
        "Conseil de l’accès au droit {}",
        20,
        "SADJAV",
        handles=False,
    ),
    SiteKind(
        "MJD", LAW_ACCESS, "Maison de justice et du droit", "Maison de justice et du droit {}", 30, "CDAD", 1.0, 12.0
    ),
    SiteKind("PAD", LAW_ACCESS, "Point d’accès au droit", "Point d’accès au droit {}", 60, "CDAD", 0.35, 5.0),
    SiteKind("RAD", LAW_ACCESS, "Relais d’accès au droit", "Relais d’accès au droit {}", 40, "CDAD", 1.0, 0.4),
    SiteKind(
        "DISP",
        PRISONS,
        "Direction interrégionale des services pénitentiaires",
        "Direction interrégionale des services pénitentiaires {}",
        6,
        "DAP",
        handles=False,
    ),
    SiteKind("MA", PRISONS, "Maison d’arrêt", "Maison d’arrêt {}", 30, "DISP", 0.65, 8.0),
    SiteKind("CD", PRISONS, "Centre de détention", "Centre de détention {}", 14, "DISP", 0.65, 8.0),
    SiteKind("CP", PRISONS, "Centre pénitentiaire", "Centre pénitentiaire {}", 18, "DISP", 0.65, 9.0),
    SiteKind(
        "SPIP",
        PROBATION,
        "Service pénitentiaire d’insertion et de probation",
        "Service pénitentiaire d’insertion et de probation {}",
        40,
        "DISP",
        0.8,
        8.0,
    ),
    SiteKind("ALIP", PROBATION, "Antenne locale", "Antenne d’insertion et de probation {}", 30, "SPIP", 0.2, 5.0),
    SiteKind("DIRPJJ", YOUTH, "Direction interrégionale", "Direction interrégionale {}", 6, "DPJJ", handles=False),
    SiteKind("DTPJJ", YOUTH, "Direction territoriale", "Direction territoriale {}", 16, "DIRPJJ", handles=False),
    SiteKind(
        "STEMO",
        YOUTH,
        "Service de milieu ouvert",
        "Service territorial éducatif de milieu ouvert {}",
        36,
        "DTPJJ",
        0.7,
        5.0,
    ),
    SiteKind(
        "EPE", YOUTH, "Établissement de placement", "Établissement de placement éducatif {}", 14, "DTPJJ", 0.6, 4.0
    ),
)
