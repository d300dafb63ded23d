"""Pure functions that return a Plotly figure."""
