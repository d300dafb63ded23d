"""Words that follow a civility without being a name."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words(
    """
    de du des la le van von der den ter el al ben bin ibn da dos di del della
    """
)

TITLES = _words(
    """
    président présidente procureur procureure procureurs juge juges greffier greffière directeur directrice
    ministre garde bâtonnier bâtonnière préfet préfète sous-préfet maire avocat avocate huissier huissière
    commissaire conseiller conseillère magistrat magistrate substitut vice-président vice-présidente
    vice-procureur premier première général générale adjoint adjointe notaire médiateur médiatrice
    conciliateur conciliatrice défenseur défenseure chef cheffe responsable secrétaire agent policier gendarme
    assesseur assesseure rapporteur doyen bâtonniers sénateur député surveillant surveillante conservateur
    éducateur éducatrice
    """
)

NO_NAME = _words(
    """
    a à ai alors apres après assistante au aucun aucune aussi avec avez avons bien bonjour bonsoir c ce ces
    cela cet cette chez comme cordialement dans depuis donc elle elles en encore est et était être eu fait il
    ils j je jamais j'ai l ma madame mademoiselle mais maître me merci mes messieurs mesdames mme mon monsieur
    m'a n'a ne ni nous on ont ou où par pas plus pour puis qu que qui quoi sa salutations sans se ses si son
    sont suis sur s'est toujours tous tout toute très tribunal un une vos votre vous y république justice état
    accueil police parquet cour marianne voilà voici suite c'est n'est d'accueil qu'il qu'elle
    """
)
