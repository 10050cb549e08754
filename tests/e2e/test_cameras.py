"""`diaban cameras` as a user calls it: the committed sample, plans checked by enumeration, and what is said about bad input."""
import itertools
import math
import random
import signal
import subprocess
import time
import unittest

from osgeo import ogr

from diaban_program import PROGRAM, ROOT, InTemporaryFolder, diaban, read_json

SAMPLE = ROOT / "data" / "sample"
INCIDENTS = [SAMPLE / "incidents.csv", "--x", "E", "--y", "N", "--crs", "EPSG:9209"]
COMMON = ["--language", "en", "--as-of", "2017-12-14"]
ogr.UseExceptions()


def rows(path, layer):
    """All features of a layer as dictionaries, with x and y for points."""
    dataset = ogr.Open(str(path))
    found = []
    for feature in dataset.GetLayerByName(layer):
        row = {feature.GetFieldDefnRef(i).GetName(): feature.GetField(i) for i in range(feature.GetFieldCount())}
        geometry = feature.GetGeometryRef()
        if geometry is not None and geometry.GetGeometryType() == ogr.wkbPoint:
            row["x"], row["y"] = geometry.GetX(), geometry.GetY()
        found.append(row)
    return found


def points_file(path, points, fields=()):
    """A GeoJSON-like CSV would lose the CRS: a GeoPackage in EPSG:9209 with one real column for each field."""
    from osgeo import osr
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(9209)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("points", crs, ogr.wkbPoint)
    for name in fields:
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTReal))
    for x, y, *values in points:
        feature = ogr.Feature(layer.GetLayerDefn())
        for name, value in zip(fields, values):
            feature.SetField(name, value)
        geometry = ogr.Geometry(ogr.wkbPoint)
        geometry.AddPoint_2D(x, y)
        feature.SetGeometry(geometry)
        layer.CreateFeature(feature)
    return path


class OnTheSample(InTemporaryFolder):
    def plan(self, *flags, name="plan"):
        out = self.folder / f"{name}.gpkg"
        diaban("cameras", *INCIDENTS, "--candidates", SAMPLE / "sites.gpkg", "--existing", SAMPLE / "cameras.gpkg",
               *flags, *COMMON, "-o", out)
        return out, read_json(out.with_suffix(".json"))

    def test_thirty_six_cameras(self):
        out, record = self.plan("--count", 36)
        cameras = rows(out, "cameras")
        proposed = [c for c in cameras if c["status"] == "proposed"]
        self.assertEqual(len(proposed), 36)
        self.assertEqual([c["rank"] for c in proposed], list(range(1, 37)))
        self.assertEqual(len([c for c in cameras if c["status"] == "existing"]), 52)
        # The figures again, from the written layers and the input alone.
        incidents = [(float(r["E"]), float(r["N"])) for r in csv_rows(SAMPLE / "incidents.csv")]
        working = [c for c in cameras if c["status"] == "proposed" or c["working"]]
        seen = sum(any(sees(c, p) for c in working) for p in incidents)
        self.assertAlmostEqual(record["coverage"]["weight_after"], seen)
        self.assertAlmostEqual(record["objective"], seen)
        self.assertAlmostEqual(proposed[-1]["cumulative_share"], seen / len(incidents))
        self.assertLessEqual(record["objective"], record["upper_bound"])
        self.assertEqual(sum(r["points"] for r in rows(out, "coverage")), seen)
        self.assertEqual(sum(r["points"] for r in rows(out, "uncovered")), len(incidents) - seen)
        curve = rows(out, "marginal_curve")
        self.assertEqual(len(curve), 37)
        gains = [r["marginal_weight"] for r in curve[1:]]
        self.assertEqual(gains, sorted(gains, reverse=True))
        for camera in proposed:
            self.assertTrue(camera["reason_vi"] and camera["reason_en"] and camera["purpose"])
            self.assertEqual(camera["review_date"], "2018-12-14")
        dataset = ogr.Open(str(out))  # a layer does not keep its dataset open
        metadata = dict(dataset.GetLayerByName("cameras").GetMetadata())
        for name in ("objective", "upper_bound", "gap", "solver", "seconds"):
            self.assertIn(name, metadata)
            self.assertIn(name, record)

    def test_broken_cameras_do_not_count(self):
        _, record = self.plan("--count", 1)
        self.assertEqual(record["sites"]["existing"], 52)
        self.assertEqual(record["sites"]["existing_working"], 44)  # 5 'hỏng' and 3 'tạm dừng' of 52

    def test_a_budget_is_kept(self):
        out, record = self.plan("--budget", 100, "--reach-m", 400)
        spent = sum(c["cost"] for c in rows(out, "cameras") if c["status"] == "proposed")
        self.assertLessEqual(spent, 100.0 + 1e-9)
        self.assertAlmostEqual(spent, record["sites"]["spent"])
        self.assertEqual(record["gap"], 0.0)

    def test_views_that_must_not_overlap(self):
        out, _ = self.plan("--count", 20, "--reach-m", 300, "--max-overlap", 0)
        proposed = [c for c in rows(out, "cameras") if c["status"] == "proposed"]
        for a, b in itertools.combinations(proposed, 2):
            self.assertGreater(math.hypot(a["x"] - b["x"], a["y"] - b["y"]), 2 * 300 * 0.995)

    def test_more_cameras_never_cover_less_and_threads_do_not_matter(self):
        before = 0.0
        for count in (1, 5, 20, 60, 113, 500):
            out, record = self.plan("--count", count, "--reach-m", 200, name=f"c{count}")
            self.assertGreaterEqual(record["coverage"]["weight_after"], before)
            before = record["coverage"]["weight_after"]
        one, _ = self.plan("--count", 20, "--reach-m", 200, "--threads", 1, name="one")
        two, _ = self.plan("--count", 20, "--reach-m", 200, "--threads", 2, name="two")
        for layer in ("cameras", "coverage", "uncovered", "marginal_curve"):
            self.assertEqual(rows(one, layer), rows(two, layer))

    def test_candidates_may_be_a_table(self):
        listed = self.write("sites.csv", "site_id,E,N\n" + "".join(
            f"{r['site_id']},{r['x']},{r['y']}\n" for r in rows(SAMPLE / "sites.gpkg", "sites")))
        out = self.folder / "table.gpkg"
        diaban("cameras", *INCIDENTS, "--candidates", listed, "--count", 36, *COMMON, "-o", out)
        other = self.folder / "layer.gpkg"
        diaban("cameras", *INCIDENTS, "--candidates", SAMPLE / "sites.gpkg", "--count", 36, *COMMON, "-o", other)
        self.assertEqual([c["site_id"] for c in rows(out, "cameras")], [c["site_id"] for c in rows(other, "cameras")])

    def test_candidates_from_roads_and_from_a_grid(self):
        for flags in (["--roads", SAMPLE / "roads.gpkg", "--road-step-m", 500], []):
            out = self.folder / "made.gpkg"
            done = diaban("cameras", *INCIDENTS, *flags, "--count", 5, "--reach-m", 200, *COMMON, "-o", out)
            self.assertIn("No sites were given", done.stderr)
            self.assertEqual(len([c for c in rows(out, "cameras") if c["status"] == "proposed"]), 5)


def csv_rows(path):
    from diaban_program import read_csv
    return read_csv(path)


def sees(camera, point):
    dx, dy = point[0] - camera["x"], point[1] - camera["y"]
    if math.hypot(dx, dy) > camera["reach_m"]:
        return False
    if camera["bearing_deg"] is None or camera["field_of_view_deg"] >= 360:
        return True
    turn = abs(math.degrees(math.atan2(dx, dy)) - camera["bearing_deg"]) % 360
    return min(turn, 360 - turn) <= camera["field_of_view_deg"] / 2 + 1e-9


class AgainstEnumeration(InTemporaryFolder):
    """Small problems, every set of sites tried."""

    def instance(self, seed):
        rng = random.Random(seed)
        points = [(580000 + 1000 * rng.random(), 2230000 + 1000 * rng.random(), rng.randint(1, 9)) for _ in range(40)]
        sites = [(580000 + 1000 * rng.random(), 2230000 + 1000 * rng.random(), rng.randint(1, 9)) for _ in range(11)]
        points_file(self.folder / f"p{seed}.gpkg", points, ["w"])
        points_file(self.folder / f"s{seed}.gpkg", sites, ["cost"])
        return points, sites

    def answer(self, seed, *flags):
        out = self.folder / f"o{seed}.gpkg"
        diaban("cameras", self.folder / f"p{seed}.gpkg", "--weight", "w", "--candidates", self.folder / f"s{seed}.gpkg",
               *flags, *COMMON, "-o", out)
        return read_json(out.with_suffix(".json"))

    def test_each_model(self):
        for seed in range(6):
            points, sites = self.instance(seed)
            reach = 250.0
            near = [{i for i, p in enumerate(points) if math.dist(p[:2], s[:2]) <= reach} for s in sites]

            def value(chosen):
                return sum(points[i][2] for i in set().union(set(), *[near[j] for j in chosen]))

            subsets = [c for k in range(len(sites) + 1) for c in itertools.combinations(range(len(sites)), k)]
            best = max(value(c) for c in subsets if len(c) <= 3)
            self.assertAlmostEqual(self.answer(seed, "--count", 3, "--reach-m", reach)["objective"], best)
            best = max(value(c) for c in subsets if sum(sites[j][2] for j in c) <= 12)
            self.assertAlmostEqual(self.answer(seed, "--budget", 12, "--reach-m", reach)["objective"], best)
            every = value(range(len(sites)))
            least = min(sum(sites[j][2] for j in c) for c in subsets if value(c) == every)
            self.assertAlmostEqual(
                self.answer(seed, "--model", "lscp", "--cost", "cost", "--reach-m", reach)["objective"], least)
            best = min(sum(p[2] * min(math.dist(p[:2], sites[j][:2]) for j in c) for p in points)
                       for c in subsets if len(c) == 3)
            self.assertAlmostEqual(self.answer(seed, "--model", "p-median", "--count", 3)["objective"], best, places=4)


class BadInput(InTemporaryFolder):
    def refused(self, *arguments, expect=1, words=()):
        message = diaban("cameras", *arguments, *COMMON, "-o", self.folder / "out.gpkg", expect=expect).stderr
        for word in words:
            self.assertIn(word, message)
        self.assertEqual([p.name for p in self.folder.iterdir() if "out" in p.name], [])
        return message

    def test_what_is_told(self):
        sites = ["--candidates", SAMPLE / "sites.gpkg"]
        self.refused(*INCIDENTS, *sites, expect=2, words=["--count"])
        self.refused(*INCIDENTS, *sites, "--count", 3, "--budget", 3, expect=2)
        self.refused(*INCIDENTS, *sites, "--count", 3, "--counts", 4, expect=2, words=["--count"])
        self.refused(*INCIDENTS, *sites, "--count", 3, "--reach-m", 0.0005, words=["degrees", "0.0005"])
        self.refused(*INCIDENTS, *sites, "--count", 3, "--analysis-crs", "EPSG:4326", words=["not in metres"])
        self.refused(*INCIDENTS, *sites, "--count", 3, "--reach-m", 1, words=["nearest is 10 m"])
        self.refused(*INCIDENTS, *sites, "--budget", 1, words=["cheapest site (6.6)"])
        self.refused(*INCIDENTS, *sites, "--count", 3, "--cost", "coste", words=["Nearest: 'cost'"])
        self.refused(SAMPLE / "incidents.csv", "--count", 3, words=["--x"])
        self.refused(SAMPLE / "nothing.gpkg", "--count", 3, words=["nothing.gpkg"])

    def test_weights_costs_and_places(self):
        points = points_file(self.folder / "p.gpkg", [(580000, 2230000, 1.0), (580100, 2230000, -2.0)], ["w"])
        plain = points_file(self.folder / "q.gpkg", [(580000, 2230000, 1.0), (580100, 2230000, 2.0)], ["w"])
        priced = points_file(self.folder / "s.gpkg", [(580000, 2230000, 0.0)], ["price"])
        far = points_file(self.folder / "far.gpkg", [(480000, 2230000)])
        self.refused(points, "--weight", "w", "--count", 1, words=["row 2", "-2"])
        self.refused(plain, "--weight", "w", "--candidates", priced, "--budget", 5, words=["--cost"])
        self.refused(plain, "--candidates", priced, "--budget", 5, "--cost", "price", words=["price", "row 1"])
        self.refused(plain, "--existing", far, "--count", 1, words=["100 km"])
        everything = diaban("cameras", plain, "--candidates", far, "--model", "p-median", "--count", 9, *COMMON, "-o",
                            self.folder / "all.gpkg")
        self.assertIn("9 cameras were asked for, there are 1 sites", everything.stderr)


class Stopping(InTemporaryFolder):
    def hard_problem(self):
        rng = random.Random(5)
        points = [(580000 + 9000 * rng.random(), 2230000 + 9000 * rng.random(), rng.random()) for _ in range(4000)]
        return points_file(self.folder / "p.gpkg", points, ["w"])

    def test_time_up_and_ctrl_c_give_the_best_so_far(self):
        points = self.hard_problem()
        flags = ["cameras", points, "--weight", "w", "--reach-m", 700, "--grid-m", 250, "--count", 60, *COMMON]
        diaban(*flags, "--time-limit-s", 0.5, "-o", self.folder / "short.gpkg")
        short = read_json(self.folder / "short.json")
        self.assertEqual(short["stop"], "time-limit")
        self.assertGreater(short["objective"], 0.0)
        self.assertGreaterEqual(short["upper_bound"], short["objective"])
        running = subprocess.Popen([str(PROGRAM), *map(str, flags), "--time-limit-s", "120", "-o",
                                    str(self.folder / "long.gpkg")], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(3.0)
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=60)
        self.assertEqual(running.returncode, 0)
        stopped = read_json(self.folder / "long.json")
        self.assertEqual(stopped["stop"], "cancelled")
        self.assertGreater(stopped["objective"], 0.0)
        self.assertGreaterEqual(stopped["upper_bound"], stopped["objective"])


if __name__ == "__main__":
    unittest.main()
