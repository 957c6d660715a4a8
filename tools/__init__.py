"""Programs for those who work on Sáu Rõ: samples, scores, comparisons. None of them is part of the package."""
