"""The parts of the pages: each shows the answer of one analysis, with its reading, its table and its method."""
