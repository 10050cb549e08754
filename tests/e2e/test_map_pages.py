"""Every kind of page of one run: the same again from the output, with what each page must carry; every layer with its look and its words."""
import pathlib
import re
import shutil
import sqlite3
import subprocess
import tempfile
import unittest
from xml.etree import ElementTree

from osgeo import ogr
from osgeo_utils.samples import validate_cloud_optimized_geotiff, validate_gpkg

from diaban_program import ROOT, InTemporaryFolder, diaban, files_of, read_csv, read_json
from test_maps import fonts_embedded, page_text

ogr.UseExceptions()

SAMPLE = ROOT / "data" / "sample"
TITLE = "Sơ kết 6 tháng về công tác chuyển hóa địa bàn phức tạp về an ninh, trật tự trên toàn tỉnh giả định ven biển"
SECTIONS = """
[[overlays]]
name = "markets"
label = "Chợ"
source = "overlays.gpkg"
layer = "markets"
[[overlays]]
name = "schools"
label = "Trường học"
source = "overlays.gpkg"
layer = "schools"
[[levels]]
level = "province"
label = "tỉnh"
source = "province.geojson"
id = "id"
name = "name"
[[themes]]
name = "theft"
label_vi = "Trộm cắp"
label_en = "Theft"
categories = ["Trộm cắp tài sản"]
[cameras]
candidates = "sites.gpkg"
existing = "cameras.gpkg"
count = 12
reach_m = 300
[sweep]
boxes = 9
box_m = 400
[maps]
atlas = true
pack = true
formats = ["pdf", "svg"]
"""
PAGES = ("class", "density", "change", "review_change", "hotspots", "clusters", "cells", "periods", "cameras", "camera_curve", "sweep",
         "theme_theft", "level_province")


def sample_project(folder, sections, extra=""):
    """The committed sample with further sections; `extra` stands in its own section [output]."""
    for file in SAMPLE.iterdir():
        if file.is_file():
            shutil.copy(file, folder / file.name)
    text = (SAMPLE / "project.toml").read_text("utf-8")
    text = re.sub('title = ".*"', f'title = "{TITLE}"', text).replace('weights = "queen"', 'weights = "queen"\ngrid_m = 2500')
    text = text.replace("[classify]", '[classify]\nprevious = "register.csv"')
    (folder / "project.toml").write_text(text.replace("[output]", "[output]\n" + extra) + sections, "utf-8")
    dataset = ogr.Open(str(SAMPLE / "areas.gpkg"))  # a layer lives no longer than its dataset
    register, whole = ["area,date,class"], None
    for k, area in enumerate(dataset.GetLayer(0)):
        register.append(f"{area['area_id']},2016-12-14,{('stable', 'contained', 'complex')[k % 3]}")
        shape = area.GetGeometryRef().Clone()
        whole = shape if whole is None else whole.Union(shape)
    (folder / "register.csv").write_text("\n".join(register) + "\n", "utf-8")
    (folder / "province.geojson").write_text(
        '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::9209"}},"features":'
        '[{"type":"Feature","properties":{"id":"36","name":"Tỉnh giả định"},"geometry":' + whole.ExportToJson() + "}]}", "utf-8")
    return folder / "project.toml"


class EveryPage(InTemporaryFolder):
    @classmethod
    def setUpClass(cls):
        cls.base = pathlib.Path(tempfile.mkdtemp(prefix="diaban-pages-"))
        cls.addClassCleanup(shutil.rmtree, cls.base, True)
        cls.out = cls.base / "out"
        diaban("run", sample_project(cls.base, SECTIONS, 'viewer = false\nformats = ["kml"]\n'), "-o", cls.out)

    def test_every_page_again_from_the_output(self):
        for page in PAGES:
            for ending in ("pdf", "svg"):
                self.assertTrue((self.out / "maps" / f"{page}.{ending}").exists(), page)
        made = files_of(self.out / "maps")
        for form in ("pdf", "svg"):
            diaban("map", self.out, "-o", self.folder, "--format", form)
        again = files_of(self.folder)
        self.assertEqual([n for n in made if n != "atlas.pdf" and made[n] != again[n]], [])
        diaban("map", self.out, "-o", self.folder / "sweep", "--layer", "sweep", "--language", "en")
        self.assertIn("Sweep plan", page_text(self.folder / "sweep" / "sweep.pdf"))

    def test_what_every_page_carries(self):
        run = read_json(self.out / "run.json")["run_id"]
        for page in PAGES:
            file = self.out / "maps" / f"{page}.pdf"
            text = re.sub(r"\s+", " ", page_text(file))
            self.assertIn(TITLE, text, page)
            self.assertIn("KHÔNG PHỔ BIẾN", text, page)
            self.assertIn(run, text, page)
            self.assertNotIn("[[", text, page)
            self.assertEqual({e for _, e in fonts_embedded(file)}, {"yes"}, page)
            if page != "camera_curve":
                self.assertIn("Trang 1/1", text, page)
                self.assertIn("incidents.csv", text, page)
                self.assertIn("VN-2000 / TM-3 105-30", text, page)
            if page not in ("camera_curve", "periods"):  # frames with both kinds of coordinates
                self.assertIn("WGS 84", text, page)
                self.assertRegex(text, r"\d+ km Đ", page)
                self.assertRegex(text, r"\d+°\d\d′ Đ", page)

    def test_overlays_stand_in_the_legend_by_their_labels(self):
        text = page_text(self.out / "maps" / "class.pdf")
        for label in ("Chợ", "Trường học"):
            self.assertIn(label, text)

    def test_every_layer_has_a_look_and_every_column_words(self):
        with sqlite3.connect(self.out / "diaban.gpkg") as database:
            styles = {name: (qml, sld) for name, qml, sld in database.execute("SELECT f_table_name, styleQML, styleSLD FROM layer_styles")}
            spatial = {name for name, in database.execute("SELECT table_name FROM gpkg_geometry_columns")}
            self.assertGreater(len(spatial), 10)
            self.assertEqual(spatial - set(styles) - {"incidents_rejected"}, set())
            for name, (qml, sld) in styles.items():
                ElementTree.fromstring(qml[qml.index("<qgis"):])
                document = ElementTree.fromstring(sld.encode())
                self.assertEqual(document.find(".//{http://www.opengis.net/sld}Name").text, name)
            described = {(t, c): d for t, c, d in database.execute("SELECT table_name, column_name, description FROM gpkg_data_columns")}
            for table, in list(database.execute("SELECT table_name FROM gpkg_contents WHERE table_name <> 'layer_styles'")):
                for _, column, *_ in database.execute(f'PRAGMA table_info("{table}")').fetchall():
                    if column not in ("fid", "geom"):
                        self.assertTrue(described.get((table, column)), f"{table}.{column}")
                        self.assertNotIn("[[", described[table, column])
        for column, unit in (("reach_m", "[m]"), ("bearing_deg", "[degrees]")):
            self.assertIn(unit, described["cameras", column])
        self.assertIn("[km2]", described["sweep", "area_km2"])

    def test_a_handheld_shows_names_and_colours(self):
        cameras = (self.out / "layers" / "cameras.kml").read_text("utf-8")
        self.assertIn("ff3d0d9e", cameras)  # 9E0D3D, in KML's order: alpha, blue, green, red
        with sqlite3.connect(self.out / "diaban.gpkg") as database:
            for (site,) in database.execute("SELECT site_id FROM cameras WHERE status = 'proposed'"):
                self.assertIn(f"<name>{site}</name>", cameras)
        for name in ("cameras", "sweep", "overlay_markets", "level_province"):
            for ending in ("qml", "sld"):
                self.assertTrue((self.out / "layers" / f"{name}.{ending}").exists(), f"{name}.{ending}")

    def test_files_pass_gdals_own_checks(self):
        validate_gpkg.check(str(self.out / "diaban.gpkg"), extra_checks=True)  # raises at the first fault
        for name in ("density", "density_baseline", "density_change", "density_classes"):
            _, errors, _ = validate_cloud_optimized_geotiff.validate(str(self.out / f"{name}.tif"), full_check=True)
            self.assertEqual(errors, [], name)

    def test_the_pack_keeps_its_pages(self):
        for language in ("vi", "en"):
            info = subprocess.run(["pdfinfo", str(self.out / "review" / f"review-{language}.pdf")], capture_output=True, text=True).stdout
            self.assertTrue(4 <= int(re.search(r"Pages:\s+(\d+)", info)[1]) <= 8, info)


class SmallFigures(InTemporaryFolder):
    def test_what_is_too_small_is_withheld_everywhere(self):
        below = 40
        project = sample_project(self.folder, f"\n[privacy]\nsuppress_below = {below}\n[maps]\nlayers = [\"class\"]\nformats = [\"pdf\"]\n")
        diaban("run", project, "-o", self.folder / "out", "--language", "vi")
        out = self.folder / "out"
        diaban("run", sample_project(self.folder, ""), "-o", self.folder / "whole")
        whole = {a["area_id"]: a for a in read_csv(self.folder / "whole" / "tables" / "areas.csv")}
        small = {k for k, a in whole.items() if any(0 < int(a[n]) < below for n in ("n_baseline", "n_current"))}
        self.assertTrue(1 < len(small) < len(whole))  # else this test says nothing
        shown = {a["area_id"]: a for a in read_csv(out / "tables" / "areas.csv")}
        for key, area in shown.items():
            self.assertEqual(area["suppressed"], "1" if key in small else "0")
            for field in ("class", "n_baseline", "n_current", "rate", "rr_low", "change_ratio", "reason_vi", "density_mean_per_km2", "GiZScore"):
                self.assertEqual(area[field], "" if key in small else whole[key][field], f"{key} {field}")
            for field in ("name", "population", "area_km2", "window_current"):
                self.assertEqual(area[field], whole[key][field])
        periods = read_csv(out / "tables" / "area_periods.csv")
        self.assertFalse([r for r in periods if r["n"] and 0 < int(r["n"]) < below])
        # No month that stands alone can be had from the window's count.
        months = [r for r in periods if r["period"] == "month" and r["area_id"] not in small]
        for area in {r["area_id"] for r in months}:
            for current in (True, False):
                hidden = [r for r in months if r["area_id"] == area and (r["from"] >= "2016-12-15") == current and r["suppressed"] == "1"]
                self.assertNotEqual(len(hidden), 1)
        page = page_text(out / "maps" / "class.pdf")
        self.assertIn(f"Không công bố (số quá nhỏ): {len(small)}", page)
        html = (out / "viewer" / "index.html").read_text("utf-8")
        self.assertIn("suppressed", html)
        warning = [w["en"] for w in read_json(out / "run.json")["warnings"] if w["key"] == "finding.small-counts"]
        self.assertIn(f"{len(small)} areas are withheld", warning[0])
        both = sample_project(self.folder, "\n[privacy]\nsuppress_below = 5\nshow_incidents = true\n")
        self.assertIn("show_incidents", diaban("run", both, "-o", self.folder / "no", expect=1).stderr)


if __name__ == "__main__":
    unittest.main()
