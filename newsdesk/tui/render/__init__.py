"""Records in, styled text out: pure functions that say how a thing looks, one module for each part of the screen.

None of them knows a widget, a desk or a clock. Styles are named by the theme's variables, so one text fits every theme.
"""
