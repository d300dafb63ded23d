"""Accès: somebody who may see nothing yet, or whose session has ended; what they can do about it."""

from dashboard.ui.sections import no_access

no_access.render()
