"""Documents set by Typst: fonts, letters that they hold, and the compiler."""
