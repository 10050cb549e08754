"""diaban density, called as a user calls it."""
import math
import struct
import unittest

from osgeo import gdal

from diaban_program import InTemporaryFolder, diaban

gdal.UseExceptions()


class Density(InTemporaryFolder):
    def points(self):
        # Nine points 100 m apart in VN-2000 / TM-3 105-30, one far away, one unreadable.
        rows = [f"{580000 + 100 * i},{2250000 + 100 * j},2020-0{i + 1}-15" for i in range(3) for j in range(3)]
        return self.write("points.csv", "e,n,day\n" + "\n".join(rows) + "\n590000,2250000,2020-01-01\nx,2250000,2020-01-01\n")

    def run_density(self, *arguments, expect=0):
        return diaban("density", self.points(), "--x", "e", "--y", "n", "--crs", "EPSG:5897", "--analysis-crs", "EPSG:5897",
                      "-o", self.folder / "out.tif", "--cell-m", "50", "--language", "en", *arguments, expect=expect)

    def raster(self):
        dataset = gdal.Open(str(self.folder / "out.tif"))
        rows, columns = dataset.RasterYSize, dataset.RasterXSize
        values = struct.unpack(f"{rows * columns}d", dataset.GetRasterBand(1).ReadRaster(buf_type=gdal.GDT_Float64))
        return dataset, values

    def test_mass_unit_and_rejects(self):
        done = self.run_density("--bandwidth-m", "300", "--float64", "--extent", "579000,2249000,582000,2252000")
        self.assertIn("11 rows read, 1 rejected, 10 used", done.stdout)
        dataset, values = self.raster()
        self.assertEqual((dataset.RasterXSize, dataset.RasterYSize), (60, 60))
        self.assertEqual(dataset.GetRasterBand(1).GetUnitType(), "per km2")
        self.assertEqual(dataset.GetMetadataItem("BANDWIDTH_M"), "300")
        # The nine points; the tenth lies outside and out of reach.
        self.assertAlmostEqual(sum(values) * 0.05 * 0.05, 9.0, places=2)

    def test_auto_shows_three_candidates(self):
        done = self.run_density("--bandwidth-m", "auto:scott")
        self.assertRegex(done.stdout, r"rule scott: [\d,.]+ m .*half [\d,.]+ m, double [\d,.]+ m")

    def test_window(self):
        done = self.run_density("--bandwidth-m", "300", "--time", "day", "--from", "2020-02-01", "--to", "2020-03-31")
        self.assertIn("6 used", done.stdout)

    def test_within_with_edge_correction(self):
        area = self.write("area.geojson", '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:5897"}},'
                          '"features":[{"type":"Feature","properties":{"name":"a"},"geometry":{"type":"Polygon","coordinates":'
                          '[[[579900,2249900],[580300,2249900],[580300,2250300],[579900,2250300],[579900,2249900]]]}}]}')
        done = self.run_density("--bandwidth-m", "150", "--within", area, "--edge", "diggle", "--float64",
                                "--extent", "579800,2249800,580400,2250400")
        self.assertIn("1 outside", done.stdout)
        _, values = self.raster()
        self.assertTrue(math.isnan(values[0]))
        self.assertAlmostEqual(sum(v for v in values if not math.isnan(v)) * 0.05 * 0.05, 9.0, delta=0.3)

    def test_adaptive_keeps_the_mass_and_says_its_bandwidths(self):
        done = self.run_density("--adaptive", "--bandwidth-m", "200", "--float64", "--extent", "578000,2248000,592000,2252000")
        # Of ten points nine crowd: the lone one gets the widest bandwidth, at most 1,000 m.
        self.assertRegex(done.stdout, r"Abramson's rule: [\d.]+ to [\d.,]+ m around 200.0 m; [01] points held")
        dataset, values = self.raster()
        self.assertEqual(dataset.GetMetadataItem("SMOOTHING"), "adaptive (Abramson)")
        self.assertAlmostEqual(sum(values) * 0.05 * 0.05, 10.0, delta=0.1)
        self.assertIn("--edge", self.run_density("--adaptive", "--edge", "uniform", "--within", "x", expect=2).stderr)

    def test_relative_to_itself_is_zero(self):
        other = self.write("other.csv", self.points().read_text())
        done = self.run_density("--bandwidth-m", "400", "--relative-to", other, "--float64", "--extent",
                                "580000,2250000,580200,2250200")
        self.assertIn("10 points against 10", done.stdout)
        _, values = self.raster()
        self.assertEqual({round(v, 12) for v in values}, {0.0})
        p = gdal.Open(str(self.folder / "out_p.tif")).ReadAsArray()
        self.assertTrue(((p == 1.0) | (p != p)).all())

    def test_relative_to_a_shifted_cloud(self):
        rows = [f"{580000 + 100 * i + 600},{2250000 + 100 * j},2020-01-15" for i in range(3) for j in range(3)]
        other = self.write("other.csv", "e,n,day\n" + "\n".join(rows) + "\n")
        self.run_density("--bandwidth-m", "900", "--relative-to", other, "--float64", "--extent", "580000,2250000,580800,2250050")
        _, values = self.raster()
        self.assertGreater(values[0], 0.0)
        self.assertLess(values[-1], 0.0)
        self.assertIn("--adaptive", self.run_density("--adaptive", "--relative-to", other, expect=2).stderr)

    def test_degrees_given_as_metres_are_seen_through_the_transformation(self):
        points = self.write("degrees.csv", "x,y\n106.2,20.4\n105.9,20.1\n106.0,20.3\n")
        for analysis in ("EPSG:5897", "EPSG:32648"):
            done = diaban("density", points, "--x", "x", "--y", "y", "--crs", "EPSG:5897", "--analysis-crs", analysis, "-o",
                          self.folder / "out.tif", "--cell-m", "0.01", "--bandwidth-m", "0.05", "--language", "en")
            self.assertEqual(done.stderr.count("look like degrees"), 1, analysis)
            self.assertIn("cells of 0.010 m", done.stdout)
            self.assertNotIn("outside the study area", done.stdout)

    def test_what_cannot_be_used_is_said(self):
        self.assertIn("median", self.run_density("--bandwidth-m", "auto:median", expect=2).stderr)
        self.assertIn("neither", self.run_density("--bandwidth-m", "5km", expect=2).stderr)
        self.assertIn("study area", self.run_density("--edge", "uniform", expect=2).stderr)
        self.assertIn("smaller than the cell", self.run_density("--bandwidth-m", "20").stderr)
        self.assertFalse(list(self.folder.glob("out.tif.*")))


if __name__ == "__main__":
    unittest.main()
