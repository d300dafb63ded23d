"""Accès: who signed in, which roles they have and until when; give one, take one back."""

from dashboard.ui import context
from dashboard.ui.sections import people_list, role_form

view = context.require()
context.introduce("Accès", view, undated="sans égard à la période")
role_form.render(view)
people_list.render(view)
