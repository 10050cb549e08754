"""`diaban check`: each fault of the field in a file that has it is found, named with its evidence, and mended by the key it proposes; clean files raise nothing."""
import json
import pathlib
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
        self.assertIn("dòng 9", page)
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
        self.assertEqual((report["located_share"], report["located_share_asked"]), (0.75, 0.85))
        found = self.findings(report)
        self.assertEqual(set(found), {"finding.located-share-low", "finding.area-names-unknown"})
        self.assertEqual(found["finding.area-names-unknown"]["rows"], [8])
        self.assertEqual(report["inputs"][1]["grade"], "C")
        self.assertEqual(report["baseline"]["area_name_unknown"] + report["current"]["area_name_unknown"], 1)
        diaban("run", project, "-o", self.folder / "out")
        run = read_json(self.folder / "out" / "run.json")
        self.assertEqual((run["results"]["located_share"], run["results"]["located_share_asked"]), (0.75, 0.85))
        areas = read_csv(self.folder / "out" / "tables" / "areas.csv")
        counted = sum(int(a["n_baseline"]) + int(a["n_current"]) for a in areas)
        self.assertEqual(counted, 399)
        # Both numbers stand in the layer: of what is counted in an area, how much the surface shows.
        located = sum(int(a["n_baseline_located"]) + int(a["n_current_located"]) for a in areas)
        self.assertEqual(located, 300)


if __name__ == "__main__":
    unittest.main()
