"""What a document says of the release: how open it is, and under which licence.

Both are the vendor's words, quoted and never believed. A sentence about other models, tools or
communities is no claim about this release.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from procure_app.inspection.name import escaped, quoted
from procure_app.inspection.observation import Confidence, Observation
from procure_app.inspection.sentence import links, plain

MOST_CLAIMS = 5
_OPEN = re.compile(
    r"\b(?:fully |truly )?open[- ]?(?:sourc(?:e|ed|ing)|weights?|data|science|models?)\b"
    r"|\bfully[- ]open\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:we|our|us)\b|\bthis (?:model|release|repo|repository|family|series|work)\b"
    r"|\b(?:is|are|as) (?:an? |the )?(?:[\w-]+ ){0,5}?(?:fully[- ]|truly )?open[- ]"
    r"|\b(?:introduc|releas|present|announc|publish|provid|offer|shar)(?:e|es|ed|ing)\b"
    r"|\bthe (?:[\w.-]+ ){1,3}open[- ]weights? models?\b|\bbuilding (?:the )?(?:\w+ ){0,4}open-"
    r"|['\u2019]s (?:\w+ ){0,2}open[- ]",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:other|others|existing|all|among|amongst|leading|many|most|various|previous|compared|"
    r"comparable|majority|evaluat\w+|report|tools?|outperform\w*|surpass\w*|benchmark\w*|than|"
    r"SOTA|like|such as|ranked|state-of-the-art)\b"
    r"|\bopen[- ]source (?:communit\w+|software|tool\w*|library|libraries|"
    r"framework\w*|platform\w*|project\w*|ecosystem|licen\w+|implementation\w*|code|package\w*|"
    r"dataset\w*|maintainer\w*|contributor\w*|llm leaderboard)\b|\bopen data ?sets?\b"
    r"|\bopen models? (?:licen|leaderboard)",
    re.IGNORECASE,
)
_BETWEEN = r"(?:(?!\b(?:except|unless|only|but)\b)[^,.;:!?]){0,60}$"
_DENIED = re.compile(
    r"(?:\bnot\b|n['\u2019]t\b|\b(?:never|no longer|cannot|neither|instead of|rather than|"
    rf"previously|formerly)\b){_BETWEEN}",
    re.IGNORECASE,
)
"""A denial before the word it is about."""
_PROMISED = re.compile(
    r"\b(?:(?:plan(?:s|ned|ning)?|intend(?:s|ed)?|hopes?|going|about) to|will|would|could|may|"
    rf"might|soon|later|unlike|without)\b{_BETWEEN}",
    re.IGNORECASE,
)
"""A promise for another day before it, or a comparison with others."""
_OF_CODE = re.compile(
    r"\b(?:code|codebase|repositor\w+|scripts?|tool(?:s|kit)?|library|libraries|software|framework|"
    r"pipeline)\b.{0,30}\b(?:is|are|as)\b.{0,20}$",
    re.IGNORECASE,
)
_USED = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|(?:built|based|trained|rel(?:y|ies)|relying) (?:on|upon))\b.{0,30}$",
    re.IGNORECASE,
)
_LICENCE = re.compile(r"\blicen[cs](?:e|ed|es|ing)\b", re.IGNORECASE)
_UNDER = re.compile(
    r"\b(?:licen[cs]ed|releas\w+|distribut\w+|available|published|governed|provided|subject|fall\w*|"
    r"open-?sourc\w+)\b.{0,120}?\b(?:under|by|to)\b"
    r"|\b(?:is|are|comes?) under\b|\blicen[cs]e\b\W{0,4}(?::|\|)|^licen[cs]e\b|"
    r"\b(?:permissive|model|code)\b.{0,30}\blicen[cs]e\b",
    re.IGNORECASE,
)
_TOKEN = r"[A-Z0-9][\w.+/()\[\]]*(?:-[\w.+/()\[\]]+)*"
_NAMED = re.compile(
    rf"(?:{_TOKEN} ){{0,7}}?{_TOKEN}(?: [Vv]\d[\w.]*)? "
    r"(?:[Ll]icen[cs]e|LICEN[CS]E)(?: [Aa]greement| AGREEMENT)?"
    r"(?:,? (?:[Vv]ersion |[Vv])?\d(?:\.\d+)*(?![\w.]*\d))?"
)
_TAG = re.compile(
    r"\b(?:apache[- ]2\.0|mit|bsd-[23]-clause|cc[- ]by(?:[- ](?:nc|sa|nd))*[- ][34]\.0"
    r"|cc0(?:-1\.0)?|a?gpl(?:v|-)?[23](?:\.0)?|mpl-2\.0|openmdw(?:-1\.[01])?)\b",
    re.IGNORECASE,
)
_SPEAKING = re.compile(
    r"licen[cs]e|agreement|terms|apache|\bmit\b|\bbsd\b|\bcc\b|gpl|rail|openmdw", re.IGNORECASE
)
_GENERAL = frozenset(
    {"license", "licence", "licenses", "model license", "model licence", "code license"}
    | {"software license", "license agreement", "open license", "https license"}
)
_VERB = re.compile(
    r"\b(?:licen[cs]ed|released?|distributed|available|published|governed|provided|subject|"
    r"falls?|(?:is|are|comes?) under)\b|\blicen[cs]e\b\W{0,4}:",
    re.IGNORECASE,
)
_FOR_WEIGHTS = re.compile(r"\b(?:weights?|models?|checkpoints?|parameters?)\b", re.IGNORECASE)
_FOR_CODE = re.compile(r"\b(?:code|repositor\w+|software|scripts?|library)\b", re.IGNORECASE)
_FOR_DATA = re.compile(r"\b(?:data|datasets?|corpus)\b", re.IGNORECASE)


def openness(said: Sequence[str], path: str) -> Iterator[Observation]:
    """Yield the sentences that call this release open, the surest first, at most five."""
    found: list[tuple[Confidence, str, str]] = []
    for sentence in said:
        words = plain(sentence)
        term = _OPEN.search(words)
        if term is None or not _OWN.search(words):
            continue
        before = words[: term.start()]
        if _DENIED.search(before) or _PROMISED.search(before):
            continue
        others = _OTHERS.search(words) or _is_of_other_things(before)
        sure: Confidence = "low" if others else "high"
        found.append((sure, words, " ".join(term[0].split()).casefold()))
    found.sort(key=lambda one: one[0] != "high")
    for sure, words, term_text in found[:MOST_CLAIMS]:
        yield Observation(
            what="claim",
            subject="openness",
            files=(path,),
            confidence=sure,
            quote=quoted(words, 240),
            facts={"term": _term(term_text)},
        )


def _is_of_other_things(before: str) -> bool:
    """Say whether it is the code that is called open, or something that was used."""
    clause = re.split(r"[,.;:!?]", before)[-1]
    of_code = _OF_CODE.search(clause) and not _FOR_WEIGHTS.search(clause)
    return bool(of_code or _USED.search(clause))


def licences(said: Sequence[str], path: str) -> Iterator[Observation]:
    """Yield the sentences that say under which licence something is, at most five."""
    count = 0
    for sentence in said:
        words = plain(sentence)
        under = _UNDER.search(words)
        if not _LICENCE.search(words) or under is None or _DENIED.search(words[: under.start()]):
            continue
        names = tuple(dict.fromkeys(_names(sentence, words)))[:8]
        if not names:
            continue
        yield Observation(
            what="claim",
            subject="licence",
            files=(path,),
            confidence="medium",
            quote=quoted(words, 240),
            facts={
                "licences": names,
                "for": _speaks_of(words),
                "links": tuple(escaped(to)[:200] for _, to in links(sentence))[:4],
            },
        )
        count += 1
        if count == MOST_CLAIMS:
            return


def _speaks_of(words: str) -> tuple[str, ...]:
    """Return what a sentence speaks of before it says *licensed*: code, weights, data."""
    verb = _VERB.search(words)
    subject = words[: verb.start()] if verb else words
    patterns = (("code", _FOR_CODE), ("weights", _FOR_WEIGHTS), ("data", _FOR_DATA))
    return tuple(name for name, pattern in patterns if pattern.search(subject))


def _names(sentence: str, words: str) -> Iterator[str]:
    """Yield what may be names of licences; whether one is, is looked up later."""
    named = [quoted(text, 120) for text, _ in links(sentence) if _SPEAKING.search(text)]
    named += [quoted(found[0], 120) for found in _NAMED.finditer(words)]
    named = [name for name in named if name.casefold().removeprefix("the ") not in _GENERAL]
    yield from named
    if not named:
        yield from (tag[0] for tag in _TAG.finditer(words))


def _term(term: str) -> str:
    """Return the term as frameworks write it, whatever its form in the sentence."""
    for stem, name in (
        ("sourc", "open source"),
        ("weight", "open weights"),
        ("data", "open data"),
        ("science", "open science"),
        ("model", "open model"),
    ):
        if stem in term:
            return name
    return "open"
