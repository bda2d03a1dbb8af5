"""The command's entry; answers `--version` before anything heavy is imported."""

import sys

from newsdesk import __version__
from newsdesk.collector import paused


def main() -> None:
    """Run the command line and exit: 0 done, 1 failed, 2 called wrongly, 3 the desk is locked or damaged."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"newsdesk {__version__}\n")
        return
    try:
        with paused():
            from newsdesk.cli.app import run
        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
