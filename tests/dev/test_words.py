#!/usr/bin/env python3
"""Every word key used in the C++ source exists in both catalogues, both catalogues hold the same keys with the same
places to fill, no key stands twice, and no key is left that nothing uses."""
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PREFIXES = ("error", "reject", "finding", "step", "crs", "cli", "run", "check", "reason", "class", "review", "input",
            "number", "style", "map", "sample", "field", "local", "viewer", "hotspots", "cameras", "sweep", "near-repeat", "backtest", "evaluate", "notice", "note", "warning", "unit", "pack", "chart", "atlas", "option", "command")
KEY = re.compile(r'"((?:' + "|".join(PREFIXES) + r')\.[a-z0-9][A-Za-z0-9_.-]*)"')
# Keys put together at run time from a fixed beginning and a value: the beginning alone stands in the source.
BEGINNING = re.compile(r'"((?:' + "|".join(PREFIXES) + r')\.[a-z0-9.-]*[.-]|(?:' + "|".join(PREFIXES) + r')\.)"')
LITERAL = re.compile(r'"([^"\n]*)"')
FILE_ENDINGS = (".json", ".tif", ".csv", ".gpkg", ".html", ".pdf")
PLACE = re.compile(r"\{([a-z_0-9]+)\}")


def read_catalogue(language):
    words, problems = {}, []
    for file in sorted((ROOT / "data" / "words" / language).glob("*.json")):
        for key, text in json.loads(file.read_text("utf-8")).items():
            if key in words:
                problems.append(f"{language}: {key} stands twice (again in {file.name})")
            words[key] = text
    return words, problems


def main():
    vietnamese, problems = read_catalogue("vi")
    english, more = read_catalogue("en")
    problems += more
    for key in sorted(vietnamese.keys() ^ english.keys()):
        problems.append(f"{key}: only in {'vi' if key in vietnamese else 'en'}")
    for key in sorted(vietnamese.keys() & english.keys()):
        if set(PLACE.findall(vietnamese[key])) != set(PLACE.findall(english[key])):
            problems.append(f"{key}: the two languages fill different places")
    used, beginnings, literals, told = {}, set(), set(), set()
    for folder in ("engine", "layers"):
        for file in sorted((ROOT / folder).rglob("*.[ch]pp")):
            text = file.read_text("utf-8")
            code = re.sub(r"//.*", "", text)
            literals.update(LITERAL.findall(code))
            for key in KEY.findall(code):
                if not key.endswith(FILE_ENDINGS) and file.name != "project_file.cpp" or key.startswith("error."):
                    used.setdefault(key, file.relative_to(ROOT))
            beginnings.update(BEGINNING.findall(code))
            if file.name != "remedies.cpp":  # the list of what mends a finding tells none
                told.update(LITERAL.findall(code))
    for key, file in sorted(used.items()):
        if key not in vietnamese and not key.endswith((".", "-")):
            problems.append(f"{key}: used in {file}, in no catalogue")
    for key in sorted(vietnamese):
        if key not in literals and not any(key.startswith(b) for b in beginnings):
            problems.append(f"{key}: in the catalogue, used nowhere")
        elif key.startswith(("finding.", "reject.")) and key not in told and not any(key.startswith(b) for b in beginnings):
            problems.append(f"{key}: a remedy is listed, but it is never told")
    print("\n".join(problems))
    print(f"{len(vietnamese)} keys, {len(used)} used, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
