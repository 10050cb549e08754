"""`diaban sweep`, `backtest` and `evaluate` as a user calls them, on the committed sample and on files made here."""
import csv
import unittest
from datetime import date, timedelta
from random import Random

from osgeo import ogr, osr

from diaban_program import ROOT, InTemporaryFolder, diaban, read_json

SAMPLE = ROOT / "data" / "sample"
POINTS = ["--x", "E", "--y", "N", "--crs", "EPSG:9209", "--time", "Thời gian", "--time-format", "%d/%m/%Y %H:%M",
          "--detected-by", "Nguồn tin", "--language", "en", "--progress", "never"]
ogr.UseExceptions()


def rows(path, layer):
    dataset = ogr.Open(str(path))
    found = []
    for feature in dataset.GetLayerByName(layer):
        row = {feature.GetFieldDefnRef(i).GetName(): feature.GetField(i) for i in range(feature.GetFieldCount())}
        row["geometry"] = feature.GetGeometryRef().Clone()
        found.append(row)
    return found


def boxes_file(path, boxes):
    """Squares of 100 m by their south-west corner, in EPSG:9209."""
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(9209)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("places", crs, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("box_id", ogr.OFTString))
    for number, (x, y) in enumerate(boxes):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("box_id", f"B{number}")
        feature.SetGeometry(ogr.CreateGeometryFromWkt(
            f"POLYGON(({x} {y},{x + 100} {y},{x + 100} {y + 100},{x} {y + 100},{x} {y}))"))
        layer.CreateFeature(feature)
    return path


class Sweep(InTemporaryFolder):
    def plan(self, *flags, name="plan"):
        out = self.folder / f"{name}.gpkg"
        diaban("sweep", SAMPLE / "incidents.csv", *POINTS, "--within", f"{SAMPLE / 'areas.gpkg'}:areas", "--area-km2", "0.5",
               "--box-m", 300, "--as-of", "2017-11-01", "--horizon-days", "28", *flags, "-o", out)
        return out, read_json(out.with_suffix(".json"))

    def test_boxes_controls_rings_and_record(self):
        out, record = self.plan()
        plan = rows(out, "sweep")
        treated = [r for r in plan if r["role"] == "treated"]
        controls = [r for r in plan if r["role"] == "control"]
        rings = [r for r in plan if r["role"] == "displacement"]
        self.assertEqual([r["rank"] for r in treated], list(range(1, len(treated) + 1)))
        self.assertEqual([r["expected"] for r in treated], sorted((r["expected"] for r in treated), reverse=True))
        self.assertLessEqual(sum(r["area_km2"] for r in treated), 0.5001)
        self.assertGreater(sum(r["area_km2"] for r in treated), 0.4)
        for row in plan:
            self.assertAlmostEqual(row["geometry"].GetArea() / 1e6, row["area_km2"], places=6)
            self.assertTrue(row["reason_vi"] and row["reason_en"])
            self.assertIn(row["weekday_peak"], range(1, 8))
            self.assertRegex(row["hour_peak"], r"^\d\d-\d\d$")
        swept = ogr.Geometry(ogr.wkbGeometryCollection)
        for row in treated:
            swept.AddGeometry(row["geometry"])
        for row in controls:
            self.assertGreater(row["geometry"].Distance(swept), 150.0)
            self.assertIn(row["matched_to"], {r["box_id"] for r in treated})
        for row in rings:
            # Centres within 1.6 sides of 300 m: the band around a box laid off the lattice.
            self.assertLess(row["geometry"].Distance(swept), 0.6 * 300.0 + 1e-3)
        for row in plan:
            self.assertGreater(row["geometry"].GetArea(), 0.0)
        total = sum(row["geometry"].GetArea() for row in plan)
        union = plan[0]["geometry"].Clone()
        for row in plan[1:]:
            union = union.Union(row["geometry"])
        self.assertAlmostEqual(union.GetArea() / total, 1.0, places=6)  # no box over another
        self.assertEqual(len(controls), len(treated))
        self.assertEqual(len({r["box_id"] for r in plan}), len(plan))
        self.assertEqual(len(record["plan"]["plan_sha256"]), 64)
        self.assertTrue(all("rank_with_detected" in b for b in record["plan"]["ranked"]))
        self.assertEqual(out.with_suffix(".pdf").read_bytes()[:5], b"%PDF-")
        # The plan as it is goes into the evaluation: roles tell its rows apart, its table of styles is no layer.
        verdict = self.folder / "verdict.json"
        diaban("evaluate", SAMPLE / "incidents.csv", *POINTS, "--treated", out, "--control", out, "--displacement", out, "--before",
               "2016-11-01,2017-10-31", "--after", "2017-11-01,2017-11-28", "-o", verdict)
        judged = read_json(verdict)
        self.assertEqual(judged["treated"]["places"], len(treated))
        cooling = judged["regression_to_the_mean"]
        self.assertAlmostEqual(judged["detectable"]["incidents"], 2.8016 * cooling["beyond_cooling"]["standard_error"], places=3)
        # What was expected, less what was there before, is the cooling; what lies beyond it is the rest of the difference.
        for side in ("treated", "control"):
            self.assertAlmostEqual(cooling[f"{side}_cooling"], cooling[f"{side}_expected"] - 28 / 365 * judged[side]["before"], places=6)
        self.assertAlmostEqual(cooling["beyond_cooling"]["wdd"],
                               judged["wdd"] - (cooling["treated_cooling"] - cooling["control_cooling"]), places=6)

    def test_any_number_of_threads_plans_the_same(self):
        plans = [self.plan("--threads", n, name=f"t{n}")[1]["plan"] for n in (1, 3)]
        self.assertEqual(plans[0], plans[1])

    def test_the_future_is_not_read(self):
        with open(SAMPLE / "incidents.csv", encoding="utf-8-sig", newline="") as file:
            table = list(csv.reader(file))
        changed = self.folder / "changed.csv"
        moved = 0
        with open(changed, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(table[0])
            for row in table[1:]:
                day, month, year = row[1][:10].split("/")
                if (year, month, day) >= ("2017", "11", "01"):
                    row[5], row[6] = "577176.6", "2245491.4"
                    moved += 1
                writer.writerow(row)
        self.assertGreater(moved, 10)
        _, before = self.plan()
        out = self.folder / "other.gpkg"
        diaban("sweep", changed, *POINTS, "--within", f"{SAMPLE / 'areas.gpkg'}:areas", "--area-km2", "0.5", "--box-m", 300,
               "--as-of", "2017-11-01", "--horizon-days", "28", "-o", out)
        self.assertEqual(read_json(out.with_suffix(".json"))["plan"], before["plan"])

    def test_street_segments_and_areas_in_place_of_boxes(self):
        for places, count in ((SAMPLE / "roads.gpkg", 5), (f"{SAMPLE / 'areas.gpkg'}:areas", 2)):
            out = self.folder / f"places{count}.gpkg"
            diaban("sweep", SAMPLE / "incidents.csv", *POINTS, "--places", places, "--boxes", count, "--as-of", "2017-11-01", "-o", out)
            treated = [r for r in rows(out, "sweep") if r["role"] == "treated"]
            self.assertEqual(len(treated), count)
            # Places of different sizes are taken by expected count per area.
            rates = [r["expected"] / r["area_km2"] for r in treated]
            self.assertEqual(rates, sorted(rates, reverse=True))

    def test_a_budget_of_team_hours(self):
        # Twenty shifts of four hours: a box is visited twice a shift, 15 minutes and 5 of way: 13 1/3 hours; 200 hours are 15 boxes.
        out = self.folder / "hours.gpkg"
        diaban("sweep", SAMPLE / "incidents.csv", *POINTS, "--within", f"{SAMPLE / 'areas.gpkg'}:areas", "--team-hours", 200, "--shifts", 20,
               "--shift-hours", 4, "--box-m", 300, "--as-of", "2017-11-01", "-o", out)
        self.assertEqual(len([r for r in rows(out, "sweep") if r["role"] == "treated"]), 15)
        # Six-hour shifts take a third visit: 20 hours a box.
        diaban("sweep", SAMPLE / "incidents.csv", *POINTS, "--within", f"{SAMPLE / 'areas.gpkg'}:areas", "--team-hours", 200, "--shifts", 20,
               "--shift-hours", 6, "--box-m", 300, "--as-of", "2017-11-01", "-o", out)
        self.assertEqual(len([r for r in rows(out, "sweep") if r["role"] == "treated"]), 10)

    def test_what_cannot_be_is_said(self):
        common = [SAMPLE / "incidents.csv", *POINTS, "-o", self.folder / "x.gpkg"]
        for flags, code, word in ((["--as-of", "2017-11-01"], 2, "needs a budget"), (["--area-km2", 1, "--boxes", 3], 2, "one budget"),
                                  (["--boxes", 3, "--as-of", "2001-01-01"], 1, "no incident"),
                                  (["--boxes", 3, "--as-of", "soon"], 2, "not a day")):
            self.assertIn(word, diaban("sweep", *common, *flags, expect=code).stderr)
        self.assertEqual(list(self.folder.iterdir()), [])


class InARun(InTemporaryFolder):
    def test_sections_sweep_and_evaluate(self):
        for file in SAMPLE.iterdir():
            if file.is_file():
                (self.folder / file.name).write_bytes(file.read_bytes())
        project = self.folder / "project.toml"
        project.write_text(project.read_text("utf-8") + """
[sweep]
boxes = 9
box_m = 400
[evaluate]
treated = "sweep.gpkg"
control = "sweep.gpkg"
before = ["2015-12-15", "2016-01-11"]
after = ["2016-12-15", "2017-01-11"]
""", "utf-8")
        self.without_pages(project)
        diaban("run", project, "-o", self.folder / "out")
        plan = rows(self.folder / "out" / "diaban.gpkg", "sweep")
        self.assertEqual(len([r for r in plan if r["role"] == "treated"]), 9)
        record = read_json(self.folder / "out" / "sweep.json")
        # The sweep begins on the day after the review.
        self.assertEqual(record["study"]["as_of"], "2017-12-15")
        self.assertEqual(read_json(self.folder / "out" / "run.json")["options"]["sweep"]["boxes"], 9)
        self.assertIn("verdict", read_json(self.folder / "out" / "evaluate.json"))


class Backtest(InTemporaryFolder):
    def test_figures_follow_from_their_parts(self):
        out = self.folder / "b.json"
        diaban("backtest", SAMPLE / "incidents.csv", *POINTS, "--within", f"{SAMPLE / 'areas.gpkg'}:areas", "--box-m", 500, "--area-km2", 5,
               "--horizon-days", 28, "--folds", 6, "--roads", SAMPLE / "roads.gpkg", "-o", out)
        record = read_json(out)
        self.assertGreater(record["overall"]["pai_by_street_length"], 0.0)
        self.assertIn("pai_by_street_length", record["overall"]["naive"])
        study = record["study"]["area_km2"]
        self.assertEqual(len(record["folds"]), 6)
        for fold in record["folds"]:
            for figures in (fold, fold["naive"]):
                if figures["events"]:
                    self.assertAlmostEqual(figures["hit_rate"], figures["hits"] / figures["events"])
                    self.assertAlmostEqual(figures["pai"], figures["hit_rate"] / (figures["area_km2"] / study))
            self.assertLessEqual(fold["pei"], 1.0)
        overall = record["overall"]
        self.assertAlmostEqual(overall["hit_rate"], sum(f["hits"] for f in record["folds"]) / sum(f["events"] for f in record["folds"]))
        self.assertAlmostEqual(overall["rri"], overall["pai"] / overall["naive"]["pai"])
        for curve in (v for k, v in record["curve"].items() if k != "area_share"):
            self.assertEqual(curve, sorted(curve))
        self.assertIn("<svg", out.with_suffix(".svg").read_text("utf-8"))
        self.assertEqual(len(out.with_suffix(".csv").read_text("utf-8-sig").splitlines()), 10)


class Evaluate(InTemporaryFolder):
    def points(self, counts):
        """Incidents spread over each box and window: {(x, y): (before, after)}."""
        file = self.folder / "points.csv"
        with open(file, "w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(["x", "y", "date"])
            for (x, y), windows in counts.items():
                for month, count in zip(("01", "02"), windows):
                    for k in range(count):
                        writer.writerow([x + 10 + k % 80, y + 50, f"2017-{month}-{k % 28 + 1:02d}"])
        return file

    def evaluate(self, counts, *flags):
        out = self.folder / "verdict.json"
        diaban("evaluate", self.points(counts), "--x", "x", "--y", "y", "--crs", "EPSG:9209", "--time", "date", "--before",
               "2017-01-01,2017-01-28", "--after", "2017-02-01,2017-02-28", *flags, "-o", out, "--language", "en", "--progress", "never")
        return read_json(out)

    def test_published_examples(self):
        treated = boxes_file(self.folder / "t.gpkg", [(600000, 2250000)])
        control = boxes_file(self.folder / "c.gpkg", [(601000, 2250000)])
        ring = boxes_file(self.folder / "r.gpkg", [(600100, 2250000)])
        sides = ["--treated", treated, "--control", control]
        verdict = self.evaluate({(600000, 2250000): (100, 80), (601000, 2250000): (100, 90)}, *sides)
        self.assertAlmostEqual(verdict["wdd"], -10.0)
        self.assertAlmostEqual(verdict["standard_error"], 19.2, places=1)
        self.assertEqual(verdict["verdict"], "cannot_tell")
        self.assertIn("cannot be told from chance", verdict["verdict_en"])
        verdict = self.evaluate({(600000, 2250000): (100, 50), (601000, 2250000): (100, 100), (600100, 2250000): (100, 150)}, *sides,
                                "--displacement", ring)
        self.assertAlmostEqual(verdict["wdq"], -1.0)
        self.assertAlmostEqual(verdict["wdd"], -50.0)
        self.assertAlmostEqual(verdict["with_displacement"]["wdd"], 0.0)
        self.assertEqual(verdict["verdict"], "fell")

    def test_a_sweep_that_worked_and_one_that_did_nothing(self):
        # Three years of 120 places that differ tenfold, on 6 x 6 km. The plan for four weeks is made from the past; in its boxes
        # all incidents of the four weeks happen, or three in ten of them.
        random = Random(5)
        places = [(random.uniform(100, 5900), random.uniform(100, 5900), 10 ** random.uniform(-2.2, -1.2)) for _ in range(120)]
        start = date(2014, 1, 1)
        incidents = []
        for x, y, daily in places:
            for day in range(1124):
                for _ in range(2):
                    if random.random() < daily / 2:
                        incidents.append((600000 + x + random.gauss(0, 15), 2250000 + y + random.gauss(0, 15), start + timedelta(day)))
        first = start + timedelta(1096)

        def table(name, kept):
            with open(self.folder / name, "w", encoding="utf-8", newline="") as out:
                writer = csv.writer(out)
                writer.writerow(["x", "y", "date"])
                writer.writerows([f"{x:.1f}", f"{y:.1f}", day.isoformat()] for x, y, day in kept)
            return self.folder / name

        columns = ["--x", "x", "--y", "y", "--crs", "EPSG:9209", "--time", "date", "--language", "en", "--progress", "never"]
        plan = self.folder / "plan.gpkg"
        whole = table("whole.csv", incidents)
        diaban("sweep", whole, *columns, "--boxes", 40, "--as-of", first, "--horizon-days", 28, "-o", plan)
        boxes = [r["geometry"] for r in rows(plan, "sweep") if r["role"] == "treated"]

        def prevented(x, y, day):
            point = ogr.Geometry(ogr.wkbPoint)
            point.AddPoint_2D(x, y)
            return day >= first and random.random() < 0.7 and any(box.Contains(point) for box in boxes)

        worked = table("worked.csv", [row for row in incidents if not prevented(*row)])
        verdicts = []
        for points in (whole, worked):
            out = self.folder / "verdict.json"
            diaban("evaluate", points, *columns, "--treated", plan, "--control", plan, "--before",
                   f"{first - timedelta(28)},{first - timedelta(1)}", "--after", f"{first},{first + timedelta(27)}", "-o", out)
            verdicts.append(read_json(out))
        nothing, success = verdicts
        self.assertEqual(nothing["verdict"], "cannot_tell")
        self.assertIn("cannot be told from chance", nothing["verdict_en"])
        self.assertIn("không phân biệt được với ngẫu nhiên", nothing["verdict_vi"])
        self.assertEqual(success["verdict"], "fell")
        self.assertLess(success["treated"]["after"], 0.5 * nothing["treated"]["after"])
        expected = nothing["regression_to_the_mean"]["treated_expected"]
        self.assertLess(abs(nothing["treated"]["after"] - expected), 3.0 * expected ** 0.5)

    def test_the_sample_s_sweep_by_roles(self):
        out = self.folder / "sample.json"
        diaban("evaluate", SAMPLE / "incidents.csv", *POINTS, "--treated", SAMPLE / "sweep.gpkg", "--control", SAMPLE / "sweep.gpkg",
               "--before", "2015-12-15,2016-01-11", "--after", "2016-12-15,2017-01-11", "-o", out)
        verdict = read_json(out)
        roles = [r["role"] for r in rows(SAMPLE / "sweep.gpkg", "sweep")]
        self.assertEqual(verdict["treated"]["places"], roles.count("treated"))
        self.assertEqual(verdict["control"]["places"], roles.count("control"))

    def test_what_cannot_be_is_said(self):
        places = boxes_file(self.folder / "t.gpkg", [(600000, 2250000)])
        points = self.points({(600000, 2250000): (3, 3)})
        diaban("evaluate", points, "--x", "x", "--y", "y", "--crs", "EPSG:9209", "--time", "date", "--treated", places, "--control",
                        places, "--before", "2017-02-01,2017-02-28", "--after", "2017-01-01,2017-01-28", "-o", self.folder / "v.json",
                        "--language", "en", expect=2)
        self.assertFalse((self.folder / "v.json").exists())


if __name__ == "__main__":
    unittest.main()
