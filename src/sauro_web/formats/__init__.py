"""How dates and numbers are written and typed; Django's own Vietnamese formats read 05/11/2026 as 11 May."""
