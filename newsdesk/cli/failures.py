"""What went wrong, in words on stderr with what to do next, and the exit code for it.

0 done, 1 the work failed (or nobody reads it any more), 2 the call was wrong, 3 the desk is locked or damaged, 130
after Ctrl-C, as shells have it. This is the command's main edge: nothing but these codes leaves it.
"""

from __future__ import annotations

import os
import sys
import traceback

import typer

from newsdesk import text
from newsdesk.cli.output import warn
from newsdesk.errors import CallWrong, FeedFailed, NewsdeskError

COMMANDS = {
    "List the updates": "newsdesk updates list",
    "List the sources": "newsdesk sources list",
    "List the incidents": "newsdesk incidents list",
    "List the suggestions": "newsdesk incidents suggestions",
    "List the origins": "newsdesk origins list",
    "List the open questions": "newsdesk questions list",
    "Look at its figures": "newsdesk updates show",
    "resume it": "newsdesk sources resume",
    "Resume one, or add another": "newsdesk sources resume, newsdesk sources add",
    "Add a feed by its address": "newsdesk sources add",
    "open it as a saved feed": "newsdesk review",
    "Import it as a list of subscriptions": "newsdesk sources import",
}
"""What the desk's words, which the screen shows too, end with when they name an act, and the command that does it."""
WORK_FAILED, CALL_WRONG, INTERRUPTED = 1, 2, 130


def tell(error: BaseException, debug: bool) -> int:
    """Say what happened and give the exit code; with `debug` the traceback stands above the words."""
    if isinstance(error, BrokenPipeError):
        return _let_go_of_the_pipe()
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED
    if debug:
        warn("".join(traceback.format_exception(error)).rstrip())
    if isinstance(error, typer.TyperException):
        return _wrong_call(error)
    if isinstance(error, NewsdeskError):
        return _known(error)
    if isinstance(error, typer.Abort):
        return WORK_FAILED
    return _unexpected(error)


def _wrong_call(error: typer.TyperException) -> int:
    context = getattr(error, "ctx", None)
    usage = f"{context.get_usage()}\n" if context is not None else ""
    help_at = f"See: {context.command_path} --help" if context is not None else ""
    warn(f"{usage}{_sentence(error.format_message())} {help_at}".rstrip())
    return CALL_WRONG


def _known(error: NewsdeskError) -> int:
    # What is not there, or no feed, is a sentence of its own; what befell a desk says first that it is the desk.
    title = "" if isinstance(error, CallWrong | FeedFailed) else f"{error.title}: "
    warn(f"{title}{error.what}")
    if error.hint:
        warn(with_command(error.hint))
    return error.exit_code


def with_command(words: str) -> str:
    """Words of the desk with the command that does what they name at their end."""
    bare = words.removesuffix(".")
    command = next((command for act, command in COMMANDS.items() if bare.endswith(act)), "")
    return f"{bare}: {command}" if command else words


def _unexpected(error: BaseException) -> int:
    if isinstance(error, OSError) and error.strerror:
        place = f"{text.line(str(error.filename), 300)}: " if error.filename else ""
        warn(f"That did not work: {place}{text.line(error.strerror)}.\nSee to that, then try again.")
    else:
        warn(f"newsdesk met what it does not expect: {type(error).__name__}: {text.line(str(error), 300)}")
        warn("Nothing that was stored is lost. Run the same with --debug and report what it prints.")
    return WORK_FAILED


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _let_go_of_the_pipe() -> int:
    """Nobody reads any more: say nothing, not even at exit, when Python flushes what is left."""
    null = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(null, stream.fileno())
        except (OSError, ValueError):
            continue
    os.close(null)
    return WORK_FAILED
