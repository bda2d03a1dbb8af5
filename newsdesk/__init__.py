"""newsdesk: a terminal newsroom for the first hours of a story.

It reads the figures (killed, held, freed, missing …) out of feeds, lays them side by side by independent
origin, says which truly conflict and which only look so, and leads from every number to the exact words
of its source. The way of data runs one way: feeds → intake → figures → incidents → ledger → desk →
terminal and command line; CONTRIBUTING.md draws the rooms. Importing the package imports nothing else.
"""

__version__ = "0.1.0"
