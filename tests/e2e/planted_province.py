"""A province of square communes near Nam Định with incidents in it, written as a file of any CRS: one fault at a time."""
import json
import random
import re

from osgeo import osr

osr.UseExceptions()
WEST, SOUTH, SIDE, COLUMNS, ROWS = 106.0, 20.0, 0.04, 8, 8


def crs(definition):
    system = osr.SpatialReference()
    system.SetFromUserInput(definition)
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return system


def transformed(points, to, from_crs="EPSG:4326"):
    way = osr.CoordinateTransformation(crs(from_crs), crs(to))
    return [way.TransformPoint(x, y)[:2] for x, y in points]


def commune(index):
    return f"X{index:03d}", f"Xã Số {index}"


def corners(index):
    x, y = WEST + SIDE * (index % COLUMNS), SOUTH + SIDE * (index // COLUMNS)
    return [[x, y], [x + SIDE, y], [x + SIDE, y + SIDE], [x, y + SIDE], [x, y]]


def areas_geojson(change=lambda index, ring: [ring], to="EPSG:4326", swap=False, properties=lambda index: {}):
    """`change` gives the rings of a polygon, or a whole GeoJSON geometry, or None."""
    features = []
    for index in range(COLUMNS * ROWS):
        shape = change(index, corners(index))
        if isinstance(shape, list):
            rings = [[list(p)[::-1] if swap else list(p) for p in transformed(ring, to)] for ring in shape]
            shape = {"type": "Polygon", "coordinates": rings}
        code, name = commune(index)
        features.append({"type": "Feature", "geometry": shape,
                         "properties": {"code": code, "name": name, "people": 5000 + 10 * index, **properties(index)}})
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def incidents(count=3000, seed=1):
    """[(longitude, latitude, commune index, date)] in both periods, a third of them near hot spots."""
    draw = random.Random(seed)
    spots = [(draw.random(), draw.random(), draw.randrange(COLUMNS * ROWS)) for _ in range(40)]
    rows = []
    while len(rows) < count:
        if draw.random() < 0.33:
            u, v, index = draw.choice(spots)
            u, v = u + draw.uniform(-0.05, 0.05), v + draw.uniform(-0.05, 0.05)
        else:
            u, v, index = draw.random(), draw.random(), draw.randrange(COLUMNS * ROWS)
        if not (0 < u < 1 and 0 < v < 1):
            continue
        x, y = corners(index)[0]
        rows.append((x + SIDE * u, y + SIDE * v, index, f"{draw.randint(13, 28)}/{draw.randint(1, 12):02d}/{draw.choice((2016, 2017))}"))
    return rows


def incidents_csv(rows, to="EPSG:4326", swap=False, named=True, change=lambda number, cells: cells):
    """Columns STT, X, Y, Xã, Ngày; `change` may replace the cells of one row."""
    places = transformed([row[:2] for row in rows], to)
    lines = ["STT,X,Y,Xã,Ngày"]
    for number, ((x, y), (_, _, index, date)) in enumerate(zip(places, rows), start=1):
        x, y = (y, x) if swap else (x, y)
        digits = 7 if abs(x) < 1000 and abs(y) < 1000 else 2
        cells = [str(number), f"{x:.{digits}f}", f"{y:.{digits}f}", commune(index)[1] if named else "", date]
        lines.append(",".join(change(number, cells)))
    return "\n".join(lines) + "\n"


PROJECT = """[project]
title = "Tỉnh thử"
language = "vi"
crs = "EPSG:9209"

[areas]
source = "areas.geojson"
id = "code"
name = "name"
population = "people"

[incidents]
source = "incidents.csv"
crs = "{crs}"
x = "X"
y = "Y"
area = "Xã"
time = "Ngày"

[periods]
baseline = [2016-01-01, 2016-12-31]
current = [2017-01-01, 2017-12-31]

[density]
cell_m = 500

[output]
maps = false
viewer = false
"""


def declare(text, settings):
    """The project with each proposed `section.key = value` set, as a person would edit it."""
    for setting in settings:
        section, key = setting["key"].split(".")
        line = f"{key} = {setting['value']}"
        head, body = re.split(rf"(?m)^\[{section}\]\n", text)
        own, *rest = re.split(r"(?m)^(?=\[)", body, maxsplit=1)
        own, found = re.subn(rf"(?m)^{key} = .*$", lambda _: line, own)
        own = own if found else line + "\n" + own
        text = head + f"[{section}]\n" + own + "".join(rest)
    return text
