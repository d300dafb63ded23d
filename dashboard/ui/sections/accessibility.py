"""The accessibility statement: honest about what nobody has audited."""

import streamlit as st


def render() -> None:
    """What the law asks to say, and what was and was not checked."""
    st.header("Accessibilité : non conforme")
    st.markdown(
        """
Aucun audit de conformité au RGAA 4.1 n’a été fait sur ce service : il est donc déclaré **non conforme**.

Ce qui est vérifié automatiquement sur chaque page, en clair et en sombre : absence d’erreur des règles WCAG 2.1
A et AA que teste axe-core, langue de la page, titre propre à chaque page. Chaque graphique est accompagné d’une
phrase, d’un tableau et d’un fichier.

Ce qui n’a pas été vérifié : le parcours complet au clavier de chaque page, et l’usage avec un lecteur d’écran par une
personne qui s’en sert tous les jours.
"""
    )
