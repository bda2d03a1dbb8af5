"""The service that the terminal and the command line are two thin callers of, and the only writer of a desk.

`Desk` answers and decides; the modules `refresh`, `review` and `replay` bring updates in and are imported by
those who need them, since they load the feed parser's worker and the HTTP client.
"""

from newsdesk.desk.announcements import Announcement, Decided, IncidentsChanged, SourcesChanged, SourceTaken
from newsdesk.desk.service import Desk

__all__ = ["Announcement", "Decided", "Desk", "IncidentsChanged", "SourceTaken", "SourcesChanged"]
