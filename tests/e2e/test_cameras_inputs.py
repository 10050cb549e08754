"""What a camera plan is made from: places that must be seen, kinds of demand, given distances, obstacles. Plans checked by
enumeration or by small scenes whose answer is plain to see."""
import itertools
import math
import random
import unittest

import numpy
from osgeo import gdal, ogr, osr

from diaban_program import ROOT, InTemporaryFolder, diaban, read_csv, read_json
from test_cameras import INCIDENTS, SAMPLE, points_file, rows, sees

COMMON = ["--language", "en", "--as-of", "2017-12-14"]
gdal.UseExceptions()
ogr.UseExceptions()
X, Y = 580000.0, 2230000.0  # a corner of the scenes, EPSG:9209


def crs():
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(9209)
    return reference


def layer_file(path, kind, features, fields=()):
    """Features as (wkt, values...) with one text or real column for each field."""
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("layer", crs(), kind)
    for name, value in zip(fields, features[0][1:]):
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString if isinstance(value, str) else ogr.OFTReal))
    for wkt, *values in features:
        feature = ogr.Feature(layer.GetLayerDefn())
        for name, value in zip(fields, values):
            feature.SetField(name, value)
        feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        layer.CreateFeature(feature)
    return path


def box(x, y, width, height):
    x, y = X + x, Y + y
    return f"POLYGON(({x} {y},{x + width} {y},{x + width} {y + height},{x} {y + height},{x} {y}))"


def raster_file(path, values, cell, x=X, y=Y):
    """Row 0 is the northernmost; the raster's south-west corner is x, y."""
    values = numpy.asarray(values, dtype=numpy.float32)
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), values.shape[1], values.shape[0], 1, gdal.GDT_Float32)
    dataset.SetGeoTransform((x, cell, 0, y + cell * values.shape[0], 0, -cell))
    dataset.SetProjection(crs().ExportToWkt())
    dataset.GetRasterBand(1).WriteArray(values)
    dataset.FlushCache()
    return path


class Scene(InTemporaryFolder):
    def plan(self, demand, *flags, name="out", expect=0):
        out = self.folder / f"{name}.gpkg"
        done = diaban("cameras", demand, *flags, *COMMON, "-o", out, expect=expect)
        return (out, read_json(out.with_suffix(".json"))) if expect == 0 else done.stderr

    def seen_ids(self, out):
        """Places that are seen, as offsets from the corner."""
        return sorted((round(r["x"] - X), round(r["y"] - Y)) for r in rows(out, "coverage"))


class MustCover(Scene):
    def test_against_enumeration(self):
        told = possible = binding = 0
        for seed in range(8):
            rng = random.Random(100 + seed)
            points = [(X + 1000 * rng.random(), Y + 1000 * rng.random(), rng.randint(1, 9)) for _ in range(40)]
            sites = [(X + 1000 * rng.random(), Y + 1000 * rng.random()) for _ in range(11)]
            # Within reach of some site each, often far from where demand is.
            must = [(s[0] + 100.0, s[1] + 100.0) for s in sites[:3 if seed % 2 else 5]]
            near = [{i for i, p in enumerate(points) if math.dist(p[:2], s) <= 250.0} for s in sites]
            sees_must = [{i for i, m in enumerate(must) if math.dist(m, s) <= 250.0} for s in sites]

            def value(chosen):
                return sum(points[i][2] for i in set().union(set(), *[near[j] for j in chosen]))

            plans = list(itertools.combinations(range(11), 2 + seed % 2))
            good = [c for c in plans if len(set().union(*[sees_must[j] for j in c])) == len(must)]
            demand = points_file(self.folder / f"p{seed}.gpkg", points, ["w"])
            places = points_file(self.folder / f"m{seed}.gpkg", must)
            candidates = points_file(self.folder / f"s{seed}.gpkg", sites)
            flags = [demand, "--weight", "w", "--candidates", candidates, "--must-cover", places, "--reach-m", 250, "--count", 2 + seed % 2]
            if not good:
                told += 1
                self.assertIn("must be seen", self.plan(*flags, name=f"o{seed}", expect=1))
                continue
            possible += 1
            best = max(value(c) for c in good)
            binding += best < max(value(c) for c in plans)
            out, record = self.plan(*flags, name=f"o{seed}")
            self.assertAlmostEqual(record["objective"], best)
            self.assertEqual(record["gap"], 0.0)
            lines = [r for r in rows(out, "coverage_summary") if r["by"] == "must_cover"]
            self.assertEqual([r["covered_after"] for r in lines], [1.0] * len(must))
            self.assertTrue(any("must be seen" in r["reason_en"] for r in rows(out, "cameras")))
        self.assertGreater(possible, 2)
        self.assertGreater(binding, 1)
        self.assertGreater(told, 0)

    def test_a_place_that_no_site_sees(self):
        demand = points_file(self.folder / "p.gpkg", [(X, Y)])
        must = layer_file(self.folder / "m.gpkg", ogr.wkbPoint, [(f"POINT({X + 5000} {Y})", "Trường A")], ["name"])
        message = self.plan(demand, "--must-cover", must, "--candidates", demand, "--count", 1, expect=1)
        self.assertIn("Trường A", message)

    def test_set_cover_covers_them_too(self):
        demand = points_file(self.folder / "p.gpkg", [(X, Y), (X + 10, Y)])
        sites = points_file(self.folder / "s.gpkg", [(X, Y), (X + 500, Y)])
        must = points_file(self.folder / "m.gpkg", [(X + 510, Y)])
        _, record = self.plan(demand, "--must-cover", must, "--candidates", sites, "--model", "lscp")
        self.assertEqual(record["objective"], 2)


class Distances(Scene):
    def instance(self, seed):
        """Distances that no straight line gives: each pair its own random number."""
        rng = random.Random(200 + seed)
        demand = [(f"tract {i}", rng.randint(1, 50)) for i in range(14)]
        sites = [f"store_{j}" for j in range(8)]
        metres = {(d, s): round(10000 * rng.random(), 1) for d, _ in demand for s in sites}
        self.write("demand.csv", "NAME,long,lat,POP\n" + "".join(
            f"{d},{106 + i / 1000},{20.2},{w}\n" for i, (d, w) in enumerate(demand)))
        self.write("sites.csv", "NAME,long,lat\n" + "".join(f"{s},106.1,{20.1 + j / 1000}\n" for j, s in enumerate(sites)))
        pairs = [f"{s},{d},{m}\n" for (d, s), m in metres.items()]
        rng.shuffle(pairs)
        self.write("cost.csv", "name,DestinationName,distance\n" + "".join(pairs))
        return demand, sites, metres

    def answer(self, *flags, expect=0):
        found = self.plan(self.folder / "demand.csv", "--x", "long", "--y", "lat", "--crs", "EPSG:4326", "--weight", "POP",
                          "--demand-id", "NAME", "--candidates", self.folder / "sites.csv", "--site-id", "NAME", "--distances",
                          self.folder / "cost.csv", "--distance-demand", "DestinationName", "--distance-site", "name",
                          "--distance-metres", "distance", *flags, expect=expect)
        return found if expect else found[1]

    def test_each_model_against_enumeration(self):
        for seed in range(5):
            demand, sites, metres = self.instance(seed)
            reach = 2500.0
            near = {s: {d for d, _ in demand if metres[d, s] <= reach} for s in sites}
            weight = dict(demand)

            def value(chosen):
                return sum(weight[d] for d in set().union(set(), *[near[s] for s in chosen]))

            subsets = [c for k in range(len(sites) + 1) for c in itertools.combinations(sites, k)]
            best = max(value(c) for c in subsets if len(c) == 3)
            self.assertAlmostEqual(self.answer("--count", 3, "--reach-m", reach)["objective"], best)
            fewest = min(len(c) for c in subsets if value(c) == value(sites))
            self.assertAlmostEqual(self.answer("--model", "lscp", "--reach-m", reach)["objective"], fewest)
            best = min(sum(w * min(metres[d, s] for s in c) for d, w in demand) for c in subsets if len(c) == 3)
            self.assertAlmostEqual(self.answer("--model", "p-median", "--count", 3)["objective"], best, places=4)

    def test_what_is_told(self):
        self.instance(0)
        cost = (self.folder / "cost.csv").read_text()
        lines = cost.splitlines(keepends=True)
        self.write("cost.csv", "".join(line for line in lines if "store_3" not in line))
        self.assertIn("store_3", self.answer("--count", 2, expect=1))
        self.write("cost.csv", "".join(lines[:-1]))
        self.assertIn("every distance", self.answer("--model", "p-median", "--count", 2, expect=1))
        self.write("cost.csv", cost.replace(lines[3], lines[3].rsplit(",", 1)[0] + ",-4\n"))
        self.assertIn("row 3", self.answer("--count", 2, expect=1))
        self.write("cost.csv", cost + lines[1].rsplit(",", 1)[0] + ",77\n")
        self.assertIn("twice", self.answer("--count", 2, expect=1))
        self.write("cost.csv", cost)
        self.assertIn("--field-of-view-deg", self.answer("--count", 2, "--field-of-view-deg", 90, expect=2))


class WhatHides(Scene):
    """A camera at the corner, points 40 m east (A) and 40 m north (B)."""

    def setUp(self):
        super().setUp()
        self.demand = points_file(self.folder / "p.gpkg", [(X + 40, Y), (X, Y + 40)])
        self.site = points_file(self.folder / "s.gpkg", [(X, Y)])

    def seen(self, *flags, name="out", mast=6):
        return self.seen_ids(self.plan(self.demand, "--candidates", self.site, "--count", 1, "--mast-m", mast, "--eye-m", 1.5, *flags, name=name)[0])

    def test_buildings_with_heights(self):
        self.assertEqual(self.seen(name="open"), [(0, 40), (40, 0)])
        # Over the house from 15 to 25 m the line falls from 4.31 to 3.19 m: 3 m let it pass, 3.3 m do not.
        low = layer_file(self.folder / "low.gpkg", ogr.wkbPolygon, [(box(15, -5, 10, 10), 3.0)], ["height_m"])
        high = layer_file(self.folder / "high.gpkg", ogr.wkbPolygon, [(box(15, -5, 10, 10), 3.3)], ["height_m"])
        self.assertEqual(self.seen("--buildings", low, name="low"), [(0, 40), (40, 0)])
        self.assertEqual(self.seen("--buildings", high, name="high"), [(0, 40)])

    def test_terrain(self):
        # 2 m cells; the south-west corner lies 61 m south-west of the camera, so that points fall on cell centres.
        flat = numpy.full((81, 81), 10.0)
        ridge = flat.copy()
        ridge[:, 39:42] = 20.0  # a wall of 10 m from 17 to 23 m east of the camera, all along
        flat_file = raster_file(self.folder / "flat.tif", flat, 2.0, X - 61, Y - 61)
        ridge_file = raster_file(self.folder / "ridge.tif", ridge, 2.0, X - 61, Y - 61)
        self.assertEqual(self.seen("--terrain", flat_file, name="flat"), [(0, 40), (40, 0)])
        self.assertEqual(self.seen("--terrain", ridge_file, name="ridge"), [(0, 40)])
        # From a mast of 30 m the line is 13.6 m above the plain or higher where it passes the 10 m of the ridge.
        self.assertEqual(self.seen("--terrain", ridge_file, name="mast", mast=30), [(0, 40), (40, 0)])

    def test_terrain_in_another_crs(self):
        ridge = numpy.full((81, 81), 10.0)
        ridge[:, 39:42] = 20.0
        file = raster_file(self.folder / "ridge.tif", ridge, 2.0, X - 61, Y - 61)
        warped = self.folder / "degrees.tif"
        gdal.Warp(str(warped), str(file), dstSRS="EPSG:4326", resampleAlg="bilinear")
        self.assertEqual(self.seen("--terrain", warped), [(0, 40)])

    def test_no_dwelling_in_view(self):
        sites = points_file(self.folder / "two.gpkg", [(X, Y), (X + 30, Y + 30)])
        house = layer_file(self.folder / "house.gpkg", ogr.wkbPolygon, [(box(-50, -50, 10, 10),)])
        out, _ = self.plan(self.demand, "--candidates", sites, "--count", 1, "--dwellings", house, "--reach-m", 60)
        # 57 m from the first site to the house's corner, over 60 m from the second.
        self.assertEqual([(round(c["x"] - X), round(c["y"] - Y)) for c in rows(out, "cameras")], [(30, 30)])


class Demand(Scene):
    def test_hours_and_categories_of_the_sample(self):
        flags = [*INCIDENTS, "--candidates", SAMPLE / "sites.gpkg", "--existing", SAMPLE / "cameras.gpkg", "--reach-m", 300, "--count", 10,
                 "--time", "Thời gian", "--time-format", "%d/%m/%Y %H:%M", "--category", "Loại vụ"]
        out, record = self.plan(*flags)
        working = [c for c in rows(out, "cameras") if c["status"] == "proposed" or c["working"]]
        total, seen = {}, {}
        for row in read_csv(SAMPLE / "incidents.csv"):
            time = row["Thời gian"]
            hour = time[11:13] if len(time) == 16 else ""
            place = (float(row["E"]), float(row["N"]))
            total[hour] = total.get(hour, 0) + 1
            seen[hour] = seen.get(hour, 0) + any(sees(c, place) for c in working)
        lines = {r["key"]: r for r in rows(out, "coverage_summary") if r["by"] == "hour"}
        self.assertEqual({k: r["total"] for k, r in lines.items()}, total)
        self.assertEqual({k: r["covered_after"] for k, r in lines.items()}, seen)
        by_category = [r for r in rows(out, "coverage_summary") if r["by"] == "category"]
        self.assertEqual(sum(r["total"] for r in by_category), sum(total.values()))
        night = sum(n for hour, n in total.items() if hour and (int(hour) >= 18 or int(hour) < 6))
        _, record = self.plan(*flags, "--hours", "18-6", name="night")
        self.assertEqual(record["demand"]["total_weight"], night)
        kind = by_category[0]["key"]
        _, record = self.plan(*flags, "--categories", kind, name="kind")
        self.assertEqual(record["demand"]["total_weight"], by_category[0]["total"])
        self.assertIn("Nearest", self.plan(*flags, "--categories", kind + "x", name="none", expect=1))
        self.assertIn("18-6", self.plan(*flags, "--hours", "25-3", name="bad", expect=1))

    def test_a_density_surface(self):
        # Cells of 50 m; only the one around (75, 25) is hot: 8 of 10 units.
        surface = raster_file(self.folder / "density.tif", [[400, 0, 400], [0, 3200, 0]], 50.0)
        sites = points_file(self.folder / "s.gpkg", [(X + 75, Y + 20), (X + 25, Y + 75)])
        out, record = self.plan(surface, "--candidates", sites, "--count", 1, "--reach-m", 20)
        self.assertAlmostEqual(record["demand"]["total_weight"], 4000 * 0.0025)
        self.assertAlmostEqual(record["objective"], 3200 * 0.0025)
        hot = [r for r in rows(out, "coverage_summary") if r["key"] == "hot_area"]
        self.assertEqual([(r["total"], r["covered_before"], r["covered_after"]) for r in hot], [(0.0025, 0.0, 0.0025)])

    def test_areas_by_their_class(self):
        areas = layer_file(self.folder / "a.gpkg", ogr.wkbPolygon,
                           [(box(0, 0, 200, 200), "A", "complex"), (box(1000, 0, 200, 200), "B", "stable")], ["area_id", "class"])
        sites = points_file(self.folder / "s.gpkg", [(X + 100, Y + 100), (X + 1100, Y + 100)])
        out, record = self.plan(areas, "--spread-m", 20, "--class", "class", "--class-weights", "complex=3,stable=1",
                                "--candidates", sites, "--count", 2, "--reach-m", 60, "--areas", areas)
        # Each area's weight of 1 is shared by its points and multiplied by its class.
        self.assertAlmostEqual(record["demand"]["total_weight"], 4.0)
        proposed = rows(out, "cameras")
        self.assertEqual([round(c["x"] - X) for c in proposed], [100, 1100])
        self.assertAlmostEqual(proposed[0]["marginal_weight"], 3 * proposed[1]["marginal_weight"])
        lines = {r["key"]: r["total"] for r in rows(out, "coverage_summary") if r["by"] == "area"}
        self.assertAlmostEqual(lines["A"], 3.0)
        self.assertAlmostEqual(lines["B"], 1.0)

    def test_a_class_of_site_is_worth_something(self):
        demand = points_file(self.folder / "p.gpkg", [(X, Y, 5.0), (X + 500, Y, 4.0)], ["w"])
        sites = layer_file(self.folder / "s.gpkg", ogr.wkbPoint,
                           [(f"POINT({X} {Y})", "ngã ba"), (f"POINT({X + 500} {Y})", "chợ")], ["kind"])
        flags = [demand, "--weight", "w", "--candidates", sites, "--count", 1]
        self.assertEqual(rows(self.plan(*flags)[0], "cameras")[0]["covered_weight"], 5.0)
        out, record = self.plan(*flags, "--bonus", "kind", "--bonus-values", "chợ=2", name="bonus")
        self.assertEqual(rows(out, "cameras")[0]["covered_weight"], 4.0)
        self.assertEqual(record["objective"], 6.0)

    def test_an_unknown_status_is_told(self):
        demand = points_file(self.folder / "p.gpkg", [(X, Y), (X + 500, Y)])
        cameras = layer_file(self.folder / "c.gpkg", ogr.wkbPoint,
                             [(f"POINT({X} {Y})", "a", "lạ"), (f"POINT({X + 500} {Y})", "b", "hỏng")], ["id", "status"])
        done = diaban("cameras", demand, "--candidates", demand, "--existing", cameras, "--count", 1, *COMMON, "-o", self.folder / "o.gpkg")
        self.assertIn("'lạ'", done.stderr)
        self.assertEqual([c["working"] for c in rows(self.folder / "o.gpkg", "cameras") if c["status"] == "existing"], [True, False])


class Plot(Scene):
    def test_the_curve_as_a_page(self):
        for ending, begin in ((".pdf", b"%PDF"), (".png", b"\x89PNG"), (".svg", b"<?xml")):
            plot = self.folder / f"curve{ending}"
            self.plan(*INCIDENTS, "--candidates", SAMPLE / "sites.gpkg", "--count", 5, "--reach-m", 300, "--plot", plot, name=ending[1:])
            self.assertEqual(plot.read_bytes()[:len(begin)], begin)
        self.assertIn(".pdf", self.plan(*INCIDENTS, "--count", 5, "--plot", self.folder / "curve.doc", expect=2))


if __name__ == "__main__":
    unittest.main()
