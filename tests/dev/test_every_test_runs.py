#!/usr/bin/env python3
"""No file of tests can be forgotten: each test_*.cpp and test_*.py below tests/ stands in a folder that tests/CMakeLists.txt builds or runs,
and those folders are taken whole (globbed), never file by file."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"


def main():
    text = (TESTS / "CMakeLists.txt").read_text("utf-8")
    built = set()
    for folders in re.findall(r"diaban_test\(\w+\s+FOLDERS\s+(.*?)\s+LINKS", text, re.S):
        built.update(folders.split())
    if "${study_tests}" in built:
        built.update(f"unit/studies/{p.name}" for p in (TESTS / "unit/studies").iterdir() if p.is_dir())
    if "${statistic_tests}" in built:
        # engine/CMakeLists.txt takes every folder that is none of its rooms.
        rooms = re.search(r"REMOVE_ITEM statistics ([^)]*)\)", (ROOT / "engine/CMakeLists.txt").read_text("utf-8")).group(1).split()
        built.update(f"unit/{p.name}" for p in (ROOT / "engine").iterdir() if p.is_dir() and p.name not in rooms)
    run = set(re.findall(r"file\(GLOB \w+ CONFIGURE_DEPENDS \$\{CMAKE_CURRENT_SOURCE_DIR\}/(\w+)/test_\*\.py\)", text))
    run.update(re.findall(r"\$\{CMAKE_CURRENT_SOURCE_DIR\}/(golden)/test_golden\.py", text))
    problems = []
    files = sorted(TESTS.rglob("test_*.cpp")) + sorted(TESTS.rglob("test_*.py"))
    for file in files:
        folder = file.parent.relative_to(TESTS).as_posix()
        if folder not in (built if file.suffix == ".cpp" else run):
            problems.append(f"{file.relative_to(ROOT)}: no line of tests/CMakeLists.txt takes the folder tests/{folder}")
    print("\n".join(problems))
    print(f"{len(files)} files of tests, {len(problems)} that never run")
    return 1 if problems or len(files) < 150 else 0


if __name__ == "__main__":
    sys.exit(main())
