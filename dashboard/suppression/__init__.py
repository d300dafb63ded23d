"""Secondary suppression and differencing (specification § 17): which counts give a withheld one back."""
