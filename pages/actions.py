"""Actions: what calls for somebody, the improvement plan, and one action with the verdict on its effect; the form comes
first when a decision of a meeting is to be carried out."""

from dashboard.ui import address, context
from dashboard.ui.sections import action_plan, new_action, opened_action

view = context.require()
context.introduce("Actions", view, undated="sans égard à la période")

opened = address.carried("action")
if opened:
    address.carried("etat_action")
    opened_action.render(view, opened[0])
elif address.carried("decision"):
    new_action.render(view)
    action_plan.render(view)
else:
    action_plan.render(view)
    new_action.render(view)
