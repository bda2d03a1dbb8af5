"""How a call is understood and how it ends: exit codes, words on stderr, no traceback."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from newsdesk import text
from newsdesk.cli import extract
from newsdesk.cli.app import run
from newsdesk.desk import Desk
from newsdesk.desk_files import JOURNAL
from newsdesk.store import lock
from tests.cli.conftest import Call

NEWSDESK = [sys.executable, "-m", "newsdesk"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nosuch",), "No such command"),
        (("figures", "--nosuch"), "No such option"),
        (("triage", "x", "keep"), "accept"),
        (("sources",), "Missing command"),
        (("updates", "list", "--state", "odd"), "accepted"),
        (("figures", "--as-of", "2013-13-45"), "2013-01-17T19:00Z"),
        (("figures", "--as-of", "2013-01-17T19:00"), "time zone"),
        (("figures", "--known-at", "noon"), "2013-01-17T19:00Z"),
        (("updates", "list", "--format", "xml"), "table"),
        (("sample", "atlantis"), "in-amenas"),
        (("sources", "add", "ftp://example.org/feed"), "http://"),
        (("extract", "no-such-file.txt"), "no-such-file.txt"),
        (("inspect", "no-such-file.xml"), "no-such-file.xml"),
        (("review", "no-such-folder", "--no-screen"), "no-such-folder"),
        (("--desk", "D", "log"), "newsdesk log … --desk DIR"),
        (("figure", "add", "u", "words", "--measure", "killed", "--number", "many"), "about 40"),
    ],
)
def test_a_wrong_call_ends_with_two_and_what_to_do(call: Call, words: tuple[str, ...], said: str) -> None:
    code, out, err = call(*words)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_only_a_call_that_was_not_understood_is_told_its_usage(call: Call, tmp_path: Path) -> None:
    assert call("triage", "x", "keep").err.startswith("Usage: newsdesk triage")
    assert call("sample", "atlantis").err.startswith("There is no sample atlantis.\n")
    (tmp_path / "a.opml").write_text("none")
    said = call("sources", "import", tmp_path / "a.opml").err
    assert said.startswith("a.opml: This is not a list of subscriptions.\n")


def test_a_list_of_subscriptions_that_is_no_feed_is_told_with_the_command_that_takes_it(
    call: Call, tmp_path: Path
) -> None:
    (tmp_path / "a.xml").write_text('<opml version="2.0"><body/></opml>')
    said = call("inspect", tmp_path / "a.xml").err
    assert said.endswith("Import it as a list of subscriptions: newsdesk sources import\n")


def test_an_unknown_name_offers_the_nearest_or_the_listing(call: Call, folder: Path) -> None:
    assert "Did you mean siege?" in call("figures", "seige", "--desk", folder).err
    assert "newsdesk updates list" in call("triage", "00000000", "accept", "--desk", folder).err
    assert "There is no source" in call("updates", "list", "--source", "bbc", "--desk", folder).err
    assert "escaped · foreign" in call("copy", "killed", "--desk", folder).err


def test_a_named_folder_without_a_desk_is_a_wrong_call_and_stays_empty(call: Call, tmp_path: Path) -> None:
    code, _, err = call("updates", "list", "--desk", tmp_path / "nowhere")
    assert code == 2
    assert "no desk in" in err
    assert not (tmp_path / "nowhere").exists()


def test_listings_of_a_desk_that_was_never_opened_are_empty(call: Call) -> None:
    for words in (("sources", "list"), ("incidents", "list"), ("updates", "list"), ("log",)):
        assert call(*words, "--format", "json") == (0, "[]\n", "")
        assert call(*words).code == 0
    assert call("figures").code == 2


def test_a_locked_desk_ends_with_three_and_can_still_be_read(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    with Desk.open(folder, editor="ada"):
        code, _, err = call("undo", "--desk", folder)
        assert code == 3
        assert "ada" in err
        assert call("updates", "list", "--desk", folder).code == 0


def test_a_damaged_desk_ends_with_three_and_is_left_as_it_is(call: Call, folder: Path) -> None:
    journal = folder / JOURNAL
    rows = journal.read_bytes().split(b"\n")
    journal.write_bytes(b"\n".join([rows[0][:-3] + b"###", *rows[1:], rows[0]]))
    damaged = journal.read_bytes()
    for words in (("updates", "list"), ("undo",), ("figures", "siege")):
        code, out, err = call(*words, "--desk", folder)
        assert (code, out) == (3, "")
        assert "Traceback" not in err
    assert journal.read_bytes() == damaged


def test_a_command_needs_only_the_settings_that_it_uses(call: Call, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    place = tmp_path / "home" / "settings.toml"
    place.write_text('theme = 5\npoll_minutes = "often"\n')
    assert call("incidents", "new", "Mill fire").err == ""
    place.write_text('theme = 5\neditor = 5\nstale_hours = "x"\n')
    code, _, err = call("incidents", "new", "Ferry fire")
    assert code == 0
    assert [row.partition(":")[0] for row in err.splitlines()[1:]] == ["line 2", "line 3"]
    place.write_text("editor = \n")
    assert "line 1: " in call("log").err


def test_settings_are_listed_and_what_is_wrong_in_them_is_told_with_its_line(call: Call, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    place = tmp_path / "home" / "settings.toml"
    place.write_text('theme = "newsprint"\n[keys]\ndesk.accept = "z"\n')
    code, out, _ = call("settings")
    assert code == 0
    assert re.search(r"^theme +newsprint", out, re.MULTILINE)
    assert re.search(r"^keys\.desk\.accept +z", out, re.MULTILINE)
    for wrong in ('[views]\n1 = "state:nwe"\n', '\ntheme = "mauve"\n', '[keys]\ndesk.acept = "z"\n'):
        place.write_text(wrong)
        code, out, err = call("settings")
        assert code == 2
        assert re.search(r"^theme +wire", out, re.MULTILINE)
        assert "settings.toml; the defaults hold instead:\nline 2: " in err
    place.write_text('theme = "mauve"\neditor = "ada"\npoll_minutes = 0\n')
    code, out, err = call("settings")
    assert re.search(r"^editor +ada", out, re.MULTILINE)
    assert [row.partition(":")[0] for row in err.splitlines()[1:]] == ["line 1", "line 3"]
    assert len(json.loads(call("settings", "--format", "json").out)["faults"]) == 2


def test_a_bug_is_told_in_words_and_as_a_traceback_only_with_debug(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("odd \x1b[31mthing")

    monkeypatch.setattr(extract, "_read", broken)
    (tmp_path / "a.txt").write_text("x")
    code, _, err = call("extract", tmp_path / "a.txt")
    assert code == 1
    assert "RuntimeError: odd [31mthing" in err
    assert "--debug" in err
    assert "Traceback" not in err
    code, _, err = call("extract", tmp_path / "a.txt", "--debug")
    assert code == 1
    assert "Traceback" in err
    assert text.clean(err) == err


def test_what_a_person_typed_is_cleaned_before_it_is_shown(call: Call, folder: Path) -> None:
    hostile = "\x1b]52;c;x\x07\x9b31m"
    for words in (
        (hostile,),
        ("figures", hostile, "--desk", folder),
        ("extract", hostile),
        ("inspect", hostile),
        ("sources", "add", f"https://{hostile}/"),
        ("triage", hostile, "accept", "--desk", folder),
        ("figures", "--as-of", hostile),
        ("copy", hostile, "--desk", folder),
        ("sample", hostile),
        ("updates", "list", "--desk", hostile),
        ("updates", "list", "--format", hostile),
    ):
        code, out, err = call(*words)
        assert code == 2
        assert text.clean(out + err) == out + err


def test_ctrl_c_ends_quietly_with_130(call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(extract, "_read", interrupted)
    (tmp_path / "a.txt").write_text("x")
    assert call("extract", tmp_path / "a.txt") == (130, "", "")


@pytest.mark.parametrize("count", [2, 5000])
def test_a_reader_that_goes_away_is_met_with_silence(tmp_path: Path, count: int) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text("".join(f'{{"id": {n}, "text": "Two people were killed."}}\n' for n in range(count)))
    ours = subprocess.Popen(
        [*NEWSDESK, "extract", "--format", "json", str(many)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert ours.stdout is not None
    assert ours.stderr is not None
    ours.stdout.close()
    assert ours.stderr.read() == b""
    ours.stderr.close()
    assert ours.wait() == 1


def test_json_is_utf_8_whatever_the_terminal_speaks(tmp_path: Path) -> None:
    (tmp_path / "é.txt").write_text("Two people were killed.", "utf-8")
    done = subprocess.run(
        [*NEWSDESK, "extract", "--format", "json", str(tmp_path / "é.txt")],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
    )
    assert '"id": "é.txt"' in done.stdout.decode("utf-8")


def test_a_terminal_that_cannot_show_a_sign_gets_a_substitute(tmp_path: Path, folder: Path) -> None:
    done = subprocess.run(
        [*NEWSDESK, "figures", "--desk", str(folder)],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert rb"escaped \xb7 foreign" in done.stdout


def test_help_of_every_command_is_there_and_fits_a_terminal(call: Call) -> None:
    listed = call("--help").out.split("Commands:")[1]
    names = [row.split()[0] for row in listed.splitlines() if row.strip()]
    assert {"sample", "review", "refresh", "sources", "incidents", "updates", "figures", "extract", "inspect"} <= {
        *names
    }
    assert "..." not in listed
    for name in names:
        code, out, _ = call(name, "-h")
        assert code == 0
        assert out.startswith(f"Usage: newsdesk {name}")
        assert max(map(len, out.splitlines())) <= 80


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    from newsdesk import __version__

    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"newsdesk {__version__}\n"


def test_ctrl_c_at_a_terminal_reaches_every_process_and_none_complains() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        silent.settimeout(20)
        words = [*NEWSDESK, "inspect", f"http://127.0.0.1:{silent.getsockname()[1]}/feed"]
        ours = subprocess.Popen(
            words,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            # Whoever runs the tests in the background has it ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads here
        )
        connection, _ = silent.accept()
        os.killpg(ours.pid, signal.SIGINT)
        told = ours.communicate(timeout=20)
        connection.close()
    assert (ours.returncode, *told) == (130, b"", b"")


@pytest.mark.parametrize(
    "words",
    [
        ("review", "", "--no-screen"),
        ("updates", "list", "--desk", ""),
        ("sources", "import", ""),
        ("sources", "export", " "),
        ("inspect", ""),
        ("extract", ""),
    ],
)
def test_an_empty_name_is_not_the_present_folder(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = call(*words)
    assert (code, out) == (2, "")
    assert "An empty name names no file and no folder." in err


def test_a_folder_in_the_place_of_a_file_is_called_one(call: Call, tmp_path: Path) -> None:
    for words in (("inspect", tmp_path), ("sources", "import", tmp_path)):
        code, _, err = call(*words)
        assert code == 2
        assert f"“{tmp_path}” is a folder." in err


@pytest.mark.parametrize(
    ("closed", "code", "said"),
    [("<&-", 1, "Standard input is closed."), (">&-", 1, "Standard output is closed."), ("2>&-", 0, "")],
)
def test_a_closed_stream_is_told_in_words(tmp_path: Path, closed: str, code: int, said: str) -> None:
    (tmp_path / "a.txt").write_text("Two people were killed.")
    name = "-" if closed == "<&-" else tmp_path / "a.txt"
    words = f'exec "{sys.executable}" -m newsdesk extract "{name}" {closed}'
    done = subprocess.run(["/bin/sh", "-c", words], capture_output=True, check=False, text=True)
    assert done.returncode == code
    assert said in done.stderr
    assert "does not expect" not in done.stderr
    assert ("killed" in done.stdout) == (closed == "2>&-")
