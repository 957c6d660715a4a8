"""A Folio and its anatomy become a Plan, with a quotation for every value."""
