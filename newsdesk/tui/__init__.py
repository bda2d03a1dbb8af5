"""The desk in a terminal: a thin caller of the desk service, and the only room that imports textual.

`app.run_desk` is its one door. `scene` asks the desk, `render` turns records into styled text, `widgets` draw it,
`screens` act on keys, `feeding` brings updates in; `keys` is the one table of what can be done.
"""

import os

# Textual draws what changed at the next tick of this clock; at its own 60 a second a key waits 8 ms for nothing.
os.environ.setdefault("TEXTUAL_FPS", "240")
