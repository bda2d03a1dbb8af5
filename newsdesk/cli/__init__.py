"""The command line: a thin caller of the desk, one small module for each group of commands.

It holds no logic of its own: it understands a call, asks the desk, and prints what came back. Each command imports
what it needs when it runs, so that `newsdesk --help` loads neither the screen, the feed parser, the HTTP client nor
the store.
"""
