"""What every worker on a leash has done before its first feed: loaded the parser and the reader, and used each once.

Imported by the server of which workers are copies, so that all of them together pay for it once.
"""

from __future__ import annotations

from newsdesk.feeds.parse import parse
from newsdesk.figures import read

parse(b"<rss version='2.0'><channel><title>None</title></channel></rss>")
read("One person was killed.")
