#!/usr/bin/env python3
"""The page's class colours are those of printed maps and layer styles."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAMES = {"no_data": "nodata"}


def main():
    header = (ROOT / "layers/model/class_appearance.hpp").read_text("utf-8")
    page = (ROOT / "viewer/src/map/hatches.ts").read_text("utf-8")
    drawn = re.findall(r'\{"(\w+)", 0x([0-9A-F]{6}), 0x([0-9A-F]{6})\}', header)
    shown = {name: (ground, ink) for name, ground, ink in
             re.findall(r"(\w+): \{ ground: '#([0-9a-f]{6})', ink: '#([0-9a-f]{6})'", page)}
    problems = [f"{value}: printed {fill} {ink}, on the page {shown.get(NAMES.get(value, value))}"
                for value, fill, ink in drawn
                if shown.get(NAMES.get(value, value)) != (fill.lower(), ink.lower())]
    print("\n".join(problems))
    print(f"{len(drawn)} classes, {len(problems)} problems")
    return 1 if problems or len(drawn) != 5 else 0


if __name__ == "__main__":
    sys.exit(main())
