"""What was done with an opinion, in French: who, and what."""

from dashboard.domain.left_review import RefusalReason
from dashboard.wording.grammar import count
from dashboard.wording.left_reviews import REASONS
from dashboard.wording.numerals import NBSP

_ACTORS = {"usager": "L’usager", "lecteur": "Un lecteur", "programme": "Le programme"}
_ACTS = {
    "left": "a laissé l’avis",
    "published": "a publié l’avis",
    "drafted": "a écrit un projet de réponse",
    "validated": "a validé et publié la réponse",
    "email_read": "a lu l’adresse électronique",
    "email_erased": "a effacé l’adresse électronique",
    "text_erased": "a effacé le texte, sa durée de conservation étant passée",
}


def act_sentence(actor: str, act: str, detail: str, action: str = "") -> str:
    """« Camille Martin a refusé l’avis : publicité. » `action`: title of the action that the act is about."""
    return f"{actor_name(actor)} {act_words(act, detail, action)}."


def actor_name(actor: str) -> str:
    """« Camille Martin », « L’usager »."""
    return _ACTORS.get(actor, actor)


def act_words(act: str, detail: str, action: str = "") -> str:
    """« a refusé l’avis : publicité »."""
    number = detail.partition("=")[2]
    named = f"«{NBSP}{action}{NBSP}»" if action else ""
    match act:
        case "refused":
            return f"a refusé l’avis{NBSP}: {REASONS[RefusalReason(detail)]}"
        case "masked":
            return f"a masqué un passage ({count(int(number), 'endroit')})"
        case "rewritten":
            return f"a modifié le projet de réponse (version{NBSP}{number})"
        case "tied":
            return f"a rattaché l’avis à l’action {named}".rstrip()
        case "untied":
            return f"a détaché l’avis de l’action {named}".rstrip()
    return _ACTS[act]
