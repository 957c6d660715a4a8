"""An independent recount of what half a year of work should show: written from the definitions, knowing
nothing of the site's own counting."""
