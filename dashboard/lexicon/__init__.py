"""French words: how a text is cut, and under which stem a word is found. Pure functions."""
