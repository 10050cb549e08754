"""The main job on the synthetic sample: files in at one end, layers, maps, tables and a page out at the other."""
import collections
import pathlib
import signal
import sqlite3
import subprocess
import time
import unittest
import zipfile

from osgeo import gdal, ogr
from osgeo_utils.samples import validate_cloud_optimized_geotiff

from diaban_program import PROGRAM, InTemporaryFolder, diaban, files_of, read_csv, read_json

gdal.UseExceptions()

AREA_FIELDS = """area_id name parent class class_label p_stable p_contained p_complex borderline reason_vi reason_en
    previous_class n_baseline n_current population area_km2 rate relative_risk rr_low rr_high change_ratio change_low
    change_high p_rising p_falling density_mean_per_km2 density_max_per_km2 GiZScore GiPValue GiPAdj Gi_Bin NNeighbors COType""".split()


class MainJob(InTemporaryFolder):
    @classmethod
    def setUpClass(cls):
        import shutil
        import tempfile
        cls.base = pathlib.Path(tempfile.mkdtemp(prefix="diaban-sample-"))
        cls.addClassCleanup(shutil.rmtree, cls.base, True)
        diaban("sample", cls.base / "sample")
        cls.project = cls.base / "sample" / "project.toml"
        cls.out = cls.base / "out"
        diaban("run", cls.project, "-o", cls.out, "--threads", 1)
        cls.areas = read_csv(cls.out / "tables" / "areas.csv")

    def test_hotspots_are_those_of_the_command(self):
        """The [hotspots] section gives, figure for figure, what `diaban hotspots` gives for the same counts and residents."""
        with self.subTest("areas"):
            out = self.base / "hotspots.csv"
            diaban("hotspots", f"{self.out / 'diaban.gpkg'}:areas", "-o", out, "--value", "n_current", "--population", "population",
                   "--id", "area_id", "--rate", "eb", "--weights", "queen", "--seed", 1, "--analysis-crs", "EPSG:9209")
            moran = self.base / "moran.csv"
            diaban("hotspots", f"{self.out / 'diaban.gpkg'}:areas", "-o", moran, "--value", "n_current", "--population", "population",
                   "--id", "area_id", "--rate", "eb", "--stat", "moran", "--seed", 1, "--analysis-crs", "EPSG:9209")
            # The command's input carries the run's own columns: they come out as src_<name>.
            expected = {row["area_id"]: row for row in read_csv(out)}
            clusters = {row["area_id"]: row for row in read_csv(moran)}
            self.assertEqual(len(expected), 48)
            for row in self.areas:
                for field in ("GiZScore", "GiPValue", "GiPAdj", "Gi_Bin", "NNeighbors"):
                    self.assertEqual(row[field], expected[row["area_id"]][field], (row["area_id"], field))
                self.assertEqual(row["COType"], clusters[row["area_id"]]["COType"])
        with self.subTest("layer and style"):
            dataset = ogr.Open(str(self.out / "diaban.gpkg"))
            layer = dataset.GetLayerByName("hotspots")
            found = {f["area_id"]: f["GiZScore"] for f in layer}
            self.assertEqual(len(found), 48)
            for row in self.areas:
                self.assertAlmostEqual(float(row["GiZScore"]), found[row["area_id"]], places=9)
            with sqlite3.connect(self.out / "diaban.gpkg") as database:
                styled = {name for (name,) in database.execute("select f_table_name from layer_styles")}
            self.assertLessEqual({"areas", "hotspots"}, styled)

    def test_edge_correction_lifts_the_border_and_adaptive_the_peak(self):
        plain = gdal.Open(str(self.out / "density.tif")).ReadAsArray()
        inside = plain == plain
        for key, check in (('edge = "uniform"', lambda new: (new[inside] >= plain[inside] * 0.999999).all() and
                            new[inside].mean() > 1.01 * plain[inside].mean()),
                           ('adaptive = true', lambda new: new[inside].max() > plain[inside].max())):
            project = self.base / "sample" / "density.toml"
            text = self.project.read_text(encoding="utf-8")
            project.write_text(text.replace('[density]', '[density]\n' + key)
                               .replace('[output]', '[output]\nmaps = false\nviewer = false\ntables = false'), encoding="utf-8")
            out = self.folder / key.split()[0]
            diaban("run", project, "-o", out)
            surface = gdal.Open(str(out / "density.tif")).ReadAsArray()
            self.assertTrue(check(surface), key)

    def test_cells_where_the_project_asks_for_them(self):
        project = self.base / "sample" / "cells.toml"
        text = self.project.read_text(encoding="utf-8")
        project.write_text(text.replace('[hotspots]', '[hotspots]\ngrid_m = 2000\npermutations = 0')
                           .replace('[output]', '[output]\nmaps = false\nviewer = false\ntables = false'), encoding="utf-8")
        out = self.folder / "cells"
        diaban("run", project, "-o", out)
        dataset = ogr.Open(str(out / "diaban.gpkg"))  # kept: a layer does not keep its dataset
        rows = [(f["hotspot_count"], f["GiZScore"], f["Gi_Bin"]) for f in dataset.GetLayerByName("cells")]
        self.assertEqual(sum(count for count, _, _ in rows),
                         sum(int(row["n_current"]) for row in self.areas))
        self.assertTrue(any(bin_ == 3 for _, _, bin_ in rows))

    def test_planted_classes_come_back(self):
        truth = {row["area_id"]: row["class"] for row in read_csv(self.base / "sample" / "truth.csv")}
        found = {row["area_id"]: row["class"] for row in self.areas}
        self.assertEqual(collections.Counter(found.values()), {"stable": 22, "contained": 22, "complex": 4})
        self.assertEqual(found, truth)

    def test_truth_is_read_by_nothing(self):
        (self.folder / "copy").mkdir()
        for file in (self.base / "sample").iterdir():
            if "truth" not in file.name:
                (self.folder / "copy" / file.name).write_bytes(file.read_bytes())
        self.without_pages(self.folder / "copy" / "project.toml")
        diaban("run", self.folder / "copy" / "project.toml", "-o", self.folder / "out")
        again = read_csv(self.folder / "out" / "tables" / "areas.csv")
        self.assertEqual([a["class"] for a in again], [a["class"] for a in self.areas])

    def test_every_promised_file_is_there(self):
        for name in ("run.json diaban.gpkg density.tif density_baseline.tif density_change.tif rejects.csv "
                     "tables/areas.csv tables/areas.xlsx maps/class.pdf maps/class.png maps/density.pdf "
                     "maps/density.png viewer/index.html").split():
            self.assertGreater((self.out / name).stat().st_size, 0, name)
        leftover = [p.name for p in self.base.iterdir() if "partial" in p.name]
        self.assertEqual(leftover, [])

    def test_the_rule_is_named_on_every_map_table_and_page(self):
        digest = read_json(self.out / "run.json")["options"]["classify"]["rule_hash"]
        for table in sorted((self.out / "tables").glob("*.csv")):
            with self.subTest(table.name):
                rows = read_csv(table)
                self.assertTrue(rows)
                self.assertTrue(all(digest in row.get("rule_hash", row["rule"]) for row in rows))
        for table in sorted((self.out / "tables").glob("*.xlsx")):
            with self.subTest(table.name), zipfile.ZipFile(table) as parts:
                self.assertTrue(any(digest in parts.read(name).decode("utf-8") for name in parts.namelist()))
        for page in sorted((self.out / "maps").glob("*.pdf")):
            with self.subTest(page.name):
                self.assertIn(digest, subprocess.run(["pdftotext", page, "-"], capture_output=True, text=True, check=True).stdout)
        self.assertIn(digest, (self.out / "viewer" / "index.html").read_text("utf-8"))

    def test_fields_of_the_contract(self):
        self.assertLessEqual(set(AREA_FIELDS), set(self.areas[0]))
        dataset = ogr.Open(str(self.out / "diaban.gpkg"))
        layer = dataset.GetLayerByName("areas")
        names = [layer.GetLayerDefn().GetFieldDefn(i).GetName() for i in range(layer.GetLayerDefn().GetFieldCount())]
        self.assertLessEqual(set(AREA_FIELDS), set(names))
        self.assertEqual(layer.GetFeatureCount(), 48)
        self.assertEqual(layer.GetSpatialRef().GetAuthorityCode(None), "9209")
        for feature in layer:
            self.assertTrue(feature.GetGeometryRef().IsValid())

    def test_probabilities_and_intervals_make_sense(self):
        for area in self.areas:
            total = sum(float(area[f"p_{c}"]) for c in ("stable", "contained", "complex"))
            self.assertAlmostEqual(total, 1.0, places=9)
            self.assertLess(float(area["rr_low"]), float(area["relative_risk"]))
            self.assertLess(float(area["relative_risk"]), float(area["rr_high"]))
            self.assertLess(float(area["change_low"]), float(area["change_high"]))
            self.assertAlmostEqual(float(area["p_rising"]) + float(area["p_falling"]), 1.0, places=9)

    def test_reasons_carry_window_and_counts_in_both_languages(self):
        for area in self.areas:
            self.assertIn("15/12/2016 – 14/12/2017", area["reason_vi"])
            self.assertIn("2016-12-15 – 2017-12-14", area["reason_en"])
            self.assertIn(f": {area['n_current']} ", area["reason_vi"])
            self.assertIn(f": {area['n_current']} incidents", area["reason_en"])

    def test_counts_agree_with_an_independent_count(self):
        """Points in polygons counted with OGR, feature by feature, from the files themselves."""
        dataset = ogr.Open(str(self.base / "sample" / "areas.gpkg"))
        polygons = {f.GetField("area_id"): f.GetGeometryRef().Clone() for f in dataset.GetLayerByName("areas")}
        counts = collections.Counter()
        for row in read_csv(self.base / "sample" / "incidents.csv"):
            day, month, year = row["Thời gian"][:10].split("/")
            if not "2016-12-15" <= f"{year}-{month}-{day}" <= "2017-12-14":
                continue
            point = ogr.Geometry(ogr.wkbPoint)
            point.AddPoint_2D(float(row["E"]), float(row["N"]))
            for area_id, polygon in polygons.items():
                x_min, x_max, y_min, y_max = polygon.GetEnvelope()
                if x_min <= point.GetX() <= x_max and y_min <= point.GetY() <= y_max and polygon.Intersects(point):
                    counts[area_id] += 1
                    break
        self.assertEqual({a["area_id"]: int(a["n_current"]) for a in self.areas if int(a["n_current"])}, dict(counts))

    def test_rows_add_up_in_the_manifest(self):
        run = read_json(self.out / "run.json")
        for entry in run["inputs"]:
            self.assertEqual(entry["rows_read"], entry["rows_accepted"] + entry["rows_rejected"])
            self.assertEqual(len(entry["sha256"]), 64)
        self.assertEqual(run["results"]["split"], {"stable": 22, "contained": 22, "complex": 4})
        self.assertEqual(run["crs"]["code"], "EPSG:9209")
        self.assertGreater(run["peak_memory_mb"], 0)

    def test_style_is_where_qgis_looks(self):
        with sqlite3.connect(self.out / "diaban.gpkg") as connection:
            rows = connection.execute("SELECT f_table_name, styleQML, useAsDefault FROM layer_styles").fetchall()
            described = dict(connection.execute(
                "SELECT column_name, description FROM gpkg_data_columns WHERE table_name = 'areas'").fetchall())
        self.assertEqual([(r[0], r[2]) for r in rows], [("areas", 1), ("isolines", 1), ("hotspots", 1)])
        for value in ("stable", "contained", "complex", "ổn định", "kiềm chế", "phức tạp"):
            self.assertIn(f'"{value}"', rows[0][1])
        self.assertIn("km2", described["area_km2"])

    def test_surfaces_are_valid_cogs_with_unit_and_nodata(self):
        for name in ("density.tif", "density_baseline.tif", "density_change.tif"):
            warnings, errors, _ = validate_cloud_optimized_geotiff.validate(str(self.out / name), full_check=True)
            self.assertEqual(errors, [], name)
            dataset = gdal.Open(str(self.out / name))
            band = dataset.GetRasterBand(1)
            self.assertEqual(band.GetUnitType(), "per km2")
            self.assertNotEqual(band.GetNoDataValue(), band.GetNoDataValue())  # NaN
            self.assertGreater(band.GetOverviewCount(), 0)

    def test_density_integrates_to_the_incidents(self):
        """Sum of cells times cell area is the number of incidents, less what the coast cuts off."""
        dataset = gdal.Open(str(self.out / "density.tif"))
        values = dataset.GetRasterBand(1).ReadAsArray()
        total = float(values[values == values].sum()) * 0.05 * 0.05
        incidents = sum(int(a["n_current"]) for a in self.areas)
        self.assertLess(total, incidents * 1.0001)
        self.assertGreater(total, incidents * 0.85)

    def test_spreadsheet_holds_the_same_table(self):
        self.assertTrue((self.out / "tables" / "areas.csv").read_bytes().startswith(b"\xef\xbb\xbf"))
        with zipfile.ZipFile(self.out / "tables" / "areas.xlsx") as archive:
            self.assertIsNone(archive.testzip())
        dataset = ogr.Open(str(self.out / "tables" / "areas.xlsx"))
        self.assertEqual([f.GetField("class") for f in dataset.GetLayer(0)], [a["class"] for a in self.areas])

    def test_same_bytes_for_any_number_of_threads_and_again(self):
        diaban("run", self.project, "-o", self.folder / "two", "--threads", 2)
        one, two = files_of(self.out), files_of(self.folder / "two")
        self.assertEqual(one.keys(), two.keys())
        for name in one:
            if name != "run.json":
                self.assertTrue(one[name] == two[name], f"{name} differs between 1 and 2 threads")
        a, b = read_json(self.out / "run.json"), read_json(self.folder / "two" / "run.json")
        for run in (a, b):
            for key in ("timings_s", "peak_memory_mb", "threads"):
                run.pop(key)
        self.assertEqual(a, b)

    def test_failed_run_leaves_the_older_output_untouched(self):
        out = self.folder / "out"
        copy = self.folder / "copy"
        copy.mkdir()
        for file in (self.base / "sample").iterdir():
            (copy / file.name).write_bytes(file.read_bytes())
        self.without_pages(copy / "project.toml")
        diaban("run", copy / "project.toml", "-o", out)
        before = files_of(out)
        # Half-way: areas can be read, incidents cannot.
        project = (copy / "project.toml").read_text("utf-8").replace('time = "Thời gian"', 'time = "Thời gia"')
        (copy / "project.toml").write_text(project, "utf-8")
        failed = diaban("run", copy / "project.toml", "-o", out, "--language", "en", expect=1)
        self.assertIn("Thời gian", failed.stderr)
        self.assertEqual(files_of(out), before)
        self.assertEqual([p.name for p in self.folder.iterdir() if "partial" in p.name], [])

    def test_interrupt_leaves_no_output(self):
        text = self.project.read_text("utf-8")
        project = self.base / "sample" / "slow.toml"
        project.write_text(text.replace("cell_m = 50", "cell_m = 8"), "utf-8")
        process = subprocess.Popen([str(PROGRAM), "run", str(project), "-o", str(self.folder / "out")],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        staged = None
        for _ in range(200):
            staged = [p for p in self.folder.iterdir() if "partial" in p.name]
            if staged:
                break
            time.sleep(0.01)
        self.assertTrue(staged, "the run did not start")
        process.send_signal(signal.SIGINT)
        _, message = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 1, message)
        self.assertIn("Đã dừng theo yêu cầu", message)
        self.assertEqual(list(self.folder.iterdir()), [])


class OtherLists(InTemporaryFolder):
    """Other seeds and splits than the sample's own."""

    def share_right(self, **options):
        flags = [f"--{name}={value}" for name, value in options.items()]
        name = "-".join(map(str, options.values())).replace(",", "_")
        diaban("sample", self.folder / name, *flags)
        self.without_pages(self.folder / name / "project.toml")
        diaban("run", self.folder / name / "project.toml", "-o", self.folder / (name + "-out"))
        truth = {row["area_id"]: row["class"] for row in read_csv(self.folder / name / "truth.csv")}
        found = {row["area_id"]: row["class"] for row in read_csv(self.folder / (name + "-out") / "tables" / "areas.csv")}
        self.assertEqual(truth.keys(), found.keys())
        return sum(truth[k] == found[k] for k in truth) / len(truth), collections.Counter(found.values())

    def test_other_seeds_and_splits(self):
        for seed, split in ((11, "22,22,4"), (12, "30,12,6"), (13, "40,5,3")):
            right, counted = self.share_right(seed=seed, split=split)
            self.assertGreaterEqual(right, 0.95, f"seed {seed}, split {split}: {counted}")

    def test_one_common_rate_gives_no_complex_area(self):
        _, counted = self.share_right(seed=21, split="48,0,0")
        self.assertEqual(counted["complex"], 0, counted)

    def test_another_number_of_areas(self):
        right, counted = self.share_right(seed=31, areas=20, split="12,6,2", incidents=6000)
        self.assertGreaterEqual(right, 0.95, counted)


if __name__ == "__main__":
    unittest.main()
