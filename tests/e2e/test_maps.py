"""Maps of an output, made again from the output alone; the formats of layers; what a reader of the pages finds in them."""
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
from xml.etree import ElementTree

from osgeo import gdal, ogr
from osgeo_utils.samples import validate_cloud_optimized_geotiff, validate_gpkg

from diaban_program import InTemporaryFolder, diaban, files_of, read_csv, read_json

gdal.UseExceptions()

TITLE = "DỮ LIỆU MÔ PHỎNG – Phân loại địa bàn, tỉnh giả định ven biển"


def page_text(pdf):
    return subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout.replace("\n", " ")


def fonts_embedded(pdf):
    """[(name, embedded)] of a PDF."""
    lines = subprocess.run(["pdffonts", str(pdf)], capture_output=True, text=True, check=True).stdout.splitlines()
    at = lines[0].index("emb")
    return [(line.split()[0], line[at:at + 3]) for line in lines[2:]]


class MapsFromOutput(InTemporaryFolder):
    @classmethod
    def setUpClass(cls):
        cls.base = pathlib.Path(tempfile.mkdtemp(prefix="diaban-maps-"))
        cls.addClassCleanup(shutil.rmtree, cls.base, True)
        diaban("sample", cls.base / "sample", "--incidents", 4000)
        cls.project = cls.base / "sample" / "project.toml"
        cls.out = cls.base / "out"
        diaban("run", cls.project, "-o", cls.out)

    def test_the_same_pages_again_from_the_files(self):
        diaban("map", self.out, "-o", self.folder)
        for file in sorted((self.out / "maps").glob("*.pdf")):
            self.assertEqual(file.read_bytes(), (self.folder / file.name).read_bytes(), file.name)
        self.assertTrue((self.folder / "density_baseline.pdf").exists())

    def test_paper_format_and_language(self):
        before = {f.name: f.read_bytes() for f in (self.out / "maps").iterdir()}
        diaban("map", self.out, "-o", self.folder, "--page", "A3", "--portrait", "--format", "png", "--layer", "change")
        png = (self.folder / "change.png").read_bytes()
        self.assertEqual((int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")), (3508, 4961))
        diaban("map", self.out, "-o", self.folder, "--format", "svg", "--layer", "density")
        self.assertIn("<svg", (self.folder / "density.svg").read_text("utf-8")[:200])
        diaban("map", self.out, "-o", self.folder, "--language", "en", "--layer", "periods")
        self.assertIn("per 1,000 residents", page_text(self.folder / "periods.pdf").replace("\u00a0", " "))
        self.assertEqual(before, {f.name: f.read_bytes() for f in (self.out / "maps").iterdir()})

    def test_titles_are_found_and_fonts_embedded(self):
        for file in sorted((self.out / "maps").glob("*.pdf")):
            self.assertIn(TITLE, page_text(file), file.name)
            self.assertNotIn("[[", page_text(file))
            for name, embedded in fonts_embedded(file):
                self.assertEqual(embedded, "yes", f"{file.name}: {name}")

    def test_what_cannot_be_drawn_is_said(self):
        self.assertIn("class", diaban("map", self.out, "--layer", "clas", expect=2).stderr)
        self.assertIn("class, density", diaban("map", self.out, "--layer", "review_change", expect=1).stderr)
        self.assertIn("run.json", diaban("map", self.folder, expect=1).stderr)
        shutil.copytree(self.out, self.folder / "damaged")
        (self.folder / "damaged" / "run.json").write_text("{}", "utf-8")
        self.assertIn("run.json", diaban("map", self.folder / "damaged", expect=1).stderr)
        diaban("map", self.out, "--page", "A5", expect=2)

    def test_overlays_of_an_output_stand_on_the_map_and_in_its_legend(self):
        shutil.copytree(self.out, self.folder / "with")
        dataset = ogr.Open(str(self.folder / "with" / "diaban.gpkg"), 1)
        areas = dataset.GetLayerByName("areas")
        layer = dataset.CreateLayer("overlay_chợ đầu mối", areas.GetSpatialRef(), ogr.wkbPoint)
        for area in areas:
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetGeometry(area.GetGeometryRef().PointOnSurface())
            layer.CreateFeature(feature)
        dataset = None
        diaban("map", self.folder / "with", "--layer", "class")
        self.assertIn("chợ đầu mối", page_text(self.folder / "with" / "maps" / "class.pdf"))

    def test_what_changed_since_the_last_review(self):
        text = self.project.read_text("utf-8").replace('"areas.gpkg"', f'"{self.base}/sample/areas.gpkg"').replace(
            '"incidents.csv"', f'"{self.base}/sample/incidents.csv"').replace("[classify]", '[classify]\nprevious = "register.csv"')
        now = read_csv(self.out / "tables" / "areas.csv")
        register = read_csv(self.out / "tables" / "register.csv")
        lines = [",".join(register[0])]
        for row in register:  # the review before: everything was contained
            lines.append(",".join("2016-12-14" if v == "2017-12-14" else "contained" if k == "class" else v for k, v in row.items()))
        self.write("register.csv", "\n".join(lines) + "\n")
        project = self.write("p.toml", text + '\n[maps]\nlayers = ["review_change"]\npack = true\n')
        diaban("run", project, "-o", self.folder / "out")
        page = page_text(self.folder / "out" / "maps" / "review_change.pdf")
        self.assertEqual(len(now), 48)
        changed = {a["area_id"]: (a["previous_class"], a["class"]) for a in read_csv(self.folder / "out" / "tables" / "areas.csv")}
        order = {"stable": 0, "contained": 1, "complex": 2}
        worse = sum(order[c] > order[p] for p, c in changed.values())
        better = sum(order[c] < order[p] for p, c in changed.values())
        self.assertGreater(worse + better, 0)
        self.assertIn(f"Xấu đi một bậc: {worse}", page)
        self.assertIn(f"Tốt lên một bậc: {better}", page)
        summary = page_text(self.folder / "out" / "review" / "review-vi.pdf")
        for words, count in (("Xấu đi", worse), ("Tốt lên", better)):  # what did not happen is not spoken of
            self.assertEqual(f"{words} so với lần rà soát trước ({count})" in summary, count > 0)

    def test_the_project_chooses(self):
        text = self.project.read_text("utf-8").replace('"areas.gpkg"', f'"{self.base}/sample/areas.gpkg"').replace(
            '"incidents.csv"', f'"{self.base}/sample/incidents.csv"')
        chosen = self.write("p.toml", text + '\n[maps]\nlayers = ["class"]\npage = "A3"\nportrait = true\nformats = ["svg"]\n')
        diaban("run", chosen, "-o", self.folder / "out")
        self.assertEqual([f.name for f in (self.folder / "out" / "maps").iterdir()], ["class.svg"])
        self.assertIn('height="1190.55', (self.folder / "out" / "maps" / "class.svg").read_text("utf-8")[:400])
        self.assertEqual(read_json(self.folder / "out" / "run.json")["options"]["maps"]["page"], "A3")
        wrong = self.write("q.toml", text + '\n[maps]\nlayers = ["clas"]\n')
        self.assertIn("density", diaban("run", wrong, "-o", self.folder / "no", expect=1).stderr)


class FormatsAndPack(InTemporaryFolder):
    @classmethod
    def setUpClass(cls):
        cls.base = pathlib.Path(tempfile.mkdtemp(prefix="diaban-pack-"))
        cls.addClassCleanup(shutil.rmtree, cls.base, True)
        diaban("sample", cls.base / "sample", "--incidents", 4000)
        cls.project = cls.base / "sample" / "project.toml"
        text = cls.project.read_text("utf-8")
        cls.project.write_text(text.replace("[output]", '[maps]\nlayers = ["class"]\nformats = ["svg"]\npack = true\natlas = true\n'
                                            '[output]\nviewer = false\nformats = ["geojson", "fgb", "kml"]\n'), "utf-8")
        cls.out = cls.base / "out"
        diaban("run", cls.project, "-o", cls.out)

    def test_layers_in_every_format(self):
        for ending in ("geojson", "fgb", "kml"):
            for name, count in (("areas", 48), ("isolines", None)):
                dataset = ogr.Open(str(self.out / "layers" / f"{name}.{ending}"))
                layer = dataset.GetLayer(0)
                self.assertEqual(layer.GetFeatureCount(), count or layer.GetFeatureCount())
                self.assertGreater(layer.GetFeatureCount(), 0)
        collection = json.loads((self.out / "layers" / "areas.geojson").read_text("utf-8"))
        self.assertNotIn("crs", collection)  # RFC 7946, section 4
        first = collection["features"][0]
        self.assertIn(first["properties"]["class"], ("stable", "contained", "complex"))
        rings = first["geometry"]["coordinates"]
        ring = rings[0] if first["geometry"]["type"] == "Polygon" else rings[0][0]
        self.assertTrue(all(100 < x < 110 and 8 < y < 24 for x, y in ring))
        area = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:]))
        self.assertGreater(area, 0)  # RFC 7946, section 3.1.6: outer rings turn counterclockwise

    def test_kml_wears_the_colours(self):
        text = (self.out / "layers" / "areas.kml").read_text("utf-8")
        self.assertIn("b328117d", text)  # 7D1128, seven tenths opaque, in KML's order: alpha, blue, green, red
        self.assertIn("<name>Xã", text)

    def test_styles_stand_beside_and_are_xml(self):
        for name in ("areas", "isolines"):
            ElementTree.parse(self.out / "layers" / f"{name}.qml")
            sld = ElementTree.parse(self.out / "layers" / f"{name}.sld")
            self.assertEqual(sld.find(".//{http://www.opengis.net/sld}Name").text, name)
        colours = {e.get("color") for e in ElementTree.parse(self.out / "density.qml").iter("item")}
        self.assertGreater(len(colours), 3)

    def test_geopackage_and_coloured_raster_are_valid(self):
        validate_gpkg.check(str(self.out / "diaban.gpkg"), extra_checks=True)  # raises at the first fault
        warnings, errors, _ = validate_cloud_optimized_geotiff.validate(str(self.out / "density_classes.tif"), full_check=True)
        self.assertEqual(errors, [])
        dataset = gdal.Open(str(self.out / "density_classes.tif"))
        band = dataset.GetRasterBand(1)
        self.assertEqual(band.GetColorInterpretation(), gdal.GCI_PaletteIndex)
        self.assertGreater(band.GetColorTable().GetCount(), 3)

    def test_every_table_is_there_for_a_spreadsheet(self):
        for name in ("areas", "area_periods", "incident_hours", "sensitivity"):
            self.assertEqual((self.out / "tables" / f"{name}.csv").read_bytes()[:3], b"\xef\xbb\xbf")
            self.assertTrue((self.out / "tables" / f"{name}.xlsx").exists())
        hours = read_csv(self.out / "tables" / "incident_hours.csv")
        run = read_json(self.out / "run.json")
        for window in ("baseline", "current"):
            inside = run["results"][window]["incidents"] - run["results"][window]["outside_areas"]
            self.assertEqual(sum(int(r["n"]) for r in hours if r["period"] == window), inside)
        self.assertEqual(len(hours), 2 * 7 * 24)

    def test_pack(self):
        for language, summary, methods in (("vi", "22 ổn định, 22 kiềm chế, 4 phức tạp", "Cách tính"),
                                           ("en", "22 stable, 22 contained, 4 complex", "Methods")):
            pdf = self.out / "review" / f"review-{language}.pdf"
            pages = int(re.search(r"Pages:\s+(\d+)", subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True).stdout)[1])
            self.assertTrue(4 <= pages <= 8, pages)
            text = page_text(pdf)
            html = (self.out / "review" / f"review-{language}.html").read_text("utf-8")
            for words in (TITLE, summary, methods):
                self.assertIn(words, text)
                self.assertIn(words, html)
            self.assertIn(f"{pages}/{pages}", text)
            self.assertNotIn("[[", text + html)
            self.assertNotRegex(html, r'(src|href)="(?!data:)')
            self.assertEqual({e for _, e in fonts_embedded(pdf)}, {"yes"})
            for figure in ("trend", "hours", "ranked_change"):
                for ending in (".svg", ".png"):
                    self.assertTrue((self.out / "review" / "figures" / f"{figure}-{language}{ending}").exists())

    def test_atlas_has_a_page_for_each_area(self):
        atlas = self.out / "maps" / "atlas.pdf"
        info = subprocess.run(["pdfinfo", str(atlas)], capture_output=True, text=True).stdout
        self.assertRegex(info, r"Pages:\s+48\n")
        text = page_text(atlas)
        for area in read_csv(self.out / "tables" / "areas.csv"):
            self.assertIn(area["name"], text)

    def test_the_same_bytes_again_and_from_the_output(self):
        diaban("run", self.project, "-o", self.folder / "again", "--threads", 1)
        first, second = files_of(self.out), files_of(self.folder / "again")
        self.assertEqual(first.keys(), second.keys())
        self.assertEqual([n for n in first if n != "run.json" and first[n] != second[n]], [])
        diaban("map", self.out, "--layer", "pack", "-o", self.folder / "pack")
        diaban("map", self.out, "--layer", "atlas", "-o", self.folder / "atlas")
        made = {f"review/{name}": data for name, data in files_of(self.folder / "pack").items()}
        made["maps/atlas.pdf"] = (self.folder / "atlas" / "atlas.pdf").read_bytes()
        self.assertEqual([n for n in made if made[n] != first[n]], [])


if __name__ == "__main__":
    unittest.main()
