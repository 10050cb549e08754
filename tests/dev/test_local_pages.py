#!/usr/bin/env python3
"""Runs the example of each method page (```sh) with the built program and compares what it prints with the block that follows (```text).
Lines of the block must come in that order; a page may leave out lines at the end."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = ["engine/weights/weights.md", "engine/inference/permutation.md", "engine/local/getis_ord.md", "engine/local/moran.md",
         "engine/local/geary.md", "engine/local/rates.md", "engine/local/cells.md"]
EXAMPLE = re.compile(r"```sh\n(.*?)```\n```text\n(.*?)```", re.S)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    failures = 0
    for page in PAGES:
        examples = EXAMPLE.findall((ROOT / page).read_text("utf-8"))
        if not examples:
            print(f"{page}: no example")
            failures += 1
        for commands, expected in examples:
            with tempfile.TemporaryDirectory() as folder:
                shutil.copy(ROOT / "tests/reference/local_example_areas.geojson", f"{folder}/areas.geojson")
                shutil.copy(ROOT / "tests/reference/local_example_points.csv", f"{folder}/points.csv")
                script = f'set -e\ndiaban() {{ "{program}" "$@"; }}\n{commands}'
                run = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True)
            printed, wanted = run.stdout.splitlines(), expected.splitlines()
            if run.returncode != 0 or printed[:len(wanted)] != wanted:
                failures += 1
                print(f"{page}: exit {run.returncode}\n{run.stderr}")
                print("\n".join(f"  wanted  {w}\n  printed {p}" for w, p in zip(wanted, printed + [''] * len(wanted)) if w != p))
    print(f"{len(PAGES)} pages, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
