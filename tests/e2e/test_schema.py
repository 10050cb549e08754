"""The JSON Schema that `diaban schema` prints: what the program reads validates, a misspelt key does not; and the help of
every command, in both languages, is there."""
import datetime
import json
import pathlib
import re
import tomllib
import unittest

from diaban_program import ROOT, InTemporaryFolder, diaban

SHARED = ROOT.parent / "shared" / "cases"


def schema(*section):
    return json.loads(diaban("schema", *section, "--language", "en").stdout)


def plain(value):
    """TOML as JSON has it: days are texts."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else value


TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "number": (int, float)}


def faults(rule, value, place="$"):
    """What of a value breaks a schema, for the words of JSON Schema that the program uses; an unknown word is an error."""
    known = {"$schema", "title", "description", "default", "type", "enum", "const", "anyOf", "properties", "required",
             "additionalProperties", "items", "minItems", "maxItems", "minimum", "maximum", "pattern"}
    assert not set(rule) - known, set(rule) - known
    found = []
    if "type" in rule:
        right = isinstance(value, TYPES[rule["type"]]) and (rule["type"] == "boolean" or not isinstance(value, bool))
        if not right:
            return [f"{place}: {value!r} is no {rule['type']}"]
    if "enum" in rule and value not in rule["enum"]:
        found.append(f"{place}: {value!r} is none of {rule['enum']}")
    if "const" in rule and value != rule["const"]:
        found.append(f"{place}: {value!r} is not {rule['const']!r}")
    if "anyOf" in rule and all(faults(one, value, place) for one in rule["anyOf"]):
        found.append(f"{place}: {value!r} fits none of {rule['anyOf']}")
    if "pattern" in rule and isinstance(value, str) and not re.search(rule["pattern"], value):
        found.append(f"{place}: {value!r} is not of the form {rule['pattern']}")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if value < rule.get("minimum", value) or value > rule.get("maximum", value):
            found.append(f"{place}: {value} is out of range")
    if isinstance(value, dict):
        found += [f"{place}: {key} is missing" for key in rule.get("required", []) if key not in value]
        for key, item in value.items():
            if key in rule.get("properties", {}):
                found += faults(rule["properties"][key], item, f"{place}.{key}")
            elif rule.get("additionalProperties") is False:
                found.append(f"{place}: there is no key {key}")
            elif isinstance(rule.get("additionalProperties"), dict):
                found += faults(rule["additionalProperties"], item, f"{place}.{key}")
    if isinstance(value, list):
        if not rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", len(value)):
            found.append(f"{place}: {len(value)} items")
        for i, item in enumerate(value):
            found += faults(rule.get("items", {}), item, f"{place}[{i}]")
    return found


class Schema(InTemporaryFolder):
    def test_every_project_and_example_validates(self):
        rule = schema()
        diaban("sample", self.folder / "sample", "--incidents", 2000)
        files = [self.folder / "sample" / "project.toml", *ROOT.glob("data/sample/*.toml"),
                 *ROOT.glob("tests/golden/**/project.toml"), *ROOT.glob("tests/fuzz/corpus/project_file/full.toml"),
                 *(SHARED.glob("**/*.toml") if SHARED.is_dir() else [])]
        self.assertGreaterEqual(len(files), 3)
        for file in files:
            with self.subTest(file=file.name, folder=file.parent.name):
                self.assertEqual(faults(rule, plain(tomllib.loads(file.read_text("utf-8-sig")))), [])
        # An example may be a part of a file.
        part = {key: value for key, value in rule.items() if key != "required"}
        part["properties"] = {name: {k: v for k, v in section.items() if k != "required"}
                              for name, section in rule["properties"].items()}
        examples = 0
        for page in [*ROOT.glob("*.md"), *ROOT.glob("engine/**/*.md"), *ROOT.glob("layers/**/*.md")]:
            for block in re.findall(r"```toml\n(.*?)```", page.read_text("utf-8"), re.S):
                with self.subTest(page=page.name, block=block[:40]):
                    self.assertEqual(faults(part, plain(tomllib.loads(block))), [])
                    examples += 1
        self.assertGreaterEqual(examples, 2)

    def test_what_the_program_refuses_is_refused(self):
        rule = schema()
        least = {"project": {"title": "T", "as_of": "2017-12-14"}, "areas": {"source": "a.gpkg", "id": "code"},
                 "incidents": {"source": "p.csv", "time": "t"}}
        self.assertEqual(faults(rule, least), [])
        for section, key, value in (("density", "cellm", 50), ("density", "cell_m", 0), ("density", "cell_m", "50"),
                                    ("density", "kernel", "Quartic"), ("density", "bandwidth_m", "auto:median"),
                                    ("cameras", "counts", 3), ("cameras", "count", 0), ("cameras", "hours", "18"),
                                    ("hotspots", "weights", "knn"), ("sweep", "model", "best"), ("densty", "cell_m", 50),
                                    ("evaluate", "before", ["2017-01-01"]), ("maps", "layers", ["clas"]),
                                    ("periods", "current", "tet"), ("classify", "force_split", [22, 22])):
            with self.subTest(section=section, key=key, value=value):
                self.assertNotEqual(faults(rule, least | {section: {key: value}}), [])
                text = json.dumps(value).replace("'", '"')
                lines = ["[project]", 'title = "T"', "as_of = 2017-12-14", "[areas]", 'source = "a.gpkg"', 'id = "code"',
                         "[incidents]", 'source = "p.csv"', 'time = "t"', f"[{section}]", f"{key} = {text}"]
                project = self.write("p.toml", "\n".join(lines) + "\n")
                self.assertIn("line 1", diaban("check", self.folder / "p.toml", "--language", "en", expect=1).stderr)
        for missing in least:
            self.assertNotEqual(faults(rule, {k: v for k, v in least.items() if k != missing}), [])

    def test_a_section_alone_and_the_standard_validator(self):
        rule = schema("cameras")
        self.assertEqual(faults(rule, {"count": 36, "reach_m": 60, "class_weights": {"complex": 3}}), [])
        self.assertNotEqual(faults(rule, {"count": 36, "reach": 60}), [])
        self.assertIn("cameras", diaban("schema", "camera", "--language", "en", expect=2).stderr)
        try:
            import jsonschema
        except ImportError:
            return  # the words it uses are checked above
        jsonschema.Draft202012Validator.check_schema(schema())


class Help(unittest.TestCase):
    def test_every_command_has_help_in_both_languages(self):
        overview = diaban("--help", "--language", "en").stdout
        commands = re.findall(r"^  ([a-z-]+)  +\S", overview.split("Commands:")[1], re.M)
        self.assertGreaterEqual(len(commands), 14)
        for command in commands:
            english = diaban(command, "--help", "--language", "en").stdout
            vietnamese = diaban(command, "--help").stdout
            for text, example in ((english, "Example: diaban"), (vietnamese, "Ví dụ: diaban")):
                self.assertIn(example, text)
                self.assertNotIn("[[", text)
            flags = re.compile(r"--[a-z0-9-]+")
            self.assertEqual(set(flags.findall(english)), set(flags.findall(vietnamese)), command)
            self.assertNotEqual(english, vietnamese)


if __name__ == "__main__":
    unittest.main()
