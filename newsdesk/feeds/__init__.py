"""Everything left of the gate: from an address or a file to clean entries.

    hosts, failures, unpack, fetch     an address → bytes, or what went wrong in words
    files, snapshots, opml             what is on disk: captures, kept bytes, lists of subscriptions
    encoding, skeleton, repair         bytes → one whole document in UTF-8
    dates, entries, identity,
    jsonfeed, parse                    document → clean feed
    leash, memory, refresh             the same in another process, of new items only, for many sources at once

Imports nothing, so that each command loads only what it needs: aiohttp, feedparser, listparser and pebble are
loaded by the first call that needs them.
"""
