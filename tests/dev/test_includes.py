#!/usr/bin/env python3
"""The include directions of the architecture, checked against a table: layers never includes engine, a statistic includes
only the model, the core, the weights and inference (and itself), and only the folder that owns a library includes it."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
STATISTICS = ("density", "local", "scan", "trend", "classify", "siting", "sweep", "evaluate")

# folder -> folders of the project that it may include (its own always).
ALLOWED = {
    "layers/model": set(),
    "layers/words": {"layers/model"},
    "layers/text": {"layers/model"},
    "layers/crs": {"layers/model"},
    "layers/geometry": {"layers/model"},
    "layers/gdal": {"layers/model"},
    "layers/quality": {"layers/model", "layers/crs", "layers/geometry"},
    "layers/read": {"layers/model", "layers/words", "layers/text", "layers/crs", "layers/geometry", "layers/gdal"},
    "layers/write": {"layers/model", "layers/words", "layers/text", "layers/crs", "layers/geometry", "layers/gdal"},
    "layers/cartography": {"layers/model", "layers/words", "layers/crs", "layers/geometry"},
    "layers/report": {"layers/model", "layers/words", "layers/text", "layers/cartography"},
    "engine/core": {"layers/model"},
    "engine/weights": {"layers/model", "engine/core"},
    "engine/inference": {"layers/model", "engine/core", "engine/weights"},
    "engine/solver": {"layers/model", "engine/siting"},
    "engine/sample": {"layers/model", "engine/core"},
    "engine/serve": {"layers/model"},
    "engine/pipeline": None,  # strings everything together
    "engine/cli": None,
}
for statistic in STATISTICS:
    ALLOWED["engine/" + statistic] = {"layers/model", "engine/core", "engine/weights", "engine/inference"}

# A library's headers and the folders that may see them.
LIBRARIES = {
    r"gdal|ogr|cpl_": {"layers/gdal", "layers/read", "layers/write"},
    r"proj\.h": {"layers/crs"},
    r"geos": {"layers/geometry"},
    r"cairo|pango|qrencode": {"layers/cartography"},
    r"toml\+\+": {"engine/pipeline"},
    r"CLI/": {"engine/cli"},
    r"openssl": {"layers/read", "engine/serve"},
    r"httplib": {"engine/serve"},
    r"unicode/": {"layers/text"},
    r"Cbc|Cgl|Clp|Coin|Osi": {"engine/solver"},
}
OWN = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
SYSTEM = re.compile(r"^\s*#\s*include\s+<([^>]+)>", re.M)


def module_of(path):
    return "/".join(pathlib.PurePosixPath(path).parts[:2])


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
                elif other != module and ALLOWED[module] is not None and other not in ALLOWED[module]:
                    problems.append(f"{name}: {module} may not include {other} ({include})")
            for include in SYSTEM.findall(text):
                for library, owners in LIBRARIES.items():
                    if re.match(library, include) and module not in owners:
                        problems.append(f"{name}: {module} may not include <{include}>")
    print("\n".join(problems))
    print(f"{files} files, {len(problems)} problems")
    return 1 if problems or files == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
