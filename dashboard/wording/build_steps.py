"""What a publication is doing, in the words of the person who waits for it."""

_LABELS = (
    ("closed_month", "Secret statistique"),
    ("review_", "Avis\u00a0: recherche et thèmes"),
    ("observation", "Calcul des résultats"),
    ("survey_", "Enquêtes"),
    ("answer", "Réponses aux enquêtes"),
    ("measure", "Mesures de performance"),
    ("review", "Avis"),
    ("reply_delay", "Avis"),
    ("event", "Événements"),
    ("site", "Sites"),
    ("target", "Cibles"),
    ("load", "Chargements"),
)
USUAL = "Préparation des données"


def step_label(step: str) -> str:
    """« Calcul des résultats »: the stage to which a step of the build belongs, by the beginning of its name."""
    return next((label for start, label in _LABELS if step.startswith(start)), USUAL)
