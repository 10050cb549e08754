#!/usr/bin/env python3
"""Every C++ file is as `./dev format` leaves it. Skipped with a word where clang-format 14 (Debian 12's) is not installed: other
versions lay out differently."""
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    program = shutil.which("clang-format-14") or shutil.which("clang-format")
    version = subprocess.run([program, "--version"], capture_output=True, text=True).stdout if program else ""
    if "version 14." not in version:
        print("skipped: clang-format 14 is not installed")
        return 77
    files = sorted(str(file.relative_to(ROOT)) for top in ("engine", "layers", "tests") for file in (ROOT / top).rglob("*.[ch]pp"))
    found = subprocess.run([program, "--dry-run", *files], cwd=ROOT, capture_output=True, text=True)
    # No file at all would pass as well.
    if found.returncode != 0 or len(files) < 100:
        print(found.stderr)
        return 1
    bad = sorted({line.split(":")[0] for line in found.stderr.splitlines() if "code should be clang-formatted" in line})
    print("\n".join(f"{file}: run ./dev format" for file in bad))
    print(f"{len(files)} files, {len(bad)} to format")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
