"""One command a figure; each prints what it measured and against what. See README.md."""
