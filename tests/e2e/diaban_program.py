"""Calling the built program as a user does, and reading what it wrote."""
import csv
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("DIABAN_PROGRAM", ROOT / "build" / "diaban"))
SHARED_DATA = ROOT.parent / "shared" / "data"


def diaban(*arguments, expect=0, timeout=300):
    """Runs the program; fails with its messages when the exit code is not the one expected (None: any)."""
    done = subprocess.run([str(PROGRAM), *map(str, arguments)], capture_output=True, text=True, timeout=timeout)
    if expect is not None and done.returncode != expect:
        raise AssertionError(f"diaban {' '.join(map(str, arguments))}: exit {done.returncode}, not {expect}\n"
                             f"{done.stdout}\n{done.stderr}")
    return done


def read_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_json(path):
    return json.loads(pathlib.Path(path).read_text("utf-8"))


def files_of(folder):
    """Relative path -> bytes of every file."""
    folder = pathlib.Path(folder)
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


class InTemporaryFolder(unittest.TestCase):
    """Each test has an empty folder of its own, self.folder."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="diaban-"))
        self.addCleanup(shutil.rmtree, self.folder, True)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def without_pages(self, project):
        """Switches maps and page off in a project: for tests that look at figures only."""
        text = pathlib.Path(project).read_text("utf-8")
        self.assertIn("[output]", text)
        pathlib.Path(project).write_text(text.replace("[output]", "[output]\nmaps = false\nviewer = false\n"), "utf-8")


def needs_shared_data(name):
    path = SHARED_DATA / name
    return unittest.skipUnless(path.exists(), f"{name} is not in ../shared/data")
