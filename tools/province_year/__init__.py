"""A made-up year of one province, done through the operations of the site, and the recount of its reports
from the raw rows."""
