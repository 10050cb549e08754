"""Every command of the README does what it says, with the README's own project file."""
import re
import shlex
import unittest

from diaban_program import ROOT, InTemporaryFolder, diaban, read_csv


class Readme(InTemporaryFolder):
    def test_commands_and_project_file(self):
        text = (ROOT / "README.md").read_text("utf-8")
        commands = [shlex.split(line.strip()) for line in re.findall(r"^    (build/diaban .*)$", text, re.M)]
        self.assertGreaterEqual(len(commands), 4)
        project = re.search(r"```toml\n(.*?)```", text, re.S).group(1)
        # The README's project names the files and columns of an office; the sample's stand in for them.
        diaban("sample", self.folder / "files", "--incidents", 4000)
        project = project.replace('"areas.gpkg"', f'"{self.folder}/files/areas.gpkg"').replace(
            '"incidents.csv"', f'"{self.folder}/files/incidents.csv"').replace('id = "code"', 'id = "area_id"')
        self.write("project.toml", project)
        for command in commands:
            arguments = [str(self.folder / a) if a in ("project.toml", "ket_qua", "out") else a for a in command[1:]]
            diaban(*arguments)
        for out in ("ket_qua", "out"):
            self.assertEqual(len(read_csv(self.folder / out / "tables" / "areas.csv")), 48)

    def test_verbs_of_dev_that_the_readme_names_exist(self):
        text = (ROOT / "README.md").read_text("utf-8")
        script = (ROOT / "dev").read_text("utf-8")
        for verb in re.findall(r"\./dev ([a-z]+)", text):
            self.assertIn(f"\n  {verb})", script)
        self.assertLessEqual(len(script.splitlines()), 120)


if __name__ == "__main__":
    unittest.main()
