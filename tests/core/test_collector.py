"""The collector is left as it was found, whatever happens inside."""

import gc

import pytest

from newsdesk.collector import SELDOM, keep, paused


def test_it_rests_inside_and_goes_on_afterwards() -> None:
    with paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError, match="inside"), paused():
        raise ValueError("inside")
    assert gc.isenabled()


def test_one_that_was_stopped_by_someone_else_stays_so() -> None:
    gc.disable()
    try:
        with paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_is_kept_is_walked_no_more_and_the_pause_ends() -> None:
    before = gc.get_threshold()
    try:
        with paused():
            keep()
            assert gc.isenabled()
        assert gc.isenabled()
        assert gc.get_threshold() == SELDOM
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
