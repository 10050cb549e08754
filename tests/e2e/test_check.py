"""`diaban check`: each fault of the field in a file that has it is found, named with its evidence, and mended by the key it proposes; clean files raise nothing."""
import json
import subprocess
import unittest

from osgeo import ogr

import planted_province as planted
from diaban_program import SHARED_DATA, InTemporaryFolder, diaban, needs_shared_data, read_csv, read_json

TM3_ON_WGS84 = "+proj=tmerc +lat_0=0 +lon_0=105.5 +k=0.9999 +x_0=500000 +y_0=0 +datum=WGS84 +units=m +no_defs +type=crs"
WRONG_SIGN = ("+proj=longlat +ellps=WGS84 +towgs84=191.90441429,39.30318279,111.45032835,-0.00928836,0.01975479,-0.00427372,"
              "-0.252906278 +no_defs +type=crs")


class Check(InTemporaryFolder):
    def project(self, incidents, areas=None, declared="EPSG:4326", text=None):
        self.write("areas.geojson", areas if areas is not None else planted.areas_geojson())
        self.write("incidents.csv", incidents)
        return self.write("project.toml", text or planted.PROJECT.format(crs=declared))

    def check(self, project, *flags, expect=0):
        return json.loads(diaban("check", project, "--json", *flags, expect=expect).stdout)

    def findings(self, report, *severities):
        return {f["key"]: f for f in report["findings"] if f["severity"] in (severities or ("fault", "warning"))}


class Coordinates(Check):
    def test_clean_files_raise_nothing(self):
        rows = planted.incidents()
        for written in ("EPSG:4326", "EPSG:4756", "EPSG:9209", "EPSG:3405", "EPSG:32648"):
            with self.subTest(written):
                report = self.check(self.project(planted.incidents_csv(rows, written), declared=written), "--strict")
                self.assertEqual(self.findings(report), {})
                self.assertEqual([i["grade"] for i in report["inputs"]], ["A", "A"])
                self.assertIn("finding.datum-fits", self.findings(report, "note"))

    def test_each_mistake_is_named_and_its_key_mends_it(self):
        rows = planted.incidents()
        cases = [  # what the numbers are, exchanged, what they are declared as, what is told
            ("EPSG:4326", False, "EPSG:9209", "finding.coordinates-degrees-as-metres"),
            ("EPSG:9209", False, "EPSG:4326", "finding.coordinates-metres-as-degrees"),
            ("EPSG:9209", True, "EPSG:9209", "finding.coordinates-swapped"),
            ("EPSG:4326", True, "EPSG:4326", "finding.coordinates-swapped"),
            ("EPSG:5897", True, "EPSG:9209", "finding.coordinates-swapped"),
            ("EPSG:5897", False, "EPSG:9209", "finding.coordinates-other-crs"),
            ("EPSG:9209", False, "EPSG:9210", "finding.coordinates-other-crs"),
            ("EPSG:4756", False, "EPSG:4326", "finding.datum-shift"),
            ("EPSG:4326", False, "EPSG:4756", "finding.datum-shift"),
            (TM3_ON_WGS84, False, "EPSG:9209", "finding.datum-shift"),
            (WRONG_SIGN, False, "EPSG:4756", "finding.datum-shift"),
            ("EPSG:5897", False, "EPSG:3405", "finding.datum-shift"),
        ]
        for written, swap, declared, told in cases:
            with self.subTest(written=written, swap=swap, declared=declared):
                project = self.project(planted.incidents_csv(rows, written, swap), declared=declared)
                report = self.check(project, expect=1)
                found = self.findings(report, "fault")
                self.assertEqual(list(found), [told])
                self.assertFalse(report["trusted"])
                self.assertEqual(report["inputs"][1]["grade"], "D")
                settings = found[told]["settings"]
                self.assertTrue(settings)
                mended = planted.declare(project.read_text("utf-8"), settings)
                report = self.check(self.project(planted.incidents_csv(rows, written, swap), text=mended))
                self.assertEqual(self.findings(report), {})

    def test_areas_on_the_wrong_datum(self):
        # The areas hold VN-2000 degrees and call them WGS 84; the incidents are right.
        areas = planted.areas_geojson(to="EPSG:4756")
        rows = planted.incidents_csv(planted.incidents())
        project = self.project(rows, areas)
        report = self.check(project, expect=1)
        finding = self.findings(report)["finding.datum-shift-of-areas"]
        self.assertEqual(finding["settings"], [{"key": "areas.crs", "value": '"EPSG:4756"'}])
        report = self.check(self.project(rows, areas, text=planted.declare(project.read_text("utf-8"), finding["settings"])))
        self.assertEqual(self.findings(report), {})

    def test_few_incidents_without_names_cannot_tell_the_datum_and_it_is_said(self):
        report = self.check(self.project(planted.incidents_csv(planted.incidents(50), "EPSG:4756", named=False)))
        self.assertEqual(self.findings(report), {})
        self.assertIn("finding.datum-not-verified", self.findings(report, "note"))

    def test_areas_in_the_wrong_kind_of_numbers(self):
        rows = planted.incidents_csv(planted.incidents(500))
        metric = planted.PROJECT.format(crs="EPSG:4326").replace('name = "name"', 'name = "name"\ncrs = "EPSG:9209"')
        report = self.check(self.project(rows, text=metric), expect=1)
        finding = self.findings(report)["finding.areas-degrees-as-metres"]
        report = self.check(self.project(rows, text=planted.declare(metric, finding["settings"])))
        self.assertEqual(self.findings(report), {})
        for areas, told in ((planted.areas_geojson(to="EPSG:9209"), "error.areas-metres-as-degrees"),
                            (planted.areas_geojson(swap=True), "error.areas-swapped")):
            for text in (None, planted.PROJECT.format(crs="EPSG:4326").replace('crs = "EPSG:9209"\n', "", 1)):
                report = self.check(self.project(rows, areas, text=text), expect=1)
                self.assertEqual(self.findings(report)[told]["input"], "areas")
        swapped = planted.areas_geojson(to="EPSG:9209", swap=True)
        report = self.check(self.project(rows, swapped, text=metric), expect=1)
        self.assertIn("finding.areas-swapped", self.findings(report))

    def test_points_piled_up(self):
        rows = planted.incidents(1000)
        spot = lambda n, cells: cells[:1] + ["106.1234567", "20.0654321"] + cells[3:] if n % 12 == 0 else cells
        report = self.check(self.project(planted.incidents_csv(rows, named=False, change=spot)))
        self.assertEqual(list(self.findings(report)), ["finding.points-on-one-spot"])
        self.assertEqual(self.findings(report)["finding.points-on-one-spot"]["rows"], list(range(12, 1001, 12)))

        def centre(n, cells):
            x, y = planted.corners(n % 4)[0]
            return cells[:1] + [f"{x + planted.SIDE / 2:.5f}", f"{y + planted.SIDE / 2:.5f}"] + cells[3:] if n % 20 < 2 else cells
        report = self.check(self.project(planted.incidents_csv(rows, named=False, change=centre)))
        found = self.findings(report)
        self.assertEqual(list(found), ["finding.points-on-centres"])
        self.assertEqual(found["finding.points-on-centres"]["rows"], [n for n in range(1, 1001) if n % 20 < 2])

        zero = lambda n, cells: cells[:1] + ["0", "0"] + cells[3:] if n in (7, 300) else cells
        report = self.check(self.project(planted.incidents_csv(rows, change=zero)))
        self.assertEqual({k: f["rows"] for k, f in self.findings(report).items()}, {"finding.rows-at-zero": [7, 300]})

    def test_single_rows(self):
        rows = planted.incidents(1000)
        other = planted.transformed([r[:2] for r in rows], "EPSG:5897")

        def change(n, cells):
            if n in (5, 6):
                return cells[:1] + cells[2:0:-1] + cells[3:]
            if n in (50, 60, 70):
                return cells[:1] + [f"{v:.2f}" for v in other[n - 1]] + cells[3:]
            return cells
        report = self.check(self.project(planted.incidents_csv(rows, "EPSG:9209", change=change), declared="EPSG:9209"))
        found = self.findings(report)
        self.assertEqual({k: f["rows"] for k, f in found.items()},
                         {"finding.rows-swapped": [5, 6], "finding.rows-other-crs": [50, 60, 70]})
        self.assertIn("EPSG:5897", found["finding.rows-other-crs"]["en"])

    def test_run_warns_and_stops_where_nothing_could_be_right(self):
        rows = planted.incidents()
        project = self.project(planted.incidents_csv(rows, "EPSG:4756"))
        done = diaban("run", project, "-o", self.folder / "out", "--language", "en")
        self.assertIn("lie about 224 m off their areas", done.stderr)
        run = read_json(self.folder / "out" / "run.json")
        self.assertIn("finding.datum-shift", [w["key"] for w in run["warnings"]])
        # The declared CRS was used all the same: nothing is moved in silence. Accuracy of both shifts stands in run.json.
        self.assertEqual(run["inputs"][1]["crs"], "EPSG:4326")
        self.assertEqual([i["transformation_accuracy_m"] for i in run["inputs"]], [1.0, 1.0])
        message = diaban("run", self.project(planted.incidents_csv(rows, "EPSG:9209", swap=True), declared="EPSG:9209"),
                         "-o", self.folder / "out2", "--language", "en", expect=1).stderr
        self.assertIn("exchanged", message)
        self.assertFalse((self.folder / "out2").exists())

    def test_a_ballpark_transformation_is_an_error(self):
        # NAD27 for Cuba (EPSG:4267 to VN-2000) has no accurate way.
        report = self.check(self.project(planted.incidents_csv(planted.incidents(50)), declared="EPSG:4813"), expect=1)
        self.assertIn("error.crs-no-transformation", self.findings(report))

    def test_planted_coordinate_faults_of_the_sample_are_all_found_and_none_invented(self):
        diaban("sample", self.folder / "s", "--dirty", "--seed", "5")
        clean = self.check(self.folder / "s" / "project.toml", "--strict")
        self.assertEqual(self.findings(clean), {})
        report = self.check(self.folder / "s" / "dirty" / "project.toml")
        faults = {}
        for fault in read_csv(self.folder / "s" / "dirty" / "faults.csv"):
            if fault["file"] == "incidents.csv":
                faults.setdefault(fault["kind"], []).append(int(fault["row"]))
        found = self.findings(report)
        self.assertEqual(found["finding.rows-swapped"]["rows"], sorted(faults["coordinates-swapped"]))
        self.assertEqual(found["finding.rows-at-zero"]["rows"], sorted(faults["coordinates-zero"]))
        zones = sorted(row for f in report["findings"] if f["key"] == "finding.rows-other-crs" for row in f["rows"])
        self.assertEqual(zones, sorted(faults["coordinates-wrong-zone"]))
        for unexpected in ("finding.coordinates-swapped", "finding.coordinates-other-crs", "finding.datum-shift",
                           "finding.points-on-one-spot", "finding.points-on-centres"):
            self.assertNotIn(unexpected, found)


class Areas(Check):
    ROWS = planted.incidents_csv(planted.incidents(400))
    TEXT = planted.PROJECT.format(crs="EPSG:4326")

    def of(self, change=lambda i, ring: [ring], properties=lambda i: {}, text=None, expect=0, severities=("fault", "warning")):
        report = self.check(self.project(self.ROWS, planted.areas_geojson(change, properties=properties), text=text), expect=expect)
        return self.findings(report, *severities)

    def test_islands_parts_holes_and_enclaves_are_no_faults(self):
        def change(i, ring):
            (x, y), side = ring[0], planted.SIDE
            inner = [[x + side * u, y + side * v] for u, v in ((.4, .4), (.6, .4), (.6, .6), (.4, .6), (.4, .4))]
            if i == 9:  # a hole that another commune's second part fills
                return [ring, inner]
            if i == 0:  # its own ground, the enclave, and an island
                island = [[u - 0.1, v] for u, v in ring]
                return {"type": "MultiPolygon", "coordinates": [[ring], [inner_of_9], [island]]}
            return [ring]
        x, y = planted.corners(9)[0]
        inner_of_9 = [[x + planted.SIDE * u, y + planted.SIDE * v] for u, v in ((.4, .4), (.6, .4), (.6, .6), (.4, .6), (.4, .4))]
        found = self.of(change)
        self.assertEqual([k for k in found if "area" in k], [])

    def test_overlaps_and_gaps_are_measured_with_names(self):
        def wider(i, ring):  # a corner of commune 10 reaches 0.005 degrees into 11, in the middle of their border
            (west, south), (east, north) = ring[0], ring[2]
            return [ring[:2] + [[east + 0.005, (south + north) / 2]] + ring[2:]] if i == 10 else [ring]
        finding = self.of(wider)["finding.areas-overlap"]
        self.assertEqual(finding["figures"]["count"], "1")
        self.assertIn("Xã Số 10 (X010) – Xã Số 11 (X011): 1.1", finding["figures"]["where"])  # 0.52 km x 4.43 km / 2

        def narrower(i, ring):  # 5 m of nobody's ground between 10 and 11
            return [[[x - (0.00005 if i == 10 and x > ring[0][0] else 0), y] for x, y in ring]]
        found = self.of(narrower)
        self.assertNotIn("finding.areas-overlap", found)
        where = found["finding.areas-gaps"]["figures"]["where"]
        for code in ("X010", "X011"):
            self.assertIn(code, where)
        self.assertIn("0.023 km²", where)  # 5.2 m x 4,430 m

    def test_empty_geometry_and_the_ground_it_leaves(self):
        found = self.of(lambda i, ring: None if i == 27 else [ring], severities=("warning", "note"))
        self.assertIn("Xã Số 27", found["finding.areas-empty"]["vi"])
        self.assertIn("X026", found["finding.areas-open-ground"]["figures"]["where"])
        self.assertEqual(found["finding.areas-open-ground"]["figures"]["count"], "1")

    def test_crossing_ring_is_repaired_and_its_change_in_area_told(self):
        found = self.of(lambda i, ring: [[ring[0], ring[2], ring[1], ring[3], ring[0]]] if i == 5 else [ring])
        self.assertIn("Xã Số 5 (", found["finding.areas-repaired"]["vi"])
        self.assertIn("km2; Self-intersection", found["finding.areas-repaired"]["vi"])

    def test_doubled_and_missing_ids(self):
        same = lambda i: {"code": "X001", "name": "Xã Số 1", "people": 5010} if i == 2 else {}
        self.assertIn("X001", self.of(properties=same)["finding.areas-merged"]["vi"])
        other = lambda i: {"code": "X001"} if i == 2 else {}
        self.assertIn("error.area-id-twice", self.of(properties=other, expect=1))
        missing = lambda i: {"code": None} if i == 2 else {}
        self.assertIn("error.area-id-missing", self.of(properties=missing, expect=1))

    def test_heights_and_curves_are_told(self):
        found = self.of(lambda i, ring: {"type": "Polygon", "coordinates": [[p + [3.5] for p in ring]]} if i == 4 else [ring],
                        severities=("note",))
        self.assertIn("Xã Số 4", found["finding.areas-heights"]["vi"])
        dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(self.folder / "curved.gpkg"))
        layer = dataset.CreateLayer("areas", planted.crs("EPSG:4326"), ogr.wkbCurvePolygon)
        for name in ("code", "name"):
            layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
        layer.CreateField(ogr.FieldDefn("people", ogr.OFTInteger))
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("code", "R"), feature.SetField("name", "Xã Tròn"), feature.SetField("people", 100)
        feature.SetGeometry(ogr.CreateGeometryFromWkt("CURVEPOLYGON(CIRCULARSTRING(106 20.2, 106.2 20.2, 106 20.2))"))
        layer.CreateFeature(feature)
        del feature, layer, dataset
        report = self.check(self.project(self.ROWS, text=self.TEXT.replace("areas.geojson", "curved.gpkg")))
        self.assertIn("Xã Tròn", self.findings(report, "note")["finding.areas-curves"]["vi"])

    def districts(self, half=4):
        west, south, side = planted.WEST, planted.SOUTH, planted.SIDE
        features = []
        for number, (first, last) in enumerate(((0, half), (half, 8))):
            x0, x1, y1 = west + side * first, west + side * last, south + side * 8
            features.append({"type": "Feature", "properties": {"ma": f"H{number}", "ten": f"Huyện {number}"},
                             "geometry": {"type": "Polygon",
                                          "coordinates": [[[x0, south], [x1, south], [x1, y1], [x0, y1], [x0, south]]]}})
        self.write("districts.geojson", json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False))
        return (self.TEXT.replace('name = "name"', 'name = "name"\nparent = "district"') +
                '\n[[levels]]\nsource = "districts.geojson"\nid = "ma"\nname = "ten"\n')

    def test_units_are_held_against_their_parents(self):
        parent = lambda i: {"district": f"H{i % 8 // 4}"}
        self.assertEqual(self.of(properties=parent, text=self.districts()), {})
        wrong = lambda i: {"district": "H1" if i == 9 else "Huyện 1" if i == 12 else "H9" if i == 20 else parent(i)["district"]}
        found = self.of(properties=wrong, text=self.districts())
        self.assertIn("Xã Số 9 (X009): 0.0 %", found["finding.units-outside-parent"]["figures"]["areas"])
        self.assertEqual(found["finding.units-outside-parent"]["figures"]["count"], "1")
        self.assertIn("Xã Số 20 (X020) → 'H9'", found["finding.parents-unknown"]["figures"]["areas"])
        found = self.of(properties=parent, text=self.districts(half=4.25))
        self.assertEqual(found["finding.units-outside-parent"]["figures"]["count"], "8")  # the fifth column: three quarters inside
        self.assertIn("75.0 %", found["finding.units-outside-parent"]["figures"]["areas"])
        self.check(self.project(self.ROWS, text=self.districts().replace("districts.geojson", "distrikts.geojson")), expect=1)

    def test_population_missing_zero_and_its_date(self):
        people = lambda i: {"people": None} if i == 3 else {"people": 0} if i == 4 else {}
        found = self.of(properties=people)
        self.assertIn("X003", found["finding.population-missing"]["figures"]["areas"])
        self.assertIn("X004", found["finding.population-zero"]["figures"]["areas"])
        notes = self.of(severities=("note",))
        self.assertIn("areas.population_date", notes["finding.population-undated"]["keys"])
        dated = self.TEXT.replace('population = "people"',
                                  'population = "people"\npopulation_date = 2019-04-01\npopulation_source = "Tổng điều tra"')
        self.assertIn("2019-04-01", self.of(text=dated, severities=("note",))["finding.population-dated"]["vi"])
        diaban("run", self.project(self.ROWS, text=dated), "-o", self.folder / "out")
        self.assertEqual(read_json(self.folder / "out" / "run.json")["options"]["population"],
                         {"field": "people", "date": "2019-04-01", "source": "Tổng điều tra"})

    def test_planted_area_faults_of_the_sample_are_all_found_and_none_invented(self):
        diaban("sample", self.folder / "s", "--dirty", "--seed", "5")
        project = self.folder / "s" / "dirty" / "project_areas.toml"
        faults = {f["kind"]: f for f in read_csv(self.folder / "s" / "dirty" / "faults.csv") if f["file"] == "areas.gpkg"}
        found = self.findings(self.check(project, expect=1))
        first, second = faults["id-doubled"]["detail"].split(" -> ")
        self.assertIn(second, found["error.area-id-twice"]["vi"])
        # The id is mended in the file, as the report asks; then the rest is seen.
        dataset = ogr.Open(str(self.folder / "s" / "dirty" / "areas.gpkg"), 1)
        layer = dataset.GetLayer(0)
        feature = layer.GetFeature(int(faults["id-doubled"]["row"]))
        feature.SetField("area_id", first)
        layer.SetFeature(feature)
        del feature, layer, dataset
        found = self.findings(self.check(project))
        crossing, slid = faults["polygon-self-crossing"]["detail"], faults["area-overlapping"]["detail"]
        self.assertIn("Self-intersection", found["finding.areas-repaired"]["vi"])
        self.assertEqual(found["finding.areas-repaired"]["figures"]["count"], "1")
        self.assertEqual(found["finding.areas-merged"]["figures"]["count"], "1")  # the doubled feature
        self.assertIn(slid, found["finding.areas-overlap"]["figures"]["where"])
        pairs = [pair.rsplit(":", 1)[0] for pair in found["finding.areas-overlap"]["figures"]["where"].split("; ")]
        for pair in pairs:
            self.assertTrue(slid in pair or crossing in pair, pair)
        self.assertLessEqual(set(found), {"finding.areas-repaired", "finding.areas-merged", "finding.areas-overlap",
                                          "finding.areas-gaps"})


class RealAreas(Check):
    def real(self, source, layer, fields, expect=0):
        text = planted.PROJECT.format(crs="EPSG:4326").replace('source = "areas.geojson"', f'source = "{source}"')
        text = text.replace('id = "code"\nname = "name"\npopulation = "people"\n', fields + (f'layer = "{layer}"\n' if layer else ""))
        return self.check(self.project(planted.incidents_csv(planted.incidents(500), named=False), text=text), expect=expect)

    @needs_shared_data("vn_namdinh.gpkg")
    def test_namdinh(self):
        for layer, count in (("commune_2025_of_namdinh", 57), ("commune_2025_ninhbinh_all129", 129)):
            report = self.real(SHARED_DATA / "vn_namdinh.gpkg", layer, 'id = "code"\nname = "name"\n')
            self.assertEqual(report["areas"], count)
            self.assertNotIn("finding.areas-repaired", self.findings(report))

    @needs_shared_data("bnd_portland_police_districts.gpkg")
    def test_portlands_two_invalid_districts(self):
        path = SHARED_DATA / "bnd_portland_police_districts.gpkg"
        text = planted.PROJECT.format(crs="EPSG:4326").replace('crs = "EPSG:9209"', 'crs = "EPSG:32610"', 1)
        text = text.replace('source = "areas.geojson"', f'source = "{path}"').replace(
            'id = "code"\nname = "name"\npopulation = "people"\n', 'id = "OBJECTID_1"\n')
        report = self.check(self.project(planted.incidents_csv(planted.incidents(50), named=False), text=text), expect=1)
        self.assertEqual(self.findings(report)["finding.areas-repaired"]["figures"]["count"], "2")
        self.assertIn("finding.coordinates-outside", self.findings(report))


class Report(Check):
    def test_json_and_page_are_written_and_names_never_become_markup(self):
        evil = '</p><script>alert(1)</script>"\'&'
        rows = planted.incidents_csv(planted.incidents(400), change=lambda n, c: c[:3] + ["Xã Số 1", '"31/02/2017 <b>x</b>"'] if n == 9 else c)
        areas = planted.areas_geojson(properties=lambda i: {"name": evil} if i == 3 else {})
        areas = areas.replace(json.dumps("Xã Số 3", ensure_ascii=False), json.dumps(evil))
        crossing = lambda i, ring: [[ring[0], ring[2], ring[1], ring[3], ring[0]]] if i == 3 else [ring]
        areas = planted.areas_geojson(crossing, properties=lambda i: {"name": evil} if i == 3 else {})
        project = self.project(rows, areas, text=planted.PROJECT.format(crs="EPSG:4326").replace("Tỉnh thử", "Tỉnh <i>thử</i>"))
        diaban("check", project, "-o", self.folder / "report")
        report = read_json(self.folder / "report" / "report.json")
        self.assertEqual(report["schema"], "diaban.check/1")
        page = (self.folder / "report" / "report.html").read_text("utf-8")
        self.assertIn('<html lang="vi">', page)
        self.assertIn("&lt;script&gt;alert(1)&lt;/script&gt;", page)
        for markup in ("<script", "<b>x", "<i>thử", "http://", "https://", "src=", "@import"):
            self.assertNotIn(markup, page)
        self.assertIn("31/02/2017 &lt;b&gt;x", page)
        self.assertIn("dòng 10", page)  # the file's line
        # An earlier report is replaced, somebody else's folder is not.
        diaban("check", project, "-o", self.folder / "report", "--language", "en")
        self.assertIn('<html lang="en">', (self.folder / "report" / "report.html").read_text("utf-8"))
        self.write("mine/thesis.txt", "years of work")
        diaban("check", project, "-o", self.folder / "mine", expect=1)
        self.assertEqual((self.folder / "mine" / "thesis.txt").read_text(), "years of work")

    def test_exit_codes(self):
        clean = planted.incidents_csv(planted.incidents(400))
        diaban("check", self.project(clean))
        diaban("check", self.project(clean), "--strict")
        one_bad = planted.incidents_csv(planted.incidents(400), change=lambda n, c: c[:4] + ["31/02/2017"] if n == 9 else c)
        diaban("check", self.project(one_bad))
        diaban("check", self.project(one_bad), "--strict", expect=1)
        report = self.check(self.project(one_bad))
        self.assertEqual([i["grade"] for i in report["inputs"]], ["A", "B"])
        self.assertEqual(report["rejected"][0]["keys"][0], "incidents.time_format")
        some_bad = planted.incidents_csv(planted.incidents(400), change=lambda n, c: c[:4] + ["31/02/2017"] if n % 20 == 0 else c)
        self.assertEqual([i["grade"] for i in self.check(self.project(some_bad))["inputs"]], ["A", "C"])
        many_bad = planted.incidents_csv(planted.incidents(400), change=lambda n, c: c[:4] + ["31/02/2017"] if n % 3 == 0 else c)
        self.assertEqual([i["grade"] for i in self.check(self.project(many_bad), expect=1)["inputs"]], ["A", "D"])

    def test_what_a_reader_refuses_is_in_the_report_and_the_rest_is_still_read(self):
        rows = planted.incidents_csv(planted.incidents(400), change=lambda n, c: c[:4] + ["31/02/2017"] if n == 9 else c)
        twice = planted.areas_geojson(properties=lambda i: {"code": "X001"} if i == 2 else {})
        report = self.check(self.project(rows, twice), expect=1)
        fault = self.findings(report)["error.area-id-twice"]
        self.assertEqual((fault["input"], fault["keys"][0]), ("areas", "areas.id"))
        self.assertEqual(report["inputs"][1]["rows_rejected"], 1)
        self.assertIsNone(report["current"])
        text = planted.PROJECT.format(crs="EPSG:4326").replace('time = "Ngày"', 'time = "Ngay"')
        report = self.check(self.project(rows, text=text), expect=1)
        fault = self.findings(report)["error.field-unknown"]
        self.assertIn("Ngày", fault["vi"])
        self.assertEqual(report["areas"], 64)

    def test_incidents_by_name_only_are_counted_and_the_share_is_told(self):
        blank = lambda n, cells: cells[:1] + ["", ""] + cells[3:] if n % 4 == 0 else cells
        rows = planted.incidents(400)
        unknown = lambda n, cells: blank(n, cells)[:3] + ["Xã Không Có"] + cells[4:] if n == 8 else blank(n, cells)
        project = self.project(planted.incidents_csv(rows, change=unknown))
        report = self.check(project)
        # The row whose name no area has is rejected; of the 399 others 300 have coordinates.
        self.assertEqual((report["located_share"], report["located_share_asked"]), (300 / 399, 0.85))
        found = self.findings(report)
        self.assertEqual(set(found), {"finding.located-share-low"})
        rejected = {r["reason"]: r for r in report["rejected"]}
        self.assertEqual(list(rejected), ["reject.area-unknown"])
        self.assertEqual(report["inputs"][1]["grade"], "C")
        self.assertEqual(report["inputs"][1]["rows_rejected"], 1)
        diaban("run", project, "-o", self.folder / "out")
        run = read_json(self.folder / "out" / "run.json")
        self.assertEqual((run["results"]["located_share"], run["results"]["located_share_asked"]), (300 / 399, 0.85))
        areas = read_csv(self.folder / "out" / "tables" / "areas.csv")
        counted = sum(int(a["n_baseline"]) + int(a["n_current"]) for a in areas)
        self.assertEqual(counted, 399)
        # Both numbers stand in the layer: of what is counted in an area, how much the surface shows.
        located = sum(int(a["n_baseline_located"]) + int(a["n_current_located"]) for a in areas)
        self.assertEqual(located, 300)
        # The printed map says it too, with the mark that is not reached.
        project.write_text(project.read_text("utf-8").replace("maps = false", "maps = true"), "utf-8")
        diaban("run", project, "-o", self.folder / "out")
        page = subprocess.run(["pdftotext", self.folder / "out/maps/class.pdf", "-"], capture_output=True, text=True, check=True).stdout
        page = " ".join(page.replace("\u00a0", " ").split())
        self.assertIn("chỉ 300 có tọa độ (75,2 %, dưới mức 85 %", page)


if __name__ == "__main__":
    unittest.main()
