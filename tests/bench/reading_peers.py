#!/usr/bin/env python3
"""Reads one large CSV.gz with diaban check, ogr2ogr and Python's csv, side by side: seconds, rows a second, peak memory.

    reading_peers.py DIABAN CSV.GZ      (columns longitude, latitude, month, crime_type; 286 areas of 160 vertices are made)
"""
import csv
import gzip
import json
import math
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time


def edge(a, b, n=40):
    """A border between two corners, wavy but for its ends: the same points from either side."""
    turned = b < a
    (x0, y0), (x1, y1) = (b, a) if turned else (a, b)
    points = []
    for k in range(n + 1):
        t = k / n
        bend = 0.03 * math.sin(math.pi * t) * math.sin(7 * t + 3 * x0 + 5 * y0)
        points.append([x0 + (x1 - x0) * t + (bend if x0 == x1 else 0), y0 + (y1 - y0) * t + (bend if y0 == y1 else 0)])
    return points[::-1] if turned else points


def areas():
    features = []
    for i in range(22):
        for j in range(13):
            w, s = -8.5 + i * 0.5, 49.5 + j * 0.5
            corners = [(w, s), (w + 0.5, s), (w + 0.5, s + 0.5), (w, s + 0.5)]
            ring = [p for a, b in zip(corners, corners[1:] + corners[:1]) for p in edge(a, b)[:-1]]
            features.append({"type": "Feature", "properties": {"id": f"{i:02d}{j:02d}"},
                             "geometry": {"type": "Polygon", "coordinates": [ring + ring[:1]]}})
    return json.dumps({"type": "FeatureCollection", "features": features})


def python_csv(path):
    rows, located, months = 0, 0, {}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            rows += 1
            if row["longitude"]:
                float(row["longitude"]), float(row["latitude"])
                located += 1
            months[row["month"]] = months.get(row["month"], 0) + 1
    print(rows, located)


def measured(name, command, rows):
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.monotonic() - start
    processor = usage.ru_utime + usage.ru_stime
    print(f"| {name} | {seconds:.1f} | {processor:.1f} | {rows / seconds:,.0f} | {usage.ru_maxrss / 1024:.0f} |"
          + ("" if status == 0 else f" failed: {status}"), flush=True)


def main():
    program, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="diaban-bench-"))
    (folder / "areas.geojson").write_text(areas())
    (folder / "p.toml").write_text(f"""[project]
title = "bench"
crs = "EPSG:32630"
[areas]
source = "areas.geojson"
id = "id"
[incidents]
source = "{source}"
crs = "EPSG:4326"
x = "longitude"
y = "latitude"
time = "month"
category = "crime_type"
[periods]
baseline = [2018-11-01, 2018-11-30]
current = [2019-02-01, 2019-02-28]
""")
    with gzip.open(source, "rb") as packed, open(folder / "plain.csv", "wb") as plain:
        shutil.copyfileobj(packed, plain)
    with open(folder / "plain.csv", "rb") as plain:
        rows = sum(1 for _ in plain) - 1
    points = ["-oo", "X_POSSIBLE_NAMES=longitude", "-oo", "Y_POSSIBLE_NAMES=latitude", "-a_srs", "EPSG:4326"]
    print(f"{rows:,} rows\n| what | seconds | processor seconds | rows/s | peak MB |\n|---|---:|---:|---:|---:|")
    measured("diaban check, .csv.gz", [program, "check", folder / "p.toml"], rows)
    measured("ogr2ogr, .csv.gz to GeoPackage", ["ogr2ogr", folder / "a.gpkg", f"CSV:/vsigzip/{source}", *points], rows)
    measured("ogr2ogr, unpacked CSV to GeoPackage", ["ogr2ogr", folder / "b.gpkg", folder / "plain.csv", *points], rows)
    measured("Python csv, .csv.gz: numbers and months only", [sys.executable, __file__, "--csv", source], rows)
    shutil.rmtree(folder)


if __name__ == "__main__":
    if sys.argv[1] == "--csv":
        python_csv(sys.argv[2])
    else:
        main()
