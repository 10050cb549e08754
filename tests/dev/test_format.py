#!/usr/bin/env python3
"""Every C++ file is as `./dev format` leaves it, and no comment behind a declaration has torn it in two: no setting of
clang-format keeps it from that, so a long comment stands above. clang-format 14 (Debian 12's, which ./dev installs) must be
there: other versions lay out differently."""
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


TORN = re.compile(r"^[ ]+[A-Za-z_][^;/]*[^;{}:,/\s]\n[ ]+[\w{}]+(?: = [^;\n]*)?; +///<", re.M)


def torn(text):
    """Lines where a declaration goes over two because of the comment behind it."""
    return [text.count("\n", 0, found.start()) + 1 for found in TORN.finditer(text)]


def main():
    assert torn("struct A {\n    std::vector<int>\n        values;  ///< long\n    bool a =\n        false;  ///< long\n};\n") == [2, 4]
    assert torn("struct A {\n    int a;  ///< short\n    int b = 1;  ///< short\n};\n") == []
    split = [f"{file.relative_to(ROOT)}:{line}: put the comment above the declaration"
             for top in ("engine", "layers", "tests") for file in sorted((ROOT / top).rglob("*.[ch]pp"))
             for line in torn(file.read_text("utf-8"))]
    if split:
        print("\n".join(split))
        return 1
    program = shutil.which("clang-format-14") or shutil.which("clang-format")
    version = subprocess.run([program, "--version"], capture_output=True, text=True).stdout if program else ""
    if "version 14." not in version:
        print("clang-format 14 is not installed: apt-get install clang-format")
        return 1
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
