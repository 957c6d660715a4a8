"""Half a year of an office's work, played day by day through the operations that people use."""

from sauro_web.pages.half_year.carrying import Carrying
from sauro_web.pages.half_year.deeds import Deed, Key
from sauro_web.pages.half_year.giving import Giving, facts_of
from sauro_web.pages.half_year.houses import House, Performer, house_of
from sauro_web.pages.half_year.play import Play

__all__ = ["Carrying", "Deed", "Giving", "House", "Key", "Performer", "Play", "facts_of", "house_of"]
