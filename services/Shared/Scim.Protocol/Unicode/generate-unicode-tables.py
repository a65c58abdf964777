#!/usr/bin/env python3
"""Writes unicode-tables.txt, beside this script, from the Unicode Character Database.

Usage: generate-unicode-tables.py [FOLDER]
FOLDER holds UnicodeData.txt, CompositionExclusions.txt and CaseFolding.txt; by default /usr/share/unicode, where Debian's package
unicode-data has them. The format is in UnicodeTables.cs.
"""
import re
import sys
import textwrap
from pathlib import Path

WIDTH = 140
SOURCE = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode")
TARGET = Path(__file__).with_name("unicode-tables.txt")


def rows(name):
    """The fields of each line of a file, without comments."""
    for line in (SOURCE / name).read_text(encoding="utf-8").splitlines():
        if fields := [field.strip() for field in line.partition("#")[0].split(";")]:
            if fields[0]:
                yield fields


def runs(entries):
    """Groups (code point, value) into (first, last, step, value): steps of 1 or 2, and one value for the run."""
    found = []
    for point, value in sorted(entries):
        if found:
            first, last, step, same = found[-1]
            if value == same and point - last in ((1, 2) if first == last else (step,)):
                found[-1] = (first, point, point - last, value)
                continue
        found.append((point, point, 1, value))
    return found


def run(first, last, step):
    return f"{first:X}" if first == last else f"{first:X}-{last:X}" + ("/2" if step == 2 else "")


def section(title, tokens):
    return [f"[{title}]", *textwrap.wrap(" ".join(tokens), WIDTH, break_long_words=False, break_on_hyphens=False)]


version = re.search(r"-([0-9.]+)\.txt", (SOURCE / "CaseFolding.txt").read_text(encoding="utf-8")).group(1)
data = [row for row in rows("UnicodeData.txt")]
classes = {int(row[0], 16): int(row[3]) for row in data if row[3] != "0"}
mappings = {int(row[0], 16): [int(part, 16) for part in row[5].split()] for row in data if row[5] and row[5][0] != "<"}
excluded = {int(row[0], 16) for row in rows("CompositionExclusions.txt")}
# Non-starter decompositions (UAX #15, section 5) are not in that file.
excluded |= {point for point, parts in mappings.items() if point in classes or parts[0] in classes}
folding = [(int(row[0], 16), int(row[2], 16) - int(row[0], 16)) for row in rows("CaseFolding.txt") if row[1] in "CS"]

lines = [
    f"# Unicode {version}, from Debian's package unicode-data by generate-unicode-tables.py. Do not edit.",
    "# Copyright 1991-2022 Unicode, Inc. Terms of use: https://www.unicode.org/terms_of_use.html",
    *section("classes", [f"{run(first, last, step)}={value}" for first, last, step, value in runs(classes.items())]),
    *section("decompositions", [
        f"{point:X}{'!' if point in excluded else '='}{'+'.join(f'{part:X}' for part in mappings[point])}" for point in sorted(mappings)]),
    *section("folding", [f"{run(first, last, step)}={value:+d}" for first, last, step, value in runs(folding)]),
]
TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
