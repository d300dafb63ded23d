"""Words that are in most sentences: they are not looked for, but keep their place in a phrase.

Negations and words of degree (« pas », « jamais », « sans », « trop ») are no stop words: they are what people mean.
"""

_LISTED = """
a ai aie aient aies ait alors as au aucune aura aurai auraient aurais aurait auras aurez aurons auront aussi autre
aux avaient avais avait avec avez aviez avions avoir avons ayant bien c car ce ceci cela celle celles celui ces cet
cette ceux chez ci comme d dans de des donc dont du elle elles en encore entre es est et etaient etais etait etant
ete etes etiez etions etre eu eux fait faire fois fus fut il ils j je l la le les leur leurs lors lui m ma mais me
meme memes mes mien moi mon n ne ni nos notre nous on ont ou par pendant peu pour puis qu quand que quel quelle
quelles quelqu quels qui quoi s sa se sera serai seraient serais serait seras serez serons seront ses si sien soi soient
sois soit sommes son sont suis sur t ta te tes toi ton tous tout toute toutes tu un une va vers vos votre vous y
"""

STOP_WORDS = frozenset(_LISTED.split())
"""Without accents, as `words.folded` writes them."""
