"""Writing drafts: each operation asks the rule, holds the draft, changes it and leaves its entry in the
trail."""
