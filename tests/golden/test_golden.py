#!/usr/bin/env python3
"""Golden cases: a command, and what it printed or wrote when somebody last looked at it and agreed.

A case is a folder with `command` (arguments of diaban, one line; {data} is the project's data folder, {out} an empty
folder) and any of `stdout`, or files under `out/` to be compared with what the command wrote. They guard against unwanted change; they do not
show that a number is right (unit and reference tests do). `./dev golden --update` writes them anew: look at the difference before committing.
"""
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PROGRAM = os.environ.get("DIABAN_PROGRAM", str(ROOT / "build" / "diaban"))
NUMBER = re.compile(r"(?<![\w.])-?\d+\.\d{7,}(?:e[-+]?\d+)?(?![\w.])")
UPDATE = "--update" in sys.argv[1:] or os.environ.get("DIABAN_GOLDEN") == "--update"


def canonical(text):
    """Long decimal numbers to nine significant digits: the last ones depend on the order of a sum, which is nobody's promise."""
    return NUMBER.sub(lambda number: f"{float(number.group()):.9g}", text)


def run_case(case):
    problems = []
    with tempfile.TemporaryDirectory(prefix="diaban-golden-") as folder:
        out = pathlib.Path(folder) / "out"
        command = (case / "command").read_text("utf-8").strip()
        arguments = [a.format(data=ROOT / "data", out=out) for a in shlex.split(command)]
        done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=120)
        if done.returncode != 0:
            return [f"exit {done.returncode}: {done.stderr}"]
        pairs = []
        if (case / "stdout").exists():
            pairs.append((case / "stdout", done.stdout))
        for expected in sorted(p for p in (case / "out").rglob("*") if p.is_file()):
            written = out / expected.relative_to(case / "out")
            pairs.append((expected, written.read_text("utf-8") if written.exists() else ""))
        if not pairs:
            problems.append("nothing to compare")
        for expected, found in pairs:
            found = canonical(found)
            if UPDATE:
                expected.write_text(found, "utf-8")
            elif expected.read_text("utf-8") != found:
                shutil.copy(expected, pathlib.Path(folder) / "expected")
                pathlib.Path(folder, "found").write_text(found, "utf-8")
                difference = subprocess.run(["diff", "-u", "expected", "found"], cwd=folder, capture_output=True, text=True)
                problems.append(f"{expected.relative_to(case)}:\n{difference.stdout[:4000]}")
    return problems


def main():
    failed = 0
    cases = sorted(p.parent for p in HERE.glob("*/command"))
    for case in cases:
        problems = run_case(case)
        failed += bool(problems)
        print(f"{'FAILED' if problems else 'ok'}  {case.name}")
        for problem in problems:
            print(problem)
    print(f"{len(cases) - failed} passed, {failed} failed")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
