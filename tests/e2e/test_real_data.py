"""The same program, unchanged, on real boundaries and real incidents (skipped where the data is absent)."""
import datetime
import json
import random
import unittest

from osgeo import ogr

from diaban_program import SHARED_DATA, InTemporaryFolder, diaban, needs_shared_data, read_csv, read_json

OUTPUT = "[density]\ncell_m = 200\n[output]\nmaps = false\nviewer = false\n"


class RealData(InTemporaryFolder):
    @needs_shared_data("vn_namdinh.gpkg")
    def test_57_communes_with_scattered_incidents(self):
        """Incidents scattered over the communes by a rate per km2 that is known: high and steady, high and halved, low."""
        dataset = ogr.Open(str(SHARED_DATA / "vn_namdinh.gpkg"))
        layer = dataset.GetLayerByName("commune_2025_of_namdinh")
        draw = random.Random(7)
        rows, planted = ["X,Y,Ngày"], {}
        for number, feature in enumerate(layer):
            kind = {0: "complex", 1: "contained"}.get(number % 8, "stable")
            planted[feature.GetField("code")] = kind
            per_km2 = {"complex": (12, 12), "contained": (12, 5), "stable": (3, 3)}[kind]
            polygon = feature.GetGeometryRef()
            x_min, x_max, y_min, y_max = polygon.GetEnvelope()
            for window, rate in enumerate(per_km2):
                left = round(rate * feature.GetField("geod_km2"))
                while left > 0:
                    point = ogr.Geometry(ogr.wkbPoint)
                    point.AddPoint_2D(draw.uniform(x_min, x_max), draw.uniform(y_min, y_max))
                    if polygon.Contains(point):
                        day = datetime.date(2023 + window, 12, 15) + datetime.timedelta(draw.randrange(365))
                        rows.append(f"{point.GetX():.7f},{point.GetY():.7f},{day:%d/%m/%Y}")
                        left -= 1
        self.write("incidents.csv", "\n".join(rows) + "\n")
        project = self.write("project.toml", f"""[project]
title = "57 xã, phường"
crs = "EPSG:9209"
[areas]
source = "{SHARED_DATA}/vn_namdinh.gpkg"
layer = "commune_2025_of_namdinh"
id = "code"
name = "name"
[incidents]
source = "incidents.csv"
crs = "EPSG:4326"
x = "X"
y = "Y"
time = "Ngày"
[periods]
baseline = [2023-12-15, 2024-12-14]
current = [2024-12-15, 2025-12-14]
{OUTPUT}""")
        diaban("run", project, "-o", self.folder / "out")
        found = {a["area_id"]: a["class"] for a in read_csv(self.folder / "out" / "tables" / "areas.csv")}
        self.assertEqual(found, planted)
        total = sum(float(a["area_km2"]) for a in read_csv(self.folder / "out" / "tables" / "areas.csv"))
        self.assertAlmostEqual(total, 1644.6, delta=1.0)  # the data's README

    @needs_shared_data("bnd_chicago_police_districts.kml")
    def test_ten_years_of_chicago_assaults(self):
        project = self.write("project.toml", f"""[project]
title = "Chicago"
language = "en"
[areas]
source = "{SHARED_DATA}/bnd_chicago_police_districts.kml"
id = "Name"
name = "description"
[incidents]
source = "{SHARED_DATA}/pts_chicago_aggravated_assaults_2010_2019.csv.gz"
crs = "EPSG:4326"
x = "longitude"
y = "latitude"
time = "date"
[periods]
baseline = [2018-01-01, 2018-12-31]
current = [2019-01-01, 2019-12-31]
{OUTPUT}""")
        done = diaban("run", project, "-o", self.folder / "out", "--language", "en")
        self.assertIn("31", done.stderr)  # the thrice repeated district is told
        run = read_json(self.folder / "out" / "run.json")
        self.assertEqual(run["inputs"][1]["rows_read"], 148636)
        self.assertEqual(run["inputs"][0]["rows_read"], 25)
        areas = {a["area_id"]: a for a in read_csv(self.folder / "out" / "tables" / "areas.csv")}
        self.assertEqual(len(areas), 23)
        # The published district label of the rows themselves, which agrees with the polygons in 98.43 % of all rows.
        import csv
        import gzip
        labelled, total = {}, 0
        with gzip.open(SHARED_DATA / "pts_chicago_aggravated_assaults_2010_2019.csv.gz", "rt") as file:
            for row in csv.DictReader(file):
                if row["date"].startswith("2019"):
                    labelled[row["district"]] = labelled.get(row["district"], 0) + 1
                    total += 1
        self.assertEqual(run["results"]["current"]["incidents"], total)
        moved = sum(abs(labelled.get(k, 0) - int(a["n_current"])) for k, a in areas.items()) / 2
        self.assertLess(moved / total, 0.02)

    @needs_shared_data("pts_houston_2010_ggmap.csv.gz")
    def test_houston_with_its_far_outliers(self):
        features = []
        for i in range(6):
            for j in range(6):
                w, s = -95.75 + i * 0.11, 29.5 + j * 0.1
                ring = [[w, s], [w + 0.11, s], [w + 0.11, s + 0.1], [w, s + 0.1], [w, s]]
                features.append({"type": "Feature", "properties": {"id": f"{i}{j}"},
                                 "geometry": {"type": "Polygon", "coordinates": [ring]}})
        self.write("areas.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
        project = self.write("project.toml", f"""[project]
title = "Houston"
language = "en"
[areas]
source = "areas.geojson"
id = "id"
[incidents]
source = "{SHARED_DATA}/pts_houston_2010_ggmap.csv.gz"
crs = "EPSG:4326"
x = "lon"
y = "lat"
time = "date"
[periods]
baseline = [2010-01-01, 2010-04-30]
current = [2010-05-01, 2010-08-31]
{OUTPUT}""")
        diaban("run", project, "-o", self.folder / "out")
        run = read_json(self.folder / "out" / "run.json")
        entry = run["inputs"][1]
        self.assertEqual((entry["rows_read"], entry["rows_rejected"]), (86314, 5))
        self.assertEqual(entry["rejected_by_reason"], {"reject.coordinates-missing": 5})
        # The 226 far outliers are counted as outside, and do not widen the surface or its bandwidth.
        outside = run["results"]["baseline"]["outside_areas"] + run["results"]["current"]["outside_areas"]
        self.assertGreaterEqual(outside, 226)
        self.assertLess(run["options"]["density"]["bandwidth_m"], 5000)


if __name__ == "__main__":
    unittest.main()
