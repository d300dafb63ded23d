"""Services: who stands where on the engagements, side by side, then on one indicator."""

from dashboard.ui import context
from dashboard.ui.sections import perceived_and_delivered, service_indicator, service_matrix, service_profiles

view = context.require()
context.introduce("Services", view)

service_matrix.render(view)
service_profiles.render(view)
service_indicator.render(view)
perceived_and_delivered.render(view)
