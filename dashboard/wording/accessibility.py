"""The accessibility statement that the law asks of every service (article 47 of the law of 11 February 2005, decree of
24 July 2019, after its model): honest about what nobody has audited."""

import datetime as dt
from collections.abc import Sequence

from dashboard.wording.citation import PRODUCT
from dashboard.wording.dates import day
from dashboard.wording.numerals import NBSP

STATE = f"Accessibilité{NBSP}: non conforme"
"""What every page says, with a link to the statement."""
ESTABLISHED = dt.date(2026, 11, 30)
"""When what the statement says was last looked at: to change with it."""
DEFENDER = "https://formulaire.defenseurdesdroits.fr"

Sections = Sequence[tuple[str, Sequence[str]]]


def statement(authority: str, contact: str) -> Sections:
    """Titles and their paragraphs. `authority`: who publishes, empty when it is not known; `contact`: the address that
    the administration gives, empty when it gives none."""
    who = authority or "L’administration qui exploite cette installation"
    return (
        (
            "Engagement",
            (
                f"{who} s’engage à rendre ce service accessible, conformément à l’article{NBSP}47 de la loi "
                f"n°{NBSP}2005-102 du 11{NBSP}février 2005. Cette déclaration s’applique à "
                f"«{NBSP}{PRODUCT}{NBSP}»{NBSP}: l’application et ses pages publiques.",
            ),
        ),
        (
            "État de conformité",
            (
                f"Ce service n’est pas conforme au référentiel général d’amélioration de l’accessibilité (RGAA), "
                f"version{NBSP}4.1{NBSP}: aucun audit n’en a été fait, et la règle veut alors qu’il soit déclaré non "
                "conforme.",
            ),
        ),
        ("Résultats des tests", _TESTED),
        ("Contenus non accessibles", _LACKING),
        (
            "Établissement de cette déclaration",
            (
                f"Cette déclaration a été établie le {day(ESTABLISHED)}. Technologies{NBSP}: HTML, CSS, JavaScript, "
                f"SVG, WAI-ARIA. Les pages publiques se passent de JavaScript. Outils{NBSP}: axe-core et Chromium, à "
                "chaque modification du programme.",
            ),
        ),
        ("Retour d’information et contact", _contact(contact)),
        ("Voies de recours", _REDRESS),
    )


_TESTED = (
    "Aucun taux de conformité n’est donné, faute d’audit. Un programme vérifie ce qui suit dans un navigateur, sur "
    "chaque page du menu et sur un choix de pages publiques.",
    f"En clair et en sombre, sur un écran de 1{NBSP}366 et de 320{NBSP}pixels{NBSP}: aucune erreur des règles "
    f"WCAG{NBSP}2.1 A et AA que teste axe-core, et rien de coupé. Pour les pages du menu, de même une fois les "
    f"panneaux ouverts, en clair sur 1{NBSP}366{NBSP}pixels et en sombre sur 320{NBSP}; et rien de coupé avec un "
    f"agrandissement de 200{NBSP}%, de la page ou des lettres seules.",
    "Au clavier, sur chaque page du menu, chaque élément est atteint, visible et marqué d’un contraste de 3 au moins, "
    "et le clavier sort de la page. Langue, titre propre à chaque page, ordre des titres, texte et tableau de chaque "
    "graphique, impression en noir sur blanc, absence de mouvement pour qui le demande, français de ce qui se lit.",
)
_LACKING = (
    f"N’ont pas été vérifiés{NBSP}: l’usage avec un lecteur d’écran, une loupe ou une commande vocale, par une "
    f"personne qui s’en sert tous les jours{NBSP}; la pertinence des textes, que seule une personne peut juger{NBSP}; "
    "les autres navigateurs que Chromium.",
    f"Les graphiques sont des dessins{NBSP}: une phrase et un tableau disent la même chose à côté. Leurs textes ne "
    "suivent pas la taille de lettre choisie dans le navigateur, mais suivent l’agrandissement de la page.",
    "Aucune dérogation pour charge disproportionnée n’est invoquée.",
)
_REDRESS = (
    "Si vous avez signalé à l’administration un défaut d’accessibilité qui vous empêche d’accéder à un contenu ou à un "
    "service, et si vous n’avez pas obtenu de réponse satisfaisante, vous pouvez saisir le Défenseur des droits.",
    f"Lui écrire un message{NBSP}: {DEFENDER}. Contacter son délégué dans votre région{NBSP}: "
    "https://www.defenseurdesdroits.fr/saisir/delegues. Lui écrire, gratuitement et sans timbre"
    f"{NBSP}: Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.",
)


def _contact(address: str) -> tuple[str, ...]:
    asked = (
        "Si vous n’arrivez pas à accéder à un contenu ou à un service, vous pouvez demander à l’administration de vous "
        "orienter vers une alternative accessible, ou d’obtenir le contenu sous une autre forme."
    )
    if address:
        return (asked, f"L’écrire à{NBSP}: {address.removeprefix('mailto:')}.")
    return (asked, "Cette installation n’indique pas encore d’adresse pour le faire, ce que la loi demande.")
