"""Profiles choose rules, severities and options; settings of the project are laid over them."""

from __future__ import annotations

import pytest

from tm import config
from tm.checks import profiles, select
from tm.checks.registry import load
from tm.core import Severity
from tm.errors import ConfigError, UsageError


def codes(profile: str, chosen: tuple[str, ...] = (), ignored: tuple[str, ...] = ()) -> set[str]:
    return {rule.code for rule in select.rules(chosen, ignored, profile)}


def test_default_is_what_rules_say_of_themselves() -> None:
    """Without a profile nothing changes."""
    assert codes("default") == {rule.code for rule in load().values() if rule.enabled}
    assert select.severities({}) == {}
    assert select.options({}) == {}


def test_profiles_turn_rules_on_and_off() -> None:
    """Each profile differs from the default where its description says so."""
    assert codes("strict") - codes("default") == {"S703", "T007", "T011"}
    assert codes("docs") - codes("default") == {"S703", "T007"}
    assert codes("default") - codes("ui") == {"S701", "C103", "T009", "T010", "U205"}


def test_the_project_has_the_last_word() -> None:
    """select, ignore, severity and rules override the profile."""
    assert codes("ui", ("S701",)) == {"S701"}
    assert "S703" not in codes("strict", ignored=("S",))
    assert select.severities({}, "ui") == {"P501": Severity.INFO}
    assert select.severities({"P": Severity.ERROR}, "ui")["P501"] is Severity.ERROR
    assert select.options({}, "strict")["K606"] == {"widespread": True}
    assert select.options({}, "strict")["K608"] == {"widespread": True}
    assert select.options({"K606": {"widespread": False}}, "strict")["K606"] == {"widespread": False}


def test_a_prefix_means_what_is_on() -> None:
    """A family selects what the profile runs of it; what is off runs by its whole code; G is off in checks alone."""
    assert codes("default", ("T",)) == {code for code in codes("default") if code.startswith("T")}
    assert codes("default", ("T", "T011")) - codes("default", ("T",)) == {"T011"}
    assert "T007" in codes("docs", ("T",))
    assert codes("default", ("S7",)) == codes("default", ("S",)) == {"S701", "S702"}
    assert codes("default", ("G",)) == codes("default", ("G90",)) == {code for code in load() if code[0] == "G"}
    assert codes("default", ("S703",)) == {"S703"}


def test_the_register_reaches_the_rules_that_read_it() -> None:
    """`register` of the configuration becomes an option of S701 and S702."""
    found = select.options({}, "default", (("**", "plain"),))
    assert found == {code: {"register": (("**", "plain"),)} for code in ("S701", "S702")}


def test_every_profile_names_rules_and_options_that_exist() -> None:
    """A profile that drifts from the rules fails here, not at a user's."""
    assert tuple(profiles.PROFILES) == config.PROFILES
    for profile in profiles.PROFILES.values():
        for code in (*profile.on, *profile.off, *profile.severity, *profile.options):
            select.known(code)
        select.options(profile.options)


def test_unknown_names_are_errors() -> None:
    """A profile or level that does not exist is told with its line and what there is."""
    with pytest.raises(UsageError, match="unknown profile 'loose'"):
        select.rules((), (), "loose")
    with pytest.raises(ConfigError) as caught:
        config.parse('encoder = "none"\nprofile = "loose"\n', name="tm.toml")
    assert caught.value.where == "tm.toml:2"
    with pytest.raises(ConfigError) as caught:
        config.parse('[register]\n"a/**" = "familiar"\n', name="tm.toml")
    assert "formal" in caught.value.hint


def test_settings_are_read() -> None:
    """A level for all files, or by path."""
    everywhere = config.parse('profile = "ui"\nregister = "formal"\n', name="tm.toml")
    by_path = config.parse('[register]\n"a/**" = "formal"\n"a/b/*.md" = "plain"\n', name="tm.toml")
    assert everywhere
    assert (everywhere.profile, everywhere.register) == ("ui", (("**", "formal"),))
    assert by_path
    assert by_path.register == (("a/**", "formal"), ("a/b/*.md", "plain"))
