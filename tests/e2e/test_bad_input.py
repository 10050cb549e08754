"""What the program says when something is wrong: where, what, and what to do; and that it writes nothing then."""
import unittest

from diaban_program import InTemporaryFolder, diaban, read_csv, read_json

AREAS = """{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"01","ten":"Xã Một","dan":"1.000"},"geometry":{"type":"Polygon","coordinates":[[[106.0,20.0],[106.1,20.0],[106.1,20.1],[106.0,20.1],[106.0,20.0]]]}},
{"type":"Feature","properties":{"code":"02","ten":"Xã Hai","dan":"2.000"},"geometry":{"type":"Polygon","coordinates":[[[106.1,20.0],[106.2,20.0],[106.2,20.1],[106.1,20.1],[106.1,20.0]]]}},
{"type":"Feature","properties":{"code":"03","ten":"Xã Ba","dan":"3.000"},"geometry":{"type":"Polygon","coordinates":[[[106.2,20.0],[106.3,20.0],[106.3,20.1],[106.2,20.1],[106.2,20.0]]]}}]}
"""
PROJECT = """[project]
title = "Thử"
[areas]
source = "areas.geojson"
id = "code"
name = "ten"
population = "dan"
[incidents]
source = "incidents.csv"
crs = "EPSG:4326"
x = "X"
y = "Y"
area = "Xã"
time = "Ngày"
[periods]
baseline = [2016-01-01, 2016-12-31]
current = [2017-01-01, 2017-12-31]
[density]
cell_m = 200
[output]
maps = false
viewer = false
"""


def incident_rows(*extra):
    rows = ["X,Y,Xã,Ngày"]
    for i in range(30):
        rows.append(f"106.{5 + i % 20:02d},20.05,,{13 + i % 15}/0{1 + i % 9}/{2016 + i % 2}")
    return "\n".join(rows + list(extra)) + "\n"


class BadInput(InTemporaryFolder):
    def project(self, text=PROJECT, incidents=None, areas=AREAS):
        self.write("areas.geojson", areas)
        self.write("incidents.csv", incidents if incidents is not None else incident_rows())
        return self.write("project.toml", text)

    def refused(self, *words, **files):
        project = self.project(**files)
        message = diaban("run", project, "-o", self.folder / "out", "--language", "en", expect=1).stderr
        for word in words:
            self.assertIn(word, message)
        self.assertFalse((self.folder / "out").exists())
        return message

    def test_good_input_runs(self):
        diaban("run", self.project(), "-o", self.folder / "out")
        self.assertEqual(len(read_csv(self.folder / "out" / "tables" / "areas.csv")), 3)
        self.assertEqual([a["population"] for a in read_csv(self.folder / "out" / "tables" / "areas.csv")],
                         ["1000", "2000", "3000"])

    def test_rows_that_cannot_be_used_are_kept_with_their_reason(self):
        bad = ["106.05,20.05,,31/02/2017", ",,,13/05/2017", "nan,20.05,,13/05/2017", "x,20.05,,13/05/2017",
               "106.05,200.5,,13/05/2017", "106.05,20.05,,", ",,Xã Hai,14/05/2017"]
        diaban("run", self.project(incidents=incident_rows(*bad)), "-o", self.folder / "out")
        rejects = read_csv(self.folder / "out" / "rejects.csv")
        self.assertEqual([(r["row"], r["reason"]) for r in rejects],
                         [("31", "reject.date-unreadable"), ("32", "reject.coordinates-missing"),
                          ("33", "reject.coordinate-unreadable"), ("34", "reject.coordinate-unreadable"),
                          ("35", "reject.coordinate-out-of-range"), ("36", "reject.date-missing")])
        self.assertEqual(rejects[0]["Ngày"], "31/02/2017")
        entry = read_json(self.folder / "out" / "run.json")["inputs"][1]
        self.assertEqual((entry["rows_read"], entry["rows_accepted"], entry["rows_rejected"]), (37, 31, 6))

    def test_missing_file(self):
        self.refused("incidentz.csv", text=PROJECT.replace("incidents.csv", "incidentz.csv"))

    def test_missing_crs_is_never_guessed(self):
        self.refused("EPSG:9209", text=PROJECT.replace('crs = "EPSG:4326"\n', ""))

    def test_unknown_crs(self):
        self.refused("EPSG:999999", text=PROJECT.replace("EPSG:4326", "EPSG:999999"))

    def test_degrees_where_metres_are_needed(self):
        self.refused("EPSG:4326", "metres",
                     text=PROJECT.replace('title = "Thử"', 'title = "Thử"\ncrs = "EPSG:4326"'))

    def test_unknown_key_names_the_nearest_with_line_and_column(self):
        self.refused("line 19", "column 1", "cell_m", text=PROJECT.replace("cell_m", "cel_m"))

    def test_unknown_section(self):
        self.refused("[density]", text=PROJECT.replace("[density]", "[densty]"))

    def test_unknown_field_names_the_nearest(self):
        self.refused("'Ngày'", text=PROJECT.replace('time = "Ngày"', 'time = "Ngay"'))

    def test_ambiguous_dates_show_both_readings(self):
        rows = "X,Y,Xã,Ngày\n" + "106.05,20.05,,03/04/2017\n" * 5
        self.refused("2017-04-03", "2017-03-04", "time_format", incidents=rows)

    def test_mixed_date_orders(self):
        rows = "X,Y,Xã,Ngày\n106.05,20.05,,13/04/2017\n106.05,20.05,,04/13/2017\n"
        self.refused("13/04/2017", "04/13/2017", incidents=rows)

    def test_empty_incidents(self):
        self.refused("incidents.csv", incidents="X,Y,Xã,Ngày\n")

    def test_personal_columns_are_refused_or_dropped(self):
        rows = "X,Y,Xã,Ngày,Họ và tên\n" + "".join(
            f"106.{5 + i:02d},20.05,,13/04/2017,Nguyễn Văn A\n" for i in range(20)) + ",,,13/04/2017,Trần Thị B\n"
        self.refused("Họ và tên", "drop_personal", incidents=rows)
        project = self.project(text=PROJECT + "[privacy]\ndrop_personal = true\n", incidents=rows)
        diaban("run", project, "-o", self.folder / "out")
        for file in (self.folder / "out").rglob("*"):
            if file.is_file():
                self.assertNotIn("Trần Thị B".encode(), file.read_bytes(), file.name)

    def test_two_areas_with_one_id(self):
        self.refused("'Xã Một'", "'Xã Hai'", areas=AREAS.replace('"02"', '"01"'))

    def test_self_crossing_area_is_repaired_and_told(self):
        crossing = AREAS.replace("[106.1,20.0],[106.1,20.1],[106.0,20.1],[106.0,20.0]",
                                 "[106.1,20.1],[106.1,20.0],[106.0,20.1],[106.0,20.0]", 1)
        done = diaban("run", self.project(areas=crossing), "-o", self.folder / "out", "--language", "en")
        self.assertIn("Xã Một", done.stderr)
        self.assertIn("repaired", done.stderr)

    def test_windows_without_incidents(self):
        text = PROJECT.replace("2016-01-01, 2016-12-31", "1996-01-01, 1996-12-31").replace(
            "2017-01-01, 2017-12-31", "1997-01-01, 1997-12-31")
        self.refused("no incident", text=text)

    def test_all_incidents_at_one_spot_asks_for_a_bandwidth(self):
        rows = "X,Y,Xã,Ngày\n" + "106.05,20.05,,13/04/2017\n" * 5
        self.refused("bandwidth", incidents=rows)
        project = self.project(text=PROJECT.replace("cell_m = 200", "cell_m = 200\nbandwidth_m = 500"), incidents=rows)
        diaban("run", project, "-o", self.folder / "out")

    def test_incidents_by_area_name_alone_are_classified_without_a_surface_to_believe(self):
        rows = "X,Y,Xã,Ngày\n" + "".join(f",,Xã {name},1{i % 10}/0{1 + i % 9}/201{6 + i % 2}\n"
                                          for name, n in (("Một", 40), ("Hai", 30), ("Ba", 90)) for i in range(n))
        text = PROJECT.replace('time = "Ngày"', 'time = "Ngày"\ntime_format = "%d/%m/%Y"')
        done = diaban("run", self.project(text=text, incidents=rows), "-o", self.folder / "out", "--language", "en")
        self.assertIn("coordinates", done.stderr)
        areas = read_csv(self.folder / "out" / "tables" / "areas.csv")
        self.assertEqual([int(a["n_baseline"]) + int(a["n_current"]) for a in areas], [40, 30, 90])

    def test_grid_too_large_says_which_cell_fits(self):
        self.refused("cell_m", text=PROJECT.replace("cell_m = 200", "cell_m = 0.1"))

    def test_somebody_elses_folder_is_not_replaced(self):
        self.write("mine/thesis.txt", "years of work")
        message = diaban("run", self.project(), "-o", self.folder / "mine", "--language", "en", expect=1).stderr
        self.assertIn("run.json", message)
        self.assertEqual((self.folder / "mine" / "thesis.txt").read_text(), "years of work")

    def test_usage_errors(self):
        project = self.project()
        message = diaban("run", project, "--outptu", self.folder / "out", "--language", "en", expect=2).stderr
        self.assertIn("--output", message)
        diaban("runn", project, expect=2)
        diaban(expect=2)
        diaban("run", "--help")

    def test_check_writes_nothing_and_reports(self):
        project = self.project(incidents=incident_rows(",,,13/05/2017"))
        before = sorted(self.folder.iterdir())
        done = diaban("check", project, "--json")
        self.assertEqual(sorted(self.folder.iterdir()), before)
        import json
        report = json.loads(done.stdout)
        self.assertEqual(report["inputs"][1]["rows_rejected"], 1)
        self.assertEqual(report["rejected"][0]["reason"], "reject.coordinates-missing")


if __name__ == "__main__":
    unittest.main()
