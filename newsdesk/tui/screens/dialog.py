"""What all that stands above the desk has in common: it ends once, however quickly the key that ends it is repeated."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

Result = TypeVar("Result")


class Dialog(ModalScreen[Result], inherit_bindings=False):
    """Keys typed ahead may still reach it when it has ended; nothing is done for them."""

    _ended = False
    _result: Result | None = None

    @property
    def is_over(self) -> bool:
        """Whether a key is not for this dialog any more."""
        return self._ended or not self.is_active

    def end(self, result: Result) -> None:
        """Leave with a result, once nothing stands above; a second time would leave what is beneath."""
        if not self._ended:
            self._ended, self._result = True, result
            self.on_screen_resume()

    def on_screen_resume(self) -> None:
        """Leave, where it ended while something stood above: Textual would take away what is on top."""
        if self._ended and self.is_active:
            self.dismiss(self._result)
