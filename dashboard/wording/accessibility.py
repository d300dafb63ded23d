"""The accessibility statement: honest about what nobody has audited. The law asks for it on every service."""

from dashboard.wording.numerals import NBSP

STATE = f"Accessibilité{NBSP}: non conforme"
"""What every page says, with a link to the statement."""
STATEMENT = (
    f"Aucun audit de conformité au RGAA 4.1 n’a été fait sur ce service{NBSP}: il est donc déclaré non conforme.",
    "Ce qui est vérifié automatiquement, en clair et en sombre, sur chaque page de l’application et sur un choix de "
    f"pages publiques{NBSP}: absence d’erreur des règles WCAG 2.1 A et AA que teste axe-core, langue de la page, titre "
    "propre à chaque page. Chaque graphique de l’application est accompagné d’une phrase, d’un tableau et d’un "
    f"fichier{NBSP}; les barres des pages publiques, d’un texte qui dit la même chose.",
    f"Ce qui n’a pas été vérifié{NBSP}: le parcours complet au clavier de chaque page, et l’usage avec un lecteur "
    "d’écran par une personne qui s’en sert tous les jours.",
)
"""One paragraph each."""
