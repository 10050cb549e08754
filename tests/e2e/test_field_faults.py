"""Each fault of the field that other tests do not plant, in a file that has it (the list: layers/read/faults.md)."""
import json
import unicodedata
import unittest

from diaban_program import InTemporaryFolder, diaban, read_csv

NAMES = ["Xã Trực Hưng", "Xã Trực Hùng", "Xã Giao Thủy", "Thị trấn Đông Hòa", "Phường Năng Tĩnh"]
PROJECT = """[project]
title = "Thử"
crs = "EPSG:9209"
[areas]
source = "areas.geojson"
id = "ma"
name = "ten"
population = "dan"
[incidents]
source = "incidents.csv"
crs = "EPSG:4326"
x = "X"
y = "Y"
area = "Xã"
time = "Ngày"
{more}
[periods]
{periods}
[density]
cell_m = 500
[output]
maps = false
viewer = false
"""
PERIODS = "baseline = [2016-01-01, 2016-12-31]\ncurrent = [2017-01-01, 2017-12-31]"


class FieldFaults(InTemporaryFolder):
    def project(self, rows, more="", periods=PERIODS, people=None, header="X,Y,Xã,Ngày"):
        features = []
        for i, name in enumerate(NAMES):
            w = 106.0 + 0.05 * i
            ring = [[w, 20.0], [w + 0.05, 20.0], [w + 0.05, 20.05], [w, 20.05], [w, 20.0]]
            features.append({"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]},
                             "properties": {"ma": f"0{i + 1}", "ten": name, "dan": (people or ["7.093"] * 5)[i]}})
        self.write("areas.geojson", json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False))
        # Forty sound rows, eight an area, four a window.
        sound = [f"{106.01 + 0.05 * (i % 5) + 0.0004 * i:.4f},20.0{1 + i % 4}," + f",{13 + i % 15}/03/{2016 + i // 5 % 2}" + "," * (header.count(",") - 3)
                 for i in range(40)]
        lines = [line if isinstance(line, bytes) else line.encode() for line in [header, *sound, *rows]]
        (self.folder / "incidents.csv").write_bytes(b"\n".join(lines) + b"\n")
        return self.write("project.toml", PROJECT.format(more=more, periods=periods))

    def check(self, *arguments, expect=0, **named):
        return json.loads(diaban("check", self.project(*arguments, **named), "--json", expect=expect).stdout)

    def counted(self, *arguments, **named):
        """What each area gained in the current window, and the rejected rows."""
        diaban("run", self.project(*arguments, **named), "-o", self.folder / "out")
        return ([int(a["n_current"]) - 4 for a in read_csv(self.folder / "out/tables/areas.csv")], read_csv(self.folder / "out/rejects.csv"))

    def test_counts_and_shares_are_no_dates(self):
        cells = ["22/48", "1.756", "09 vụ", "12:30", "31/02/2017", "x"]
        report = self.check([f"106.01,20.01,,{cell}" for cell in cells], expect=None)
        self.assertEqual([(r["reason"], r["count"]) for r in report["rejected"]], [("reject.date-unreadable", len(cells))])
        self.assertEqual([e["value"] for e in report["rejected"][0]["examples"]], cells[:3])
        self.assertEqual([e["line"] for e in report["rejected"][0]["examples"]], [42, 43, 44])

    def test_a_point_groups_thousands_and_a_comma_is_the_decimal_mark(self):
        diaban("run", self.project([], people=["1.756", "09", "236.294", "7093", "1.262.901"]), "-o", self.folder / "out")
        people = [a["population"] for a in read_csv(self.folder / "out/tables/areas.csv")]
        self.assertEqual(people, ["1756", "9", "236294", "7093", "1262901"])
        gained, rejects = self.counted(['"106,0123","20,0456",,14/03/2017'])
        self.assertEqual((gained, rejects), ([1, 0, 0, 0, 0], []))
        report = self.check([], people=["1,130 tỷ"] + ["7.093"] * 4, expect=1)
        self.assertIn("error.population-unreadable", [f["key"] for f in report["findings"]])

    def test_spellings_forms_and_capitals_of_names(self):
        spellings = ["X. Giao Thuỷ", "XÃ GIAO THỦY", unicodedata.normalize("NFD", "Xã Giao Thủy"), "Giao Thủy", "xã giao thuỷ", "3", "03"]
        town = ["TT. Đông Hoà", "TT Đông Hòa", unicodedata.normalize("NFD", "Thị trấn Đông Hòa"), "P. Năng Tĩnh"]
        gained, rejects = self.counted([f",,{name},14/03/2017" for name in spellings + town])
        self.assertEqual((gained, rejects), ([0, 0, len(spellings), 3, 1], []))

    def test_without_diacritics_nothing_is_decided(self):
        """Trực Hưng and Trực Hùng are one word without marks; Đ is no D with a mark."""
        gained, rejects = self.counted([",,Xa Truc Hung,14/03/2017", ",,TT Dong Hoa,14/03/2017"])
        self.assertEqual(gained, [0] * 5)
        self.assertEqual([r["reason"] for r in rejects], ["reject.area-unknown"] * 2)
        self.assertEqual({part.split(" [")[0] for part in rejects[0]["nearest"].split(" | ")[:2]}, {"Xã Trực Hưng", "Xã Trực Hùng"})
        self.assertTrue(rejects[1]["nearest"].startswith("Thị trấn Đông Hòa"), rejects[1]["nearest"])

    def test_every_cell_has_its_own_encoding(self):
        # The same commune in UTF-8, TCVN3, VNI, Windows-1258 and TCVN3 that a converter mangled; another in TCVN3 with the soft hyphen turned
        # into U+2212 (ư) and the middle dot into U+2219 (ã).
        cells = ["Xã Giao Thủy".encode(), "X· Giao Thñy".encode("latin-1", "replace"), "Xaõ Giao Thuûy".encode("latin-1"),
                 unicodedata.normalize("NFD", "Xã Giao Thủy").encode("cp1258"), "X∙ Giao Thñy".encode(), "X· Trùc H−ng".encode()]
        gained, rejects = self.counted([b",," + cell + b",14/03/2017" for cell in cells])
        self.assertEqual((gained, rejects), ([1, 0, 5, 0, 0], []))
        report = self.check([b",," + cell + b",14/03/2017" for cell in cells])
        told = " ".join(f["en"] for f in report["findings"] if f["key"] == "finding.text-decoded")
        for encoding in ("TCVN3", "VNI", "Windows-1258"):
            self.assertIn(encoding, told)

    def test_what_police_found_by_looking_is_kept_apart(self):
        rows = [f"106.01,20.01,,14/03/2017,{source}" for source in ("Công an", "CA", "người dân", "")]
        diaban("run", self.project(rows, more='detected_by = "Nguồn"', header="X,Y,Xã,Ngày,Nguồn"), "-o", self.folder / "out")
        first = read_csv(self.folder / "out/tables/areas.csv")[0]
        self.assertEqual(int(first["n_current"]), 8)
        detected = [k for k in first if "detected" in k and "current" in k]
        self.assertEqual([first[k] for k in detected], ["2"])

    def test_the_police_year_and_tet_are_no_calendar_years(self):
        days = ["14/12/2015", "15/12/2015", "14/12/2016", "15/12/2016", "14/12/2017", "15/12/2017"]
        report = self.check([f"106.01,20.01,,{day}" for day in days], periods="baseline = [2015-12-15, 2016-12-14]\ncurrent = [2016-12-15, 2017-12-14]")
        self.assertEqual((report["baseline"]["incidents"], report["current"]["incidents"]), (20 + 2, 20 + 2))
        # Tết 2017 was on 28/1, Tết 2016 on 8/2: the same week of the lunar year, eleven days apart in the calendar.
        days = ["01/02/2016", "15/02/2016", "21/01/2017", "04/02/2017", "31/01/2016", "20/01/2017"]
        report = self.check([f"106.01,20.01,,{day}" for day in days], expect=None,
                            periods='current = "tet 2017"\ntet_days_before = 7\ntet_days_after = 7')
        self.assertEqual([report[w]["from"] for w in ("baseline", "current")], ["2016-02-01", "2017-01-21"])
        self.assertEqual((report["baseline"]["incidents"], report["current"]["incidents"]), (2, 2))

    def test_windows_of_an_absurd_length_are_refused(self):
        done = diaban("check", self.project([], periods="baseline = [0216-01-01, 2016-12-31]\ncurrent = [2017-01-01, 2017-12-31]"),
                      "--language", "en", expect=1)
        self.assertIn("periods.baseline from 0216-01-01", done.stdout + done.stderr)

    def test_ids_that_are_missing_or_doubled_are_listed(self):
        project = self.project([])
        areas = (self.folder / "areas.geojson").read_text("utf-8")
        self.write("areas.geojson", areas.replace('"ma": "02"', '"ma": "01"').replace('"ma": "04"', '"ma": "05"'))
        fault = next(f for f in json.loads(diaban("check", project, "--json", expect=1).stdout)["findings"] if f["key"] == "error.area-id-twice")
        self.assertEqual(fault["figures"]["count"], "2")
        for text in ("01 (", "05 (", "Xã Trực Hùng", "Phường Năng Tĩnh"):
            self.assertIn(text, fault["figures"]["ids"])
        self.write("areas.geojson", areas.replace('"ma": "02"', '"ma": null').replace('"ma": "04"', '"ma": ""'))
        fault = next(f for f in json.loads(diaban("check", project, "--json", expect=1).stdout)["findings"] if f["key"] == "error.area-id-missing")
        self.assertEqual((fault["figures"]["count"], fault["figures"]["rows"]), ("2", "2, 4"))

    def test_parts_holes_and_islands_are_noted(self):
        project = self.project([])
        areas = json.loads((self.folder / "areas.geojson").read_text("utf-8"))

        def square(w, s, side):
            return [[w, s], [w + side, s], [w + side, s + side], [w, s + side], [w, s]]
        first = areas["features"][0]["geometry"]["coordinates"][0]
        areas["features"][0]["geometry"] = {"type": "MultiPolygon", "coordinates": [[first], [square(105.8, 20.02, 0.01)]]}
        areas["features"][1]["geometry"]["coordinates"].append(square(106.06, 20.01, 0.01))
        areas["features"][4]["geometry"]["coordinates"] = [square(106.4, 20.3, 0.05)]
        self.write("areas.geojson", json.dumps(areas))
        found = {f["key"]: f for f in json.loads(diaban("check", project, "--json", expect=None).stdout)["findings"]}
        # From 105.81 to 106.00 at 20 degrees north: 0.19 x 104.6 km.
        self.assertRegex(found["finding.areas-multipart"]["figures"]["areas"], r"^Xã Trực Hưng \(01\): 2 \(≥ 19\.[89] km\)$")
        self.assertEqual(found["finding.areas-holes"]["figures"]["areas"], "Xã Trực Hùng (02): 1")
        self.assertEqual(found["finding.areas-islands"]["figures"]["areas"], "Phường Năng Tĩnh (05)")
        self.assertEqual({found[k]["severity"] for k in ("finding.areas-multipart", "finding.areas-holes", "finding.areas-islands")}, {"note"})

    def test_a_databases_password_is_never_shown(self):
        secret = "PG:host=127.0.0.1 port=1 dbname=x user=u password=hush/hush"
        for place in ("areas", "incidents"):
            project = self.project([])
            text = project.read_text("utf-8").replace(f'"{place}.{"geojson" if place == "areas" else "csv"}"', f'"{secret}"')
            project.write_text(text, "utf-8")
            for command in (["check", project], ["check", project, "--json"], ["run", project, "-o", self.folder / "o"]):
                done = diaban(*command, expect=1)
                self.assertNotIn("hush", done.stdout + done.stderr)
                self.assertIn("***", done.stdout + done.stderr)
        for flags in (["density", secret, "-o", "d.tif", "--cell-m", "100"], ["cameras", secret, "-o", "c.gpkg", "--count", "2"],
                      ["sweep", secret, "-o", "s.gpkg", "--as-of", "2017-01-01", "--time", "t", "--area-km2", "1"],
                      ["hotspots", "--points", secret, "--grid-m", "100", "-o", "h.gpkg"]):
            done = diaban(*flags[:1], *flags[1:], expect=1)
            self.assertNotIn("hush", done.stdout + done.stderr, flags[0])

    def test_commands_refuse_or_drop_columns_of_persons(self):
        self.project([], header="X,Y,Xã,Ngày,Họ và tên")
        points = [self.folder / "incidents.csv", "--x", "X", "--y", "Y", "--crs", "EPSG:4326"]
        commands = {"density": ["-o", self.folder / "d.tif", "--cell-m", "500", "--bandwidth-m", "1000"],
                    "cameras": ["-o", self.folder / "c.gpkg", "--count", "1", "--grid-m", "2000", "--reach-m", "1000"],
                    "sweep": ["-o", self.folder / "s.gpkg", "--time", "Ngày", "--as-of", "2017-04-15", "--horizon-days", "28", "--area-km2", "1", "--box-m", "500"]}
        for command, flags in commands.items():
            with self.subTest(command):
                refused = diaban(command, *points, *flags, "--language", "en", expect=1)
                self.assertIn("Họ và tên", refused.stderr)
                self.assertIn("drop", refused.stderr)
                dropped = diaban(command, *points, *flags, "--drop-personal", "--language", "en")
                self.assertIn("Họ và tên", dropped.stdout + dropped.stderr)


if __name__ == "__main__":
    unittest.main()
