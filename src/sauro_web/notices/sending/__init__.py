"""How what was kept for people leaves the site: by e-mail, and by an office's own channel."""
