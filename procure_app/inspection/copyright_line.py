"""Whether a line only says whose copyright something is, and slips in nothing else.

Such lines are left out when licences are compared. So the rule is narrow: a year or a mark, then
names. A sentence, a word of permission or of prohibition, or two words in small letters are enough
to keep the line, and then a person sees it.
"""

from __future__ import annotations

import re

MOST_WORDS = 18
MOST_SMALL = 1
"""Some holders write their name in small letters; two such words may be a sentence."""

_LEAD = re.compile(r"^[\s#*/;%<>!.\"'|-]*(?:(?:portions|software)\s+)?", re.IGNORECASE)
_MARK = re.compile(r"(?:copyright|copr\.|©|\(c\))[\s:,]*", re.IGNORECASE)
_SIGN = re.compile(r"©|\(c\)", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEARS = re.compile(r"^(?:19|20)\d\d(?:[-–—,](?:(?:19|20)?\d\d|present|now))*$", re.IGNORECASE)  # noqa: RUF001  # dashes as people type them
_BLANK = re.compile(r"[\[<{(](?P<words>[^\[\]<>{}()]{1,60})[\]>})]")
_ADDRESS = re.compile(r"^(?:https?://\S+|www\.\S+|\S+@\S+\.\S+)$", re.IGNORECASE)
_RESERVED = re.compile(r"all rights? (?:are )?reserved\.?\s*$", re.IGNORECASE)
_HOLDER = re.compile(
    r"\b(?:contributors|authors)\.?\s*$|\b(?:inc|ltd|llc|corp|gmbh|corporation|foundation)\b"
    r"|https?://|@\w",
    re.IGNORECASE,
)
_AFFILIATES = re.compile(r"\b(?:and|or) (?:its|their) affiliates\b", re.IGNORECASE)
SIGN = "[¢-¥¬±×÷\u20a0-\u20cf\u2190-\u23ff\u2600-\u27bf\u2900-\u2bff\U0001f000-\U0001faff]"  # noqa: RUF001
"""Signs that say something without letters: prices, arrows, crosses, pictures."""
_SAYS = re.compile(SIGN)
_PART = re.compile(r"[^\W_]+")
_INITIAL = re.compile(r"^(?:[A-Z]|[A-Z]\.[A-Z])\.$")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BETWEEN = _set(
    "and the of by its for to et al de von van der den du la le und y present contributors authors "
    "author affiliates subsidiaries respective owners team project developers see file"
)
_TEMPLATE = _set(
    "year years yyyy xxxx name names of the copyright owner owners holder holders author authors "
    "full fullname organization organisation email your and or first s program this"
)
_SHORTENED = frozenset({"inc.", "ltd.", "co.", "corp.", "llc.", "al.", "gmbh.", "dr.", "jr."})
SPEAKING = _set(
    "not no never none nor only use used uses using user users may must shall should can cannot "
    "except without unless prohibited forbidden permitted allowed commercial noncommercial "
    "non private public government military research fee paid pay license licensed licence "
    "licenced permission granted subject provided terms conditions if or but any nc nd nur pas "
    "sauf seulement uniquement solo apenas void trial which whose purpose purposes"
)
"""Words that permit or forbid; none stands in a name."""
_SPEAKING_STEM = re.compile(
    r"(?:exclu[ds]|except|forbid|prohibit|restrict|expir|revo[ck]|den(?:ied|ies|y$)|(?:ban|bar)(?:ned|ning|red|ring)$"
    r"|requir|payment|paying|royalt|compensat|militar|weapon|commercial|nicht|kein|verb[oie]t|ausge|ohne$"
    r"|interdi[ts]|prohib|proib|vietat|excep|kommerz|запрещ|только|кроме|нельзя|коммерческ)"
)
"""How such words begin, in several languages; a name is rather kept than a word let through."""
_SPEAKING_SIGN = re.compile(
    "[禁止仅僅勿须須另需违違的]|不得|不可|不允|不能|非商|非营利|(?<!有)限|只[能可限]|除[外非]|[付收]费|"
    "有償|許可|许可|准许|无[效权]|無断|未[经經]|商用|用途|使用|军[事用]|軍事|のみ|"
    "금지|제외|한정|전용|불가|비영리|비상업|않|없"
)
"""The same in scripts that put no spaces between words."""
_IN_EAST_ASIA = re.compile(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def is_speaking(word: str) -> bool:
    """Say whether a word permits or forbids something, so that it cannot be part of a name."""
    low = word.casefold()
    return low in SPEAKING or bool(_SPEAKING_STEM.match(low) or _SPEAKING_SIGN.search(low))


def is_copyright_line(line: str) -> bool:
    """Say whether the line is a notice of copyright, or says that all rights are reserved."""
    if len(line) > 400:
        return False
    text = _LEAD.sub("", line, count=1).strip().rstrip("*/|# ")
    if not text:
        return False
    if _RESERVED.fullmatch(text):
        return True
    mark = _MARK.match(text)
    if mark is None:
        return False
    body = text[mark.end() :]
    while again := _MARK.match(body):
        body = body[again.end() :]
    named, blanks = _without_blanks(body)
    named, reserved = _RESERVED.subn("", named)
    is_notice = bool(
        _YEAR.search(named) or blanks or reserved or _SIGN.search(text) or _HOLDER.search(named)
    )
    return is_notice and _are_names(_AFFILIATES.sub("", _SIGN.sub(" ", named)).split())


def _without_blanks(body: str) -> tuple[str, int]:
    """Return the text without what is left to be filled in, such as ``<year>``, and how many."""
    count = 0

    def blank(found: re.Match[str]) -> str:
        nonlocal count
        words = re.findall(r"[a-z]+", found["words"].casefold())
        if not words or not _TEMPLATE.issuperset(words):
            return found[0]
        count += 1
        return " "

    return _BLANK.sub(blank, body), count


def _are_names(tokens: list[str]) -> bool:
    if len(tokens) > MOST_WORDS:
        return False
    small = 0
    for place, token in enumerate(tokens):
        word = token.strip(".,;:()[]<>\"'“”&-–—+")  # noqa: RUF001
        low = word.casefold()
        if not _ADDRESS.match(word) and any(map(is_speaking, _PART.findall(low))):
            return False
        if _SAYS.search(word) or not all(one.isascii() or _has_shape_of_name(one) for one in word):
            return False
        if word and not (
            low in _BETWEEN
            or _YEARS.match(word)
            or _ADDRESS.match(word)
            or any(one.isupper() for one in word)
            or _IN_EAST_ASIA.search(word)
        ):
            small += 1
        if small > MOST_SMALL:
            return False
        if _ends_sentence(token) and place + 1 < len(tokens):
            return False
    return True


def _has_shape_of_name(one: str) -> bool:
    """Say whether capitals tell names from sentences in this script, or we know its words."""
    return not one.isalpha() or one.islower() or one.isupper() or bool(_IN_EAST_ASIA.match(one))


def _ends_sentence(token: str) -> bool:
    low = token.casefold().strip("()<>\"'")
    return (
        low.endswith((".", ";", ":", "!", "?"))
        and low not in _SHORTENED
        and not _INITIAL.match(token)
        and not _YEARS.match(low.rstrip("."))
    )
