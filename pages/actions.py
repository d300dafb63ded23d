"""Actions: what calls for somebody, the improvement plan, and one action with the verdict on its effect."""

from dashboard.ui import act, acting_as, address, context
from dashboard.ui.sections import action_plan, new_action, opened_action

view = context.require()
context.introduce("Actions", view, undated="sans égard à la période")

opened = address.carried("action")
if opened:
    address.carried("etat_action")
    opened_action.render(view, opened[0])
else:
    act.tell()
    action_plan.render(view)
    acting_as.render()
    new_action.render(view)
