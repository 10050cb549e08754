"""The same program, unchanged, on real boundaries and real incidents (skipped where the data is absent)."""
import csv
import datetime
import gzip
import json
import lzma
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

    # Every other file: read by `check` and by `run` with the rows, rejects, areas and windows that the file itself says.

    def grid(self, west, south, step, columns, rows, name="grid.geojson"):
        features = []
        for i in range(columns):
            for j in range(rows):
                w, s = west + i * step, south + j * step
                ring = [[w, s], [w + step, s], [w + step, s + step], [w, s + step], [w, s]]
                features.append({"type": "Feature", "properties": {"id": f"{i:02d}{j:02d}"},
                                 "geometry": {"type": "Polygon", "coordinates": [ring]}})
        self.write(name, json.dumps({"type": "FeatureCollection", "features": features}))
        return name

    def expect(self, areas, incidents, windows, counts, cell_m=200, bandwidth=""):
        """counts: areas, rows read, {reason: rejected}, incidents in the baseline and in the current window."""
        project = self.write("project.toml", f"""[project]
title = "Thử"
language = "en"
[areas]
{areas}
[incidents]
{incidents}
[periods]
baseline = [{windows[0]}]
current = [{windows[1]}]
[density]
cell_m = {cell_m}
{bandwidth}
[classify]
sensitivity_draws = 0
[output]
maps = false
viewer = false
""")
        number, read, rejected, baseline, current = counts
        report = json.loads(diaban("check", project, "--json").stdout)
        self.assertEqual(report["areas"], number)
        self.assertEqual((report["inputs"][1]["rows_read"], report["inputs"][1]["rows_rejected"]), (read, sum(rejected.values())))
        self.assertEqual({r["reason"]: r["count"] for r in report["rejected"]}, rejected)
        self.assertEqual((report["baseline"]["incidents"], report["current"]["incidents"]), (baseline, current))
        diaban("run", project, "-o", self.folder / "out")
        run = read_json(self.folder / "out" / "run.json")
        self.assertEqual((run["inputs"][1]["rows_read"], run["inputs"][1]["rejected_by_reason"]), (read, rejected))
        results = run["results"]
        self.assertEqual((results["baseline"]["incidents"], results["current"]["incidents"]), (baseline, current))
        self.assertEqual(results["outside_windows"], read - sum(rejected.values()) - baseline - current)
        self.assertEqual(len(read_csv(self.folder / "out" / "rejects.csv")), sum(rejected.values()))
        table = read_csv(self.folder / "out" / "tables" / "areas.csv")
        self.assertEqual(len(table), number)
        for window, column in (("baseline", "n_baseline"), ("current", "n_current")):
            inside = sum(int(a[column] or 0) for a in table)
            self.assertEqual(inside, results[window]["incidents"] - results[window]["outside_areas"])
        return run, report

    @staticmethod
    def rows(name, delimiter=","):
        path = SHARED_DATA / name
        with (gzip.open(path, "rt", encoding="utf-8") if name.endswith(".gz") else open(path, encoding="utf-8")) as file:
            return list(csv.DictReader(file, delimiter=delimiter))

    @needs_shared_data("dirty/vancouver_thefts.csv.gz")
    def test_vancouver_with_its_date_in_five_columns(self):
        """Its own neighbourhood column says in which of the 22 polygons a row lies (the published label, not exact at borders)."""
        rows = self.rows("dirty/vancouver_thefts.csv.gz")
        early = sum(1 for r in rows if int(r["MONTH"]) <= 6)
        run, _ = self.expect(f'source = "{SHARED_DATA}/dirty/vancouver_neighbourhoods.geojson"\nid = "name"',
                    f'source = "{SHARED_DATA}/dirty/vancouver_thefts.csv.gz"\ncrs = "EPSG:32610"\nx = "X"\ny = "Y"\n'
                    'time = ["YEAR", "MONTH", "DAY", "HOUR", "MINUTE"]\ncategory = "TYPE"',
                    ("2020-01-01, 2020-06-30", "2020-07-01, 2020-12-31"), (22, 21918, {}, early, 21918 - early))
        self.assertEqual(run["inputs"][1]["time_format"], "yyyy-mm-dd")
        labelled = {}
        for row in rows:
            labelled[row["NEIGHBOURHOOD"]] = labelled.get(row["NEIGHBOURHOOD"], 0) + 1
        table = read_csv(self.folder / "out" / "tables" / "areas.csv")
        moved = sum(abs(labelled.get(a["name"], 0) - int(a["n_baseline"]) - int(a["n_current"])) for a in table
                    if a["name"] in labelled)
        self.assertLess(moved / 21918, 0.04)

    @needs_shared_data("dirty/medellin_homicides.csv")
    def test_medellin_semicolon_and_decimal_comma(self):
        rows = self.rows("dirty/medellin_homicides.csv", ";")
        located = [r for r in rows if r["longitud"] != "NA"]
        year = {y: sum(1 for r in located if r["fecha_hecho"][:4] == y) for y in ("2017", "2018")}
        self.expect(f'source = "{SHARED_DATA}/dirty/medellin_comunas.gpkg"\nid = "OBJECTID"\nname = "NOMBRE"',
                    f'source = "{SHARED_DATA}/dirty/medellin_homicides.csv"\ncrs = "EPSG:4326"\nx = "longitud"\ny = "latitud"\n'
                    'time = "fecha_hecho"\nutc_offset = "Z"\ncategory = "modalidad"',
                    ("2017-01-01, 2017-12-31", "2018-01-01, 2018-12-31"),
                    (21, 9360, {"reject.coordinate-unreadable": 9360 - len(located)}, year["2017"], year["2018"]))

    @needs_shared_data("dirty/tempe_opioid_calls.csv")
    def test_tempe(self):
        rows = self.rows("dirty/tempe_opioid_calls.csv")
        year = {y: sum(1 for r in rows if r["incident_date"][:4] == y) for y in ("2022", "2023")}
        self.expect(f'source = "{self.grid(-112.02, 33.30, 0.05, 5, 4)}"\nid = "id"',
                    f'source = "{SHARED_DATA}/dirty/tempe_opioid_calls.csv"\ncrs = "EPSG:4326"\nx = "longitude"\ny = "latitude"\n'
                    'time = "incident_date"', ("2022-01-01, 2022-12-31", "2023-01-01, 2023-12-31"),
                    (20, 3379, {}, year["2022"], year["2023"]))

    @needs_shared_data("dirty/nottingham_burglary.csv.gz")
    def test_nottingham(self):
        rows = self.rows("dirty/nottingham_burglary.csv.gz")
        early = sum(1 for r in rows if r["month"] < "2022-07")
        self.expect(f'source = "{self.grid(-1.25, 52.88, 0.04, 4, 4)}"\nid = "id"',
                    f'source = "{SHARED_DATA}/dirty/nottingham_burglary.csv.gz"\ncrs = "EPSG:4326"\nx = "longitude"\n'
                    'y = "latitude"\ntime = "month"', ("2022-01-01, 2022-06-30", "2022-07-01, 2022-12-31"),
                    (16, 1795, {}, early, 1795 - early))

    @needs_shared_data("pts_sf_geoda_2012H2.csv.gz")
    def test_san_francisco_in_us_feet(self):
        rows = self.rows("pts_sf_geoda_2012H2.csv.gz")
        early = sum(1 for r in rows if r["Date"] < "2012-10-01")
        self.expect(f'source = "{SHARED_DATA}/reference/sf_blocks_published_counts.gpkg"\nid = "GEO_ID"\nname = "NAME"\n'
                    'population = "Population"',
                    f'source = "{SHARED_DATA}/pts_sf_geoda_2012H2.csv.gz"\ncrs = "EPSG:2227"\nx = "x_ft"\ny = "y_ft"\n'
                    'time = "Date"\ncategory = "Category"', ("2012-07-01, 2012-09-30", "2012-10-01, 2012-12-31"),
                    (579, 13472, {}, early, 13472 - early))

    @needs_shared_data("pts_portland_nij_burglary_mvt_2012-03_2016-12.csv.gz")
    def test_portland_in_feet(self):
        rows = self.rows("pts_portland_nij_burglary_mvt_2012-03_2016-12.csv.gz")
        year = {y: sum(1 for r in rows if r["occ_date"][:4] == y) for y in ("2015", "2016")}
        _, report = self.expect(f'source = "{SHARED_DATA}/bnd_portland_police_districts.gpkg"\nid = "OBJECTID"',
                    f'source = "{SHARED_DATA}/pts_portland_nij_burglary_mvt_2012-03_2016-12.csv.gz"\ncrs = "EPSG:2913"\n'
                    'x = "x_coordina"\ny = "y_coordina"\ntime = "occ_date"\ncategory = "category"',
                    ("2015-01-01, 2015-12-31", "2016-01-01, 2016-12-31"), (60, 13401, {}, year["2015"], year["2016"]))
        repaired = [f["en"] for f in report["findings"] if f["key"] == "finding.areas-repaired"]
        self.assertTrue(repaired and repaired[0].startswith("2 "), repaired)  # the data's README: 2 of 60 invalid

    @needs_shared_data("reference/memphis_robberies.csv.gz")
    def test_memphis(self):
        rows = self.rows("reference/memphis_robberies.csv.gz")
        early = sum(1 for r in rows if r["date"] < "2019-07")
        for source, read, first in (("memphis_robberies", 2245, early), ("memphis_robberies_jan", 206, 206)):
            windows = (("2019-01-01, 2019-06-30", "2019-07-01, 2019-12-31") if read > 206 else
                       ("2018-01-01, 2018-12-31", "2019-01-01, 2019-01-31"))
            counts = (first, read - first) if read > 206 else (0, 206)
            self.expect(f'source = "{SHARED_DATA}/reference/memphis_precincts.gpkg"\nid = "precinct"',
                        f'source = "{SHARED_DATA}/reference/{source}.csv.gz"\ncrs = "EPSG:4326"\nx = "lon"\ny = "lat"\n'
                        'time = "date"', windows, (9, read, {}, *counts))

    @needs_shared_data("reference/nearrepeat/chicago_arson.csv")
    def test_chicago_arson_without_a_header(self):
        with open(SHARED_DATA / "reference/nearrepeat/chicago_arson.csv", newline="") as file:
            rows = list(csv.reader(file))
        early = sum(1 for r in rows if r[2] < "2016-07-01")
        _, report = self.expect(f'source = "{self.grid(-88.0, 41.6, 0.1, 6, 5)}"\nid = "id"',
                    f'source = "{SHARED_DATA}/reference/nearrepeat/chicago_arson.csv"\ncrs = "EPSG:26971"\nx = "field_1"\n'
                    'y = "field_2"\ntime = "field_3"', ("2016-01-01, 2016-06-30", "2016-07-01, 2016-12-31"),
                    (30, len(rows), {}, early, len(rows) - early))
        self.assertIn("finding.header-missing", [f["key"] for f in report["findings"]])
        self.assertEqual(report["current"]["outside_areas"], 0)

    @needs_shared_data("reference/getisord_256.csv")
    def test_tables_of_points_without_dates(self):
        for name, x, y, weight in (("getisord_256", "x", "y", "val"), ("columbus_old", "X", "Y", "CRIME")):
            rows = self.rows(f"reference/{name}.csv")
            out = self.folder / f"{name}.gpkg"
            printed = diaban("hotspots", "--points", SHARED_DATA / f"reference/{name}.csv", "--x", x, "--y", y, "--weight", weight, "--crs", "EPSG:32648",
                          "--analysis-crs", "EPSG:32648", "--grid-m", "30" if name == "getisord_256" else "2", "--stat", "gi-star",
                          "--weights", "queen", "-o", out, "--language", "en").stdout
            self.assertIn(str(len(rows)), printed)

    @needs_shared_data("vn_namdinh_old_communes_names_only.csv")
    def test_a_list_of_names_through_the_crosswalk(self):
        """Its 175 names, each a row of one day, are counted in the 57 communes that they became; neither list has a geometry."""
        rows = self.rows("vn_namdinh_old_communes_names_only.csv")
        self.write("names.csv", "ten,ngay\n" + "".join(f"\"{r['commune_name']}, {r['district_name']}\",2025-03-01\n" for r in rows))
        project = self.write("project.toml", f"""[project]
title = "T"
crs = "EPSG:9209"
[areas]
source = "{SHARED_DATA}/vn_namdinh.gpkg"
layer = "commune_2025_of_namdinh"
id = "code"
name = "full_name"
[crosswalk]
source = "{SHARED_DATA}/namdinh_175_to_57.csv"
old = "old_code"
old_name = "old_name"
old_parent = "district"
new = "new_code"
date = 2025-07-01
[incidents]
source = "names.csv"
area = "ten"
time = "ngay"
[periods]
baseline = [2023-12-15, 2024-12-14]
current = [2024-12-15, 2025-06-30]
""")
        report = json.loads(diaban("check", project, "--json", expect=None).stdout)
        incidents = next(i for i in report["inputs"] if i["role"] == "incidents")
        self.assertEqual((len(rows), incidents["rows_read"], incidents["rows_rejected"]), (175, 175, 0))
        self.assertEqual((report["current"]["incidents"], report["current"]["located"]), (175, 0))

    @needs_shared_data("pts_uk_street_crime_2018-10_2019-02.csv.gz")
    def test_uk_month_only(self):
        """The data's README: 1,771,502 rows, 41,641 without coordinates, months only."""
        months = {}
        with gzip.open(SHARED_DATA / "pts_uk_street_crime_2018-10_2019-02.csv.gz", "rt") as file:
            for row in csv.DictReader(file):
                if row["longitude"]:
                    months[row["month"]] = months.get(row["month"], 0) + 1
        run, _ = self.expect(f'source = "{self.grid(-8.5, 49.5, 0.5, 22, 13)}"\nid = "id"',
                    f'source = "{SHARED_DATA}/pts_uk_street_crime_2018-10_2019-02.csv.gz"\ncrs = "EPSG:4326"\n'
                    'x = "longitude"\ny = "latitude"\ntime = "month"\ncategory = "crime_type"',
                    ("2018-11-01, 2018-11-30", "2019-02-01, 2019-02-28"),
                    (286, 1771502, {"reject.coordinates-missing": 41641}, months["2018-11"], months["2019-02"]),
                    cell_m=5000, bandwidth="bandwidth_m = 20000")
        warnings = {w["key"]: w["en"] for w in run["warnings"]}
        self.assertIn("1771502", warnings["finding.dates-month-only"])

    def scattered(self, extent, number=60):
        draw = random.Random(3)
        rows = ["X,Y,t"]
        for i in range(number):
            rows.append(f"{draw.uniform(extent[0], extent[1])!r},{draw.uniform(extent[2], extent[3])!r},{2016 + i % 2}-05-13")
        self.write("scattered.csv", "\n".join(rows) + "\n")

    @needs_shared_data("vn_namdinh.gpkg")
    def test_every_layer_of_areas(self):
        layers = [("vn_namdinh.gpkg", "district_pre2025", "code", 10, ""), ("vn_namdinh.gpkg", "province_pre2025", "code", 1, ""),
                  ("vn_namdinh.gpkg", "commune_2025_ninhbinh_all129", "code", 129, ""),
                  ("vn_namdinh.gpkg", "province_2025_ninhbinh", "code", 1, ""), ("vn_2025_province.gpkg", "province", "code", 34, ""),
                  ("reference/nc_sids_spdata.gpkg", "sids", "FIPS", 100, ""),
                  ("reference/sids2.gpkg", "sids2", "FIPS", 100, "EPSG:4267"),
                  ("reference/columbus.gpkg", "columbus", "POLYID", 49, "EPSG:32617")]
        for file, name, key, number, crs in layers:
            with self.subTest(f"{file}:{name}"):
                layer = ogr.Open(str(SHARED_DATA / file))
                self.scattered(layer.GetLayerByName(name).GetExtent())
                project = self.write("project.toml", f"""[project]
title = "T"
[areas]
source = "{SHARED_DATA}/{file}"
layer = "{name}"
id = "{key}"
{f'crs = "{crs}"' if crs else ""}
[incidents]
source = "scattered.csv"
crs = "{crs or 'EPSG:4326'}"
x = "X"
y = "Y"
time = "t"
[periods]
baseline = [2016-01-01, 2016-12-31]
current = [2017-01-01, 2017-12-31]
""")
                # The points are scattered over the layer's box: of the provinces' box, islands and all, most is sea, and check says so.
                report = json.loads(diaban("check", project, "--json", expect=None).stdout)
                self.assertEqual((report["areas"], report["inputs"][1]["rows_read"]), (number, 60))
                # Of the points over the country's box a single one may lie in the window: no rule gives a bandwidth for it.
                project.write_text(project.read_text("utf-8") + OUTPUT.replace("200", "5000\nbandwidth_m = 20000"), "utf-8")
                diaban("run", project, "-o", self.folder / "out")
                self.assertEqual(len(read_csv(self.folder / "out/tables/areas.csv")), number)

    @needs_shared_data("vn_2025_commune_all3321.geojsonl.xz")
    def test_every_commune_of_the_country(self):
        with lzma.open(SHARED_DATA / "vn_2025_commune_all3321.geojsonl.xz") as packed:
            (self.folder / "communes.geojsonl").write_bytes(packed.read())
        self.scattered((105.0, 107.0, 20.0, 22.0), 400)
        project = self.write("project.toml", f"""[project]
title = "T"
[areas]
source = "communes.geojsonl"
id = "code"
[incidents]
source = "scattered.csv"
crs = "EPSG:4326"
x = "X"
y = "Y"
time = "t"
[periods]
baseline = [2016-01-01, 2016-12-31]
current = [2017-01-01, 2017-12-31]
""")
        report = json.loads(diaban("check", project, "--json").stdout)
        self.assertEqual((report["areas"], report["inputs"][1]["rows_read"]), (3321, 400))
        # The data's README: 211 overlapping pairs in provinces and 21 across, counted in degrees without a threshold. In a metric CRS an edge bows
        # where a neighbour has a vertex on it, so a few of the smallest come or go. One place is held by three communes.
        found = {f["key"]: f["figures"] for f in report["findings"]}
        wide, strips = found["finding.areas-overlap"], found["finding.areas-strips"]
        self.assertEqual(int(wide["count"]) + int(strips["count"]), int(strips["all"]))
        self.assertAlmostEqual(int(strips["all"]), 232, delta=8)
        # Of the 232 GEOS (through ogr, in degrees) finds 34 above 100 m2, together 10.88 km2 with cos(latitude).
        self.assertAlmostEqual(int(wide["count"]), 34, delta=8)
        self.assertAlmostEqual(float(wide["area"].split()[0]), 10.88, delta=0.1)


if __name__ == "__main__":
    unittest.main()
