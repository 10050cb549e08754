#!/usr/bin/env python3
"""The include directions of the architecture, checked against a table: layers never includes engine, a statistic includes
only the model, the core, the weights and inference (and itself), and only the folder that owns a library includes it."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

# The rooms, from the ground up. A room may include the rooms that its line names, itself, and nothing else.
LAYERS = {
    "layers/base": set(),
    "layers/model": {"layers/base"},
    "layers/words": {"layers/base", "layers/model"},
    "layers/text": {"layers/base", "layers/model"},
    "layers/crs": {"layers/base", "layers/model"},
    "layers/geometry": {"layers/base", "layers/model"},
    "layers/gdal": {"layers/base", "layers/model"},
    "layers/quality": {"layers/base", "layers/model", "layers/crs", "layers/geometry"},
    "layers/read": {"layers/base", "layers/model", "layers/words", "layers/text", "layers/crs", "layers/geometry", "layers/gdal"},
    "layers/write": {"layers/base", "layers/model", "layers/words", "layers/text", "layers/crs", "layers/geometry", "layers/gdal"},
    "layers/cartography": {"layers/base", "layers/model", "layers/words", "layers/crs", "layers/geometry"},
    "layers/report": {"layers/base", "layers/model", "layers/words", "layers/text", "layers/cartography"},
    "layers/page": {"layers/base", "layers/model", "layers/words", "layers/text", "layers/crs", "layers/geometry", "layers/gdal"},
}
GROUND = {"layers/base", "layers/model"}
STATISTIC = GROUND | {"engine/weights", "engine/inference"}
ROOMS = {"adr", "weights", "inference", "solver", "sample", "project", "input", "output", "review", "studies", "pages", "check", "program", "serve", "cli"}
# Every other folder is a statistic.
STATISTICS = {f"engine/{p.name}" for p in (ROOT / "engine").iterdir() if p.is_dir() and p.name not in ROOMS}
BELOW_PROJECT = set(LAYERS) | STATISTIC | STATISTICS
BELOW_INPUT = BELOW_PROJECT | {"engine/project"}
BELOW_OUTPUT = BELOW_INPUT | {"engine/input"}
BELOW_STUDIES = BELOW_OUTPUT | {"engine/output"}
STUDIES = {f"engine/studies/{p.name}" for p in (ROOT / "engine/studies").iterdir() if p.is_dir()}
PROGRAM = BELOW_STUDIES | STUDIES | {"engine/review", "engine/pages", "engine/check", "engine/studies", "engine/sample", "engine/solver"}

ALLOWED = LAYERS | {
    "engine/weights": GROUND,
    "engine/inference": GROUND | {"engine/weights"},
    "engine/solver": GROUND | {"engine/siting"},
    "engine/sample": GROUND,
    "engine/project": BELOW_PROJECT,
    "engine/input": BELOW_INPUT,
    "engine/output": BELOW_OUTPUT,
    "engine/review": BELOW_STUDIES,
    "engine/studies": BELOW_STUDIES | {"engine/review"},
    "engine/pages": BELOW_STUDIES,
    "engine/check": BELOW_STUDIES | {"engine/review"},
    "engine/program": PROGRAM,
    "engine/serve": GROUND,
    "engine/cli": PROGRAM | {"engine/program", "engine/serve"},
}
ALLOWED |= {statistic: STATISTIC for statistic in STATISTICS}
# Siting is checked together with the solver behind its seam; the calibration plants lists as the sample does.
ALLOWED |= {study: BELOW_STUDIES | {"engine/review", "engine/studies", "engine/solver", "engine/sample"} for study in STUDIES}

# A library's headers and the folders, or the one file, that may see them: what few files read costs few files its compiling.
LIBRARIES = {
    r"gdal|ogr|cpl_": {"layers/gdal", "layers/read", "layers/write", "layers/page"},
    r"proj\.h": {"layers/crs"},
    r"geos": {"layers/geometry"},
    r"cairo|pango|qrencode": {"layers/cartography"},
    r"toml\+\+": {"engine/project"},
    r"CLI/": {"engine/cli"},
    r"openssl": {"layers/read", "engine/serve"},
    r"httplib": {"engine/serve"},
    r"unicode/": {"layers/text"},
    r"Cbc|Cgl|Clp|Coin|Osi": {"engine/solver"},
    r"nlohmann/": {"layers/base/json_value.cpp"},
}
OWN = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
SYSTEM = re.compile(r"^\s*#\s*include\s+<([^>]+)>", re.M)


def module_of(path):
    """The room of a file: two folders, three for a study."""
    folders = pathlib.PurePosixPath(path).parts[:-1]
    return "/".join(folders[:3] if folders[:2] == ("engine", "studies") else folders[:2])


def main():
    problems, files = [], 0
    for top in ("engine", "layers"):
        for file in sorted((ROOT / top).rglob("*.[ch]pp")):
            files += 1
            name = file.relative_to(ROOT).as_posix()
            module = module_of(name)
            text = file.read_text("utf-8")
            if module not in ALLOWED:
                problems.append(f"{name}: folder {module} is not in the table of this test")
                continue
            for include in OWN.findall(text):
                other = module_of(include)
                if not (ROOT / include).exists() and not include.startswith("generated/"):
                    problems.append(f"{name}: includes {include}, which is not a path from the top of the project")
                elif other != module and other not in ALLOWED[module]:
                    problems.append(f"{name}: {module} may not include {other} ({include})")
            for include in SYSTEM.findall(text):
                for library, owners in LIBRARIES.items():
                    if re.match(library, include) and not owners & {module, name}:
                        problems.append(f"{name}: {module} may not include <{include}>")
    print("\n".join(problems))
    print(f"{files} files, {len(problems)} problems")
    return 1 if problems or files == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
