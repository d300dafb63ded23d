"""French words of the opinions left in the application."""

from dashboard.domain.left_review import Channel, RefusalReason, ReplyState, ReviewState, Tone

IN_THE_APPLICATION = "avis laissés dans l’application"
"""What stands for a file, in front of a figure that counts them."""

TONES = {Tone.POSITIVE: "positif", Tone.NEUTRAL: "neutre", Tone.NEGATIVE: "négatif"}

CHANNELS = {
    Channel.ONLINE: "démarche en ligne",
    Channel.ACCOUNT: "compte ou espace personnel",
    Channel.PHONE: "téléphone",
    Channel.EMAIL: "courrier électronique",
    Channel.MAIL: "courrier",
    Channel.DESK: "accueil",
    Channel.SOCIAL_MEDIA: "réseaux sociaux",
}

REVIEW_STATES = {
    ReviewState.WAITING: "en attente de lecture",
    ReviewState.PUBLISHED: "publié",
    ReviewState.REFUSED: "refusé",
}

REASONS = {
    RefusalReason.INSULT: "propos injurieux ou discriminatoires",
    RefusalReason.ACCUSATION: "mise en cause d’une personne",
    RefusalReason.OFF_TOPIC: "sans rapport avec le service",
    RefusalReason.UNREADABLE: "texte incompréhensible",
    RefusalReason.REPEATED: "avis déjà reçu",
    RefusalReason.ADVERTISING: "publicité",
    RefusalReason.PENDING_CASE: "affaire en cours, à adresser à la juridiction",
    RefusalReason.PERSONAL_DATA: "données personnelles qui ne peuvent pas être masquées",
}

REPLY_STATES = {ReplyState.DRAFT: "à valider", ReplyState.VALIDATED: "validée"}


def shown_address(email: str) -> str:
    """Enough of an address for its owner to be recognised, never the whole: « c…@exemple.fr »."""
    name, _, domain = email.rpartition("@")
    return f"{name[:1] if len(name) > 1 else ''}…@{domain}"
