"""The keys of a configuration: which there are, what each means. The documentation and the schema are made from it."""

from __future__ import annotations

from dataclasses import dataclass

PROFILES = ("default", "strict", "docs", "ui")
REGISTERS = ("formal", "plain")
FAIL_ON = ("error", "warning", "info", "never")
LANGUAGES = ("en", "ko")
SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Key:
    """A key. field: of Config; kind: how its value is read; choices: what it may be; override: may differ by path."""

    field: str
    kind: str
    about: str
    choices: tuple[str, ...] = ()
    override: bool = False


KEYS: dict[str, Key] = {
    "extend": Key("", "text", "another configuration file, whose settings these are laid over"),
    "pairs": Key("pairs", "pairs", "path patterns of sources and their translations"),
    "files": Key("files", "patterns", "bilingual files, as glob patterns"),
    "exclude": Key("exclude", "patterns", "files that are passed over, as glob patterns"),
    "glossary": Key("glossary", "texts", "glossary files; terms of a later one override", override=True),
    "domains": Key("domains", "texts", "domains of the glossary whose terms count; none means all", override=True),
    "source-language": Key("source_language", "text", "language tag of the sources"),
    "target-language": Key("target_language", "text", "language tag of the translations"),
    "select": Key("select", "codes", "codes or prefixes of the rules to run", override=True),
    "ignore": Key("ignore", "codes", "codes or prefixes of the rules not to run", override=True),
    "severity": Key("severity", "severities", "severity by code or prefix; the longer one wins", override=True),
    "rules": Key("rules", "options", "settings of a rule, by code", override=True),
    "rules-from": Key("rules_from", "texts", "Python files with rules of the project"),
    "profile": Key("profile", "choice", "which rules to start from, and how severe", PROFILES, override=True),
    "register": Key("register", "register", "speech level, for all files or by path pattern", REGISTERS, override=True),
    "encoder": Key("encoder", "text", "use-m3, full, fast, none, or the folder of a model"),
    "fail-on": Key("fail_on", "choice", "the least severity that makes a run fail", FAIL_ON),
    "lang": Key("lang", "choice", "language of messages; that of the locale if not given", LANGUAGES),
    "rule-pages": Key("rule_pages", "address", "address of a rule's page for links, with {code} and {lang}"),
    "baseline": Key("baseline", "text", "file of accepted findings"),
    "cache-size": Key("cache_size", "number", "megabytes that the cache may take"),
    "overrides": Key("overrides", "overrides", "other settings for some paths"),
}
