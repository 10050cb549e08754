"""The same rows in every format that people send give the same run, byte for byte."""
import csv
import datetime
import io
import json
import os
import random
import unittest
import zipfile

from osgeo import ogr, osr

from diaban_program import InTemporaryFolder, diaban, files_of, read_json
from postgis_server import PostgisServer, find_programs
from spreadsheet_files import Formula, write_ods, write_xlsx

AREAS = ["Xã Trực Hưng", "Xã Trực Hùng", "Xã Giao Thủy"]
COLUMNS = ["ma", "ngay", "loai", "X", "Y"]
PROJECT = """[project]
title = "Thử"
crs = "EPSG:9209"
[areas]
source = "areas.geojson"
crs = "EPSG:9209"
id = "ma"
name = "ten"
[incidents]
source = "{source}"
crs = "EPSG:9209"
{place}
time = "ngay"
category = "loai"
[periods]
baseline = [2016-01-01, 2016-12-31]
current = [2017-01-01, 2017-12-31]
[density]
cell_m = 200
[output]
maps = false
viewer = false
"""
BY_COLUMNS = 'x = "X"\ny = "Y"'
os.environ.setdefault("OGR_CURRENT_DATE", "2017-12-14T00:00:00Z")


# Every source has a name of this length: a database file's pages depend on the length of the texts in it.
NAME_LENGTH = 160


def incident_rows():
    """Rows as values: a code, a date, a kind, easting and northing; some without coordinates or without a date."""
    draw = random.Random(11)
    rows = []
    for i in range(240):
        day = datetime.date(2016, 1, 1) + datetime.timedelta(draw.randrange(730))
        x, y = 560000 + draw.randrange(0, 30000000) / 10000, 2250000 + draw.randrange(0, 10000000) / 10000
        rows.append([f"{i:04d}", day, draw.choice(["Trộm cắp", "Cướp giật", "Cháy; nổ", "Ma túy"]), x, y])
    rows[7][3:] = [None, None]
    rows[100][3:] = [None, None]
    rows[42][1:] = [None, "Khác", 560500, 2250500]
    return rows


def text(value, decimal="."):
    if value is None:
        return ""
    return value if isinstance(value, str) else str(value).replace(".", decimal) if isinstance(value, float) else str(value)


def write_text(path, rows, separator=",", decimal=".", mark=False):
    with open(path, "w", encoding="utf-8-sig" if mark else "utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=separator)
        writer.writerow(COLUMNS)
        writer.writerows([[text(v, decimal) for v in row] for row in rows])


def write_layer(dataset, name, rows, options=(), typed_date=True):
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(9209)
    crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    layer = dataset.CreateLayer(name, crs, ogr.wkbPoint, list(options))
    for column in COLUMNS:
        kind = ogr.OFTReal if column in "XY" else ogr.OFTDate if column == "ngay" and typed_date else ogr.OFTString
        field = ogr.FieldDefn(column, kind)
        if kind == ogr.OFTReal and dataset.GetDriver().GetName() == "ESRI Shapefile":
            field.SetWidth(24)
            field.SetPrecision(12)
        layer.CreateField(field)
    for row in rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        for column, value in zip(COLUMNS, row):
            if value is not None:
                feature.SetField(column, text(value) if not isinstance(value, (int, float)) else value)
        if row[3] is not None:
            point = ogr.Geometry(ogr.wkbPoint)
            point.AddPoint_2D(row[3], row[4])
            feature.SetGeometry(point)
        layer.CreateFeature(feature)


def write_driver(path, driver, rows, options=(), typed_date=True):
    dataset = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    write_layer(dataset, "incidents", rows, options, typed_date)
    del dataset


class Formats(InTemporaryFolder):
    def setUp(self):
        super().setUp()
        features = []
        for i, name in enumerate(AREAS):
            w, s = 560000 + 1000 * i, 2250000
            ring = [[w, s], [w + 1000, s], [w + 1000, s + 1000], [w, s + 1000], [w, s]]
            features.append({"type": "Feature", "properties": {"ma": f"{i:02d}", "ten": name},
                             "geometry": {"type": "Polygon", "coordinates": [ring]}})
        self.write("areas.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
        self.rows = incident_rows()

    def source(self, name):
        """A path in the folder, as long as every other."""
        stem, ending = name.rsplit(".", 1)
        return self.folder / f"{stem}{'_' * (NAME_LENGTH - len(str(self.folder)) - 1 - len(name))}.{ending}"

    def run_on(self, source, place=BY_COLUMNS):
        """OUT as relative path -> bytes, without what may differ: the input's path, size and hash, and what is made of them."""
        self.write("project.toml", PROJECT.format(source=source, place=place))
        out = self.folder / "out"
        diaban("run", self.folder / "project.toml", "-o", out)
        run = read_json(out / "run.json")
        run_id = run["run_id"].encode()
        source = str(source)
        self.assertEqual(len(source), NAME_LENGTH)
        run["inputs"][1].update(path="", bytes=0, sha256="")
        self.lines, rejects = self.without_lines(out / "rejects.csv")
        for key in ("run_id", "command", "timings_s", "peak_memory_mb"):
            del run[key]
        files = files_of(out)
        files["rejects.csv"] = rejects
        files["run.json"] = json.dumps(run, sort_keys=True, ensure_ascii=False).encode()
        with zipfile.ZipFile(out / "tables" / "areas.xlsx") as sheet:
            del files["tables/areas.xlsx"]
            files.update({"areas.xlsx/" + member: sheet.read(member) for member in sheet.namelist()})
        return {path: content.replace(run_id, b"RUN").replace(source.encode(), b"SOURCE")
                for path, content in files.items()}

    @staticmethod
    def without_lines(path):
        """By which number a row is found differs by nature: a line of a text, a row of a sheet, the id of a feature."""
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        at = rows[0].index("line")
        lines = [int(row.pop(at)) for row in rows[1:]]
        rows[0].pop(at)
        out = io.StringIO()
        csv.writer(out, lineterminator="\r\n").writerows(rows)
        return lines, out.getvalue().encode("utf-8-sig")

    def expect_same(self, expected, found, what):
        self.assertEqual(sorted(expected), sorted(found), what)
        for path in expected:
            if expected[path] != found[path]:
                at = next((i for i, (a, b) in enumerate(zip(expected[path], found[path])) if a != b), 0)
                self.fail(f"{what}: {path} differs at {at}: {expected[path][max(0, at - 80):at + 80]} "
                          f"{found[path][max(0, at - 80):at + 80]}")

    def test_the_same_rows_in_every_format(self):
        f = self.source
        write_text(f("a.csv"), self.rows)
        expected = self.run_on(self.source("a.csv"))
        run = json.loads(expected["run.json"])
        self.assertEqual((run["inputs"][1]["rows_read"], run["inputs"][1]["rows_rejected"]), (240, 3))
        write_text(f("b.csv"), self.rows, mark=True)
        write_text(f("c.tsv"), self.rows, separator="\t")
        write_text(f("d.txt"), self.rows, separator=";", mark=True)
        write_text(f("e.csv"), self.rows, separator=";", decimal=",")
        write_xlsx(f("f.xlsx"), [COLUMNS, *self.rows])
        write_ods(f("g.ods"), [COLUMNS, *self.rows])
        write_driver(f("h.gpkg"), "GPKG", self.rows)
        write_driver(f("i.geojson"), "GeoJSON", self.rows, ["COORDINATE_PRECISION=15"])
        write_driver(f("k.shp"), "ESRI Shapefile", self.rows, ["ENCODING=UTF-8"])
        self.assertTrue(f("k.shp").with_suffix(".cpg").exists())
        write_driver(f("l.shp"), "ESRI Shapefile", self.rows, ["ENCODING=UTF-8"])
        f("l.shp").with_suffix(".cpg").unlink()
        write_driver(f("m.kml"), "LIBKML", self.rows, typed_date=False)
        for source in ("b.csv", "c.tsv", "d.txt", "e.csv", "f.xlsx", "g.ods", "h.gpkg", "i.geojson", "k.shp", "l.shp",
                       "m.kml"):
            with self.subTest(source):
                found = self.run_on(self.source(source))
                table = source.rsplit(".", 1)[1] in ("csv", "tsv", "txt", "xlsx", "ods")
                first = 2 if table else 1 if source == "h.gpkg" or source == "m.kml" else 0
                self.assertEqual(self.lines, [first + row for row in (7, 42, 100)], source)
                if source == "m.kml":  # KML has columns of its own in every file
                    found["rejects.csv"] = self.without_columns_of_kml()
                self.expect_same(expected, found, source)

    def without_columns_of_kml(self):
        with open(self.folder / "out" / "rejects.csv", encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        own = [i for i, name in enumerate(rows[0]) if name in COLUMNS or (i < rows[0].index("Name") and name != "line")]
        out = io.StringIO()
        csv.writer(out, lineterminator="\r\n").writerows([[row[i] for i in own] for row in rows])
        return out.getvalue().replace(str(self.source("m.kml")), "SOURCE").encode("utf-8-sig")

    def test_points_of_their_own_geometry(self):
        """The same places from the geometry as from the columns."""
        f = self.source
        write_text(f("a.csv"), self.rows)
        expected = self.run_on(self.source("a.csv"))
        write_driver(f("h.gpkg"), "GPKG", self.rows)
        write_driver(f("k.shp"), "ESRI Shapefile", self.rows, ["ENCODING=UTF-8"])
        for source in ("h.gpkg", "k.shp"):
            with self.subTest(source):
                self.expect_same(expected, self.run_on(self.source(source), ""), source)
        # GDAL's FlatGeobuf has no features without geometry.
        located = [row for row in self.rows if row[3] is not None]
        write_text(f("a.csv"), located)
        expected = self.run_on(self.source("a.csv"))
        write_driver(f("j.fgb"), "FlatGeobuf", located, ["SPATIAL_INDEX=NO"])
        self.expect_same(expected, self.run_on(self.source("j.fgb"), ""), "FlatGeobuf")
        self.expect_same(expected, self.run_on(self.source("j.fgb")), "FlatGeobuf by columns")

    @unittest.skipUnless(find_programs(), "PostgreSQL with PostGIS is not installed")
    def test_postgis(self):
        write_text(self.source("a.csv"), self.rows)
        expected = self.run_on(self.source("a.csv"))
        server = PostgisServer(find_programs())
        self.addCleanup(server.stop)
        server.start()
        dataset = ogr.Open("PG:" + server.connection, 1)
        dataset.ExecuteSQL("CREATE EXTENSION postgis")
        dataset = ogr.Open("PG:" + server.connection, 1)
        write_layer(dataset, "incidents", self.rows, ["LAUNDER=NO"])
        dataset.ExecuteSQL("CREATE TABLE other (a integer)")
        del dataset
        source = ("PG:" + server.connection).ljust(NAME_LENGTH)  # spaces at the end mean nothing to the server
        place = 'layer = "incidents"\n'
        self.expect_same(expected, self.run_on(source, place + BY_COLUMNS), "PG: by columns")
        self.expect_same(expected, self.run_on(source, place), "PG: by geometry")
        secret = "PG:" + server.connection + " password=hush"
        self.write("project.toml", PROJECT.format(source=secret, place=place))
        diaban("run", self.folder / "project.toml", "-o", self.folder / "secret")
        for path, content in files_of(self.folder / "secret").items():
            self.assertNotIn(b"hush", content, path)
        self.write("project.toml", PROJECT.format(source=source, place=BY_COLUMNS + '\nlayer = "incident"'))
        message = diaban("check", self.folder / "project.toml", "--language", "en", expect=1).stdout
        self.assertIn("incidents", message)
        self.write("project.toml", PROJECT.format(source=source.replace("dbname=postgres", "dbname=absent"), place=place))
        self.assertIn("absent", diaban("check", self.folder / "project.toml", "--language", "en", expect=1).stdout)

    def test_a_sheet_as_people_make_it(self):
        """Title rows, a header over two rows with merged cells, columns numbered, real dates beside texts beside serial numbers,
        coordinates by formula, a total below."""
        write_text(self.source("a.csv"), self.rows)
        expected = self.run_on(self.source("a.csv"))
        rows = [["CÔNG AN TỈNH NAM ĐỊNH"], ["Tổng hợp vụ việc năm 2016, 2017"], [],
                ["ma", "ngay", "loai", "Tọa độ", None], [None, None, None, "X", "Y"], ["(1)", "(2)", "(3)", "(4)", "(5)"]]
        for i, row in enumerate(self.rows):
            row = list(row)
            if row[1] is not None and i % 3 == 1 and row[3] is not None:
                row[1] = row[1].strftime("%d/%m/%Y")
            elif row[1] is not None and i % 3 == 2 and row[3] is not None:
                row[1] = (row[1] - datetime.date(1899, 12, 30)).days
            if row[3] is not None:
                row[3] = Formula(f"{row[3]!r}+0", row[3])
            rows.append(row)
        merged = ["A1:E1", "A2:E2", "A4:A5", "B4:B5", "C4:C5", "D4:E4"]
        write_xlsx(self.source("s.xlsx"), rows, merged)
        write_ods(self.source("s.ods"), rows)
        for source in ("s.xlsx", "s.ods"):
            with self.subTest(source):
                found = self.run_on(self.source(source))
                run, plain = json.loads(found["run.json"]), json.loads(expected["run.json"])
                self.assertEqual(run["inputs"][1]["time_format"], "dd/mm/yyyy")
                told = {w["key"]: w["en"] for w in run["warnings"]}
                self.assertIn("CÔNG AN TỈNH NAM ĐỊNH / Tổng hợp", told["finding.rows-above-header"])
                self.assertIn("row 4", told["finding.rows-above-header"])
                self.assertIn("finding.dates-serial", told)
                for result in (run, plain):
                    result["inputs"][1]["time_format"] = ""
                    result["warnings"] = []
                self.assertEqual(run, plain)
                del found["run.json"]
                self.expect_same({path: content for path, content in expected.items() if path != "run.json"}, found, source)


if __name__ == "__main__":
    unittest.main()
