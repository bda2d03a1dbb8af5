"""The words of a language, read from its folder of TOML tables; the code knows none of them.

Pure but for reading the package's own tables, once for each language, at first use.
"""

from __future__ import annotations

from newsdesk.figures.lexicon.load import Lexicon, load
from newsdesk.figures.lexicon.names import agencies, are_many, canonical, countries, unnamed

__all__ = ["Lexicon", "agencies", "are_many", "canonical", "countries", "load", "unnamed"]
