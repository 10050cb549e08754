#!/usr/bin/env python3
"""`diaban near-repeat` and `[near_repeat]`, called as a user calls them."""
import unittest

from osgeo import ogr

from diaban_program import SHARED_DATA, InTemporaryFolder, diaban, needs_shared_data, read_json


def rows_of(file, layer):
    """Rows of a table as tuples of its contract columns."""
    names = ["distance_from_m", "distance_to_m", "days_from", "days_to", "pairs", "expected", "ratio", "p"]
    return [tuple(feature.GetField(name) for name in names) for feature in ogr.Open(str(file)).GetLayerByName(layer)]


class NearRepeat(InTemporaryFolder):
    def four_points(self):
        # Two at one place two days apart, one 100 m off on the seventh day after the first, one far away.
        rows = ["x,y,day", "0,0,2017-01-01", "0,0,2017-01-03", "100,0,2017-01-08", "9000,0,2017-06-01"]
        file = self.folder / "four.csv"
        file.write_text("\n".join(rows) + "\n")
        return file

    def test_bands_are_half_open(self):
        out = self.folder / "out.gpkg"
        diaban("near-repeat", self.four_points(), "--x", "x", "--y", "y", "--crs", "EPSG:9209", "--time", "day",
                    "--distances-m", "0,100,200", "--days", "7,14", "--permutations", "99", "-o", out)
        pairs = {row[:4]: row[4] for row in rows_of(out, "near_repeat")}
        self.assertEqual(len(pairs), 12)  # same place, 0-100, 100-200, beyond; by 0-7, 7-14, beyond
        self.assertEqual(pairs[(0, 0, 0, 7)], 1)
        self.assertEqual(pairs[(0, 100, 0, 7)], 0)
        self.assertEqual(pairs[(100, 200, 0, 7)], 1)   # five days, and 100 m belongs to 100-200
        self.assertEqual(pairs[(100, 200, 7, 14)], 1)  # the seventh day belongs to 7-14
        self.assertEqual(pairs[(200, None, 14, None)], 3)
        self.assertEqual(sum(pairs.values()), 6)
        record = read_json(self.folder / "out.json")
        self.assertEqual((record["events"], record["places"], record["permutations"]), (4, 3, 99))

    def test_refusals_name_the_flag(self):
        for flags, word in ((["--days", "0"], "--days"), (["--metric", "taxi"], "manhattan"), (["--permutations", "0"], "--permutations")):
            failed = diaban("near-repeat", self.four_points(), "--x", "x", "--y", "y", "--crs", "EPSG:9209", "--time", "day",
                            *flags, "--language", "en", "-o", self.folder / "none.gpkg", expect=None)
            self.assertNotEqual(failed.returncode, 0)
            self.assertIn(word, failed.stderr)
            self.assertFalse((self.folder / "none.gpkg").exists())

    @needs_shared_data("reference/nearrepeat/chicago_arson.csv")
    def test_pairs_of_the_near_repeat_calculator(self):
        points = (SHARED_DATA / "reference/nearrepeat/chicago_arson.csv").read_text().split()
        copy = self.folder / "arson.csv"
        copy.write_text("x,y,day\n" + "\n".join(points) + "\n")
        outs = []
        for threads in ("1", "2"):
            out = self.folder / f"arson{threads}.gpkg"
            diaban("near-repeat", copy, "--x", "x", "--y", "y", "--crs", "EPSG:9209", "--time", "day", "--permutations", "199",
                        "--threads", threads, "-o", out)
            outs.append(rows_of(out, "near_repeat"))
        self.assertEqual(outs[0], outs[1])
        self.assertEqual(sum(row[4] for row in outs[0]), len(points) * (len(points) - 1) // 2)

    def test_a_section_gives_table_links_theme_map_and_page(self):
        diaban("sample", self.folder / "sample")
        project = self.folder / "sample/project.toml"
        project.write_text(project.read_text() + "\n[near_repeat]\ndistances_m = [0, 100, 200]\ndays = [7, 14]\npermutations = 99\n")
        out = self.folder / "run"
        diaban("run", project, "-o", out)
        self.assertEqual(len(rows_of(out / "diaban.gpkg", "near_repeat")), 12)
        self.assertTrue((out / "tables/near_repeat.csv").exists())
        self.assertFalse((out / "tables/near_repeat_links.csv").exists())
        for name in ("near_repeat.pdf", "theme_near_repeat.png"):
            self.assertGreater((out / "maps" / name).stat().st_size, 1000, name)
        run = read_json(out / "run.json")
        self.assertIn("near_repeat", [theme["name"] for theme in run["options"]["themes"]])
        self.assertEqual(run["options"]["near_repeat"]["permutations"], 99)
        page = (out / "viewer/index.html").read_text()
        self.assertIn("theme_near_repeat_class", page)
        self.assertNotIn('"near_repeat_links"', page)  # places of single incidents
        again = self.folder / "again"
        diaban("map", out, "--layer", "near_repeat", "-o", again)
        self.assertEqual((again / "near_repeat.pdf").read_bytes(), (out / "maps/near_repeat.pdf").read_bytes())


if __name__ == "__main__":
    unittest.main()
