"""The screens: the desk itself, the dialogs over it, the help. They hold no logic; see the package's other modules."""
