"""How a figure was computed, as a panel of the page and as the second sheet of a workbook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape


@dataclass(frozen=True, slots=True)
class Method:
    """How a figure was computed: in words, by which queries (name, SQL), from which loads and with which corrections
    (a line each)."""

    explanation: str
    queries: Sequence[tuple[str, str]] = field(default=())
    loads: Sequence[str] = field(default=())
    restatements: Sequence[str] = field(default=())

    def facts(self) -> Iterator[tuple[str, str]]:
        """One fact a row; queries by their name alone."""
        yield "Méthode", self.explanation
        for name, _ in self.queries:
            yield "Requête", name
        for load in self.loads:
            yield "Fichier d’origine", load
        for line in self.restatements:
            yield "Valeur corrigée", line


def markup(method: Method) -> str:
    """The panel as HTML, the SQL of each query in full. On a narrow screen it scrolls: the keyboard must reach it."""
    parts = [f'<p tabindex="0">{escape(method.explanation)}</p>']
    if method.loads:
        lines = "".join(f"<li>{escape(load)}</li>" for load in method.loads)
        parts.append(f"<p><strong>Fichiers à l’origine de ces chiffres</strong></p><ul>{lines}</ul>")
    if method.restatements:
        lines = "".join(f"<li>{escape(line)}</li>" for line in method.restatements)
        parts.append(f"<p><strong>Valeurs corrigées par un chargement plus récent</strong></p><ul>{lines}</ul>")
    for name, sql in method.queries:
        parts.append(
            f"<p><strong>Requête {escape(name)}</strong></p>"
            f'<pre class="spp-code" tabindex="0" role="region" aria-label="Requête {escape(name)}">'
            f"<code>{escape(sql)}</code></pre>"
        )
    return "".join(parts)
