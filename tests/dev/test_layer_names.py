#!/usr/bin/env python3
"""Layers are known by name in their kind and by their maker only. Every kind's name is looked for, in quotes, in the C++ of engine/ and
layers/: outside the kind's own file and the folder of its study it may not stand where code would tell layers apart by it."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
KIND = re.compile(r'LayerKind kind\{\s*\.name = "([a-z_]+)"')
# Names that are also words of other lists: roles of inputs, sections, steps, columns. Of these only comparisons and assignments count.
EVERYDAY = {"areas", "cameras", "coverage", "cells", "hotspots", "incidents", "isolines", "near_repeat", "sweep", "views"}
# layers/gdal makes isolines in a data set of its own, which never leaves memory; the page's own code knows the areas by this word.
ELSEWHERE = {("isolines", "layers/gdal/isolines.cpp"), ("areas", "layers/page/viewer_layer_json.cpp"),
             ("areas", "layers/page/viewer_bundle.cpp"), ("areas", "layers/cartography/map_page.cpp"),
             # A weights file names the layer its ids are of; a level without a code of its own is level_1, level_2.
             ("areas", "engine/weights/weights_files.hpp"), ("level_", "engine/project/list_sections.cpp")}


def kinds():
    """Name of each kind and the folder of its maker."""
    for file in sorted((ROOT / "engine").rglob("*kinds.cpp")):
        for name in KIND.findall(file.read_text("utf-8")):
            yield name, file


def told_apart_by(name):
    """Where code would know a layer by this name."""
    quoted = re.escape(f'"{name}"')
    if name not in EVERYDAY:
        return re.compile(quoted)
    return re.compile(rf'(?:name|layer|id)\s*(?:==|!=|=)\s*{quoted}|{quoted}\s*==|FeatureLayer\s*\w*\{{\s*{quoted}')


def main():
    problems, found = [], list(kinds())
    sources = [f for top in ("engine", "layers") for f in sorted((ROOT / top).rglob("*.[ch]pp")) if "engine/sample" not in f.as_posix()]
    for name, home in found:
        pattern = told_apart_by(name)
        for file in sources:
            path = file.relative_to(ROOT).as_posix()
            own = file == home or ("studies" in home.parts and file.parent == home.parent)
            if own or (name, path) in ELSEWHERE or path.startswith(("engine/program/sample_files", "engine/studies/calibration/planted")):
                continue
            for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
                code = line.split("//")[0]
                if pattern.search(code):
                    problems.append(f"{path}:{number}: knows the layer {name} by name: {line.strip()}")
    print("\n".join(problems))
    print(f"{len(found)} kinds, {len(sources)} files, {len(problems)} problems")
    return 1 if problems or len(found) < 20 else 0


if __name__ == "__main__":
    sys.exit(main())
