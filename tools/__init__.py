"""Programs for those who work on Sáu Rõ: samples, scores, comparisons. None is part of the package."""
