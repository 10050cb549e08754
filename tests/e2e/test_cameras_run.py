"""[cameras] of a project: the plan of the command, in the layers, maps and record of a run."""
import shutil
import sqlite3
import unittest

from osgeo import gdal, ogr

from diaban_program import InTemporaryFolder, diaban, read_json
from test_cameras import SAMPLE, rows

gdal.UseExceptions()
ogr.UseExceptions()
LAYERS = ("cameras", "views", "coverage", "uncovered", "marginal_curve", "coverage_summary")


class CamerasInARun(InTemporaryFolder):
    def project(self, section, name="p", pages=False):
        """The committed sample with a section [cameras]."""
        folder = self.folder / name
        shutil.copytree(SAMPLE, folder)
        file = folder / "project.toml"
        text = file.read_text("utf-8")
        if not pages:
            text = text.replace("[output]", "[output]\nmaps = false\nviewer = false\n")
        file.write_text(text.replace("[output]", f"[cameras]\n{section}\n[output]"), "utf-8")
        return file

    def run_project(self, section, *flags, name="p", pages=False):
        out = self.folder / f"out-{name}"
        diaban("run", self.project(section, name, pages), "-o", out, *flags)
        return out

    def test_the_same_plan_as_the_command(self):
        section = 'demand = "incidents.csv"\ncandidates = "sites.gpkg"\nexisting = "cameras.gpkg"\ncount = 36\nmust_cover = "overlays.gpkg:schools"\nreach_m = 600'
        out = self.run_project(section)
        alone = self.folder / "alone.gpkg"
        diaban("cameras", SAMPLE / "incidents.csv", "--x", "E", "--y", "N", "--crs", "EPSG:9209", "--candidates", SAMPLE / "sites.gpkg",
               "--existing", SAMPLE / "cameras.gpkg", "--must-cover", f"{SAMPLE}/overlays.gpkg:schools", "--count", 36, "--reach-m", 600,
               "--as-of", "2017-12-14", "--language", "vi", "-o", alone)
        for layer in ("cameras", "views", "coverage", "uncovered", "marginal_curve"):
            # A run also says by which rule its areas are classed.
            planned = [{name: value for name, value in row.items() if name not in ("rule", "rule_hash")} for row in rows(out / "diaban.gpkg", layer)]
            self.assertEqual(planned, rows(alone, layer), layer)
        cameras = read_json(out / "run.json")["cameras"]
        record = read_json(alone.with_suffix(".json"))
        for name in ("objective", "upper_bound", "gap", "solver", "marginal_curve", "coverage"):
            self.assertEqual(cameras[name], record[name], name)
        self.assertIn("seconds", cameras)
        dataset = ogr.Open(str(out / "diaban.gpkg"))
        metadata = dict(dataset.GetLayerByName("cameras").GetMetadata())
        for name in ("objective", "upper_bound", "gap", "solver", "seconds"):
            self.assertIn(name, metadata)
        # The layers of a run are the same bytes from run to run: the seconds stand where the metadata say.
        file, pointer = metadata["seconds"].split("#")
        value = read_json(out / file)
        for part in pointer.strip("/").split("/"):
            value = value[part]
        self.assertGreater(value, 0.0)
        inputs = {i["role"]: i for i in read_json(out / "run.json")["inputs"]}
        for role, path in (("candidates", "sites.gpkg"), ("existing", "cameras.gpkg"), ("demand", "incidents.csv"), ("must_cover", "overlays.gpkg")):
            self.assertEqual(inputs["cameras." + role]["path"], path)
            self.assertEqual(len(inputs["cameras." + role]["sha256"]), 64)
        with sqlite3.connect(out / "diaban.gpkg") as database:
            styled = {name for name, in database.execute("SELECT f_table_name FROM layer_styles")}
        self.assertTrue({"areas", "cameras", "views", "coverage", "uncovered"} <= styled)

    def test_the_runs_own_incidents(self):
        section = 'candidates = "sites.gpkg"\nexisting = "cameras.gpkg"\ncount = 5\nreach_m = 300\n'
        out = self.run_project(section, "--threads", 1, pages=True)
        record = read_json(out / "run.json")
        self.assertEqual(record["cameras"]["demand"]["total_weight"], record["results"]["current"]["located"])
        summary = {(r["by"], r["key"]): r for r in rows(out / "diaban.gpkg", "coverage_summary")}
        whole = summary["all", "incidents"]
        self.assertEqual(whole["total"], record["results"]["current"]["located"])
        for by in ("hour", "category", "area"):
            parts = [r for (kind, _), r in summary.items() if kind == by]
            self.assertGreater(len(parts), 1, by)
            for field in ("total", "covered_before", "covered_after"):
                self.assertAlmostEqual(sum(r[field] for r in parts), whole[field], msg=by)
        # Hot area: the densest cells of density.tif that hold half of it.
        band = gdal.Open(str(out / "density.tif")).ReadAsArray().astype("float64").ravel()
        cells = sorted((v for v in band if v > 0), reverse=True)
        held, count = 0.0, 0
        half = 0.5 * sum(cells)
        while held < half:
            held += cells[count]
            count += 1
        self.assertAlmostEqual(summary["all", "hot_area"]["total"] / (count * 0.0025), 1.0, delta=1e-3)
        self.assertGreater(summary["all", "hot_area"]["covered_after"], summary["all", "hot_area"]["covered_before"])
        for file in ("cameras.pdf", "cameras.png", "camera_curve.pdf", "camera_curve.png"):
            self.assertGreater((out / "maps" / file).stat().st_size, 1000, file)
        for camera in rows(out / "diaban.gpkg", "cameras"):
            if camera["status"] == "proposed":
                self.assertEqual(camera["review_date"], "2018-12-14")
        # The same bytes for any number of threads.
        again = self.folder / "again"
        diaban("run", self.folder / "p" / "project.toml", "-o", again, "--threads", 2)
        for file in ("diaban.gpkg", "maps/cameras.pdf", "maps/camera_curve.pdf"):
            self.assertEqual((out / file).read_bytes(), (again / file).read_bytes(), file)

    def test_density_and_classes_as_demand(self):
        out = self.run_project('demand = "density"\ncandidates = "sites.gpkg"\ncount = 5', name="density")
        total = read_json(out / "run.json")["cameras"]["demand"]["total_weight"]
        band = gdal.Open(str(out / "density.tif")).ReadAsArray().astype("float64")
        self.assertAlmostEqual(total / (band[band > 0].sum() * 0.0025), 1.0, places=5)
        out = self.run_project('demand = "areas"\nclass_weights = {complex = 3, contained = 1}\ncandidates = "sites.gpkg"\ncount = 5\nreach_m = 300',
                               name="areas")
        areas = {r["area_id"]: r for r in rows(out / "diaban.gpkg", "areas")}
        weights = {"complex": 3.0, "contained": 1.0, "stable": 0.0, None: 0.0}
        for row in rows(out / "diaban.gpkg", "coverage_summary"):
            if row["by"] == "area":
                area = areas[row["key"]]
                # Every area has points in it; the few on shared borders may count for a neighbour.
                self.assertAlmostEqual(row["total"], weights[area["class"]] * area["area_km2"], delta=0.02 * area["area_km2"])
        by_class = self.run_project('class_weights = "complex=1"\ncandidates = "sites.gpkg"\ncount = 1\nreach_m = 900', name="class")
        lines = [r for r in rows(by_class / "diaban.gpkg", "coverage_summary") if r["by"] == "area"]
        self.assertEqual({r["key"] for r in lines if r["total"] > 0}, {k for k, a in areas.items() if a["class"] == "complex" and a["n_current"]})

    def test_what_is_told(self):
        def told(section, name):
            return diaban("run", self.project(section, name), "-o", self.folder / "none", "--language", "en", expect=1).stderr
        self.assertIn("cameras.count", told('candidates = "sites.gpkg"', "a"))
        self.assertIn("Nearest: 'count'", told("counts = 3", "b"))
        self.assertIn("detect", told('count = 3\ntask = "look"', "c"))
        self.assertIn("nothing.gpkg", told('count = 3\ncandidates = "nothing.gpkg"', "d"))
        self.assertFalse((self.folder / "none").exists())


if __name__ == "__main__":
    unittest.main()
