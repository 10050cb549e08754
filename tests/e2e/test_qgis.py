"""What QGIS (headless) shows of an output: every styled layer opens in its colours. Skipped where python3-qgis is not installed."""
import os
import sqlite3
import unittest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
try:
    from qgis.core import (QgsApplication, QgsFeatureRequest, QgsMapRendererParallelJob, QgsMapSettings, QgsRasterLayer,
                           QgsRenderContext, QgsVectorLayer)
    from qgis.PyQt.QtCore import QSize
    from qgis.PyQt.QtGui import QColor
except ImportError:
    QgsApplication = None

from diaban_program import InTemporaryFolder, diaban
from test_map_pages import SECTIONS, sample_project


@unittest.skipIf(QgsApplication is None, "python3-qgis is not installed")
class InQgis(InTemporaryFolder):
    @classmethod
    def setUpClass(cls):
        # QGIS starts and ends once a process.
        cls.application = QgsApplication([], False)
        cls.application.initQgis()
        cls.addClassCleanup(cls.application.exitQgis)

    def setUp(self):
        super().setUp()
        diaban("sample", self.folder / "sample", "--incidents", 4000)
        project = self.folder / "sample" / "project.toml"
        project.write_text(project.read_text("utf-8").replace("[output]", '[output]\nmaps = false\nviewer = false\nformats = ["fgb"]\n'),
                           "utf-8")
        self.out = self.folder / "out"
        diaban("run", project, "-o", self.out)

    def colours_shown(self, layer, size=None):
        """Colours of the picture that QGIS renders, with how many pixels carry them."""
        size = size or QSize(600, 600)
        settings = QgsMapSettings()
        settings.setLayers([layer])
        settings.setDestinationCrs(layer.crs())
        settings.setExtent(layer.extent())
        settings.setOutputSize(size)
        settings.setBackgroundColor(QColor(1, 2, 3))
        settings.setFlag(QgsMapSettings.Antialiasing, False)
        job = QgsMapRendererParallelJob(settings)
        job.start()
        job.waitForFinished()
        image, counts = job.renderedImage(), {}
        for x in range(0, size.width(), 2):
            for y in range(0, size.height(), 2):
                name = QColor(image.pixel(x, y)).name()
                counts[name] = counts.get(name, 0) + 1
        return counts

    def categories_of(self, layer):
        """Category label -> number of features that fall into it."""
        renderer, counts = layer.renderer(), {}
        context = QgsRenderContext()
        renderer.startRender(context, layer.fields())
        for feature in layer.getFeatures(QgsFeatureRequest()):
            context.expressionContext().setFeature(feature)
            symbol = renderer.originalSymbolForFeature(feature, context)
            label = next((c.label() for c in renderer.categories() if symbol is not None and c.symbol().dump() == symbol.dump()), None)
            counts[label] = counts.get(label, 0) + 1
        renderer.stopRender(context)
        return counts

    def check_classes(self, layer):
        self.assertTrue(layer.isValid())
        self.assertEqual(layer.renderer().type(), "categorizedSymbol")
        self.assertEqual(len(layer.renderer().categories()), 6)
        shown = self.colours_shown(layer)
        for colour in ("#b5cfe6", "#d4781c", "#7d1128"):  # layers/model/class_appearance.hpp
            self.assertGreater(shown.get(colour, 0), 50, colour)
        self.assertTrue(layer.labelsEnabled())

    def test_classes_and_hot_spots_open_styled(self):
        areas = QgsVectorLayer(f"{self.out}/diaban.gpkg|layername=areas", "areas", "ogr")
        self.check_classes(areas)
        self.assertEqual(self.categories_of(areas), {"ổn định": 22, "kiềm chế": 22, "phức tạp": 4})
        self.check_classes(QgsVectorLayer(str(self.out / "layers" / "areas.fgb"), "areas", "ogr"))
        hotspots = QgsVectorLayer(f"{self.out}/diaban.gpkg|layername=hotspots", "hotspots", "ogr")
        self.assertEqual(hotspots.renderer().classAttribute(), "Gi_Bin")
        self.assertNotIn(None, self.categories_of(hotspots))
        self.assertGreater(sum(self.colours_shown(hotspots).get(c, 0) for c in ("#ffffbf", "#d62f27", "#ed7551")), 100)
        isolines = QgsVectorLayer(f"{self.out}/diaban.gpkg|layername=isolines", "isolines", "ogr")
        self.assertGreater(self.colours_shown(isolines).get("#6b3305", 0), 50)

    def test_every_layer_opens_in_its_own_look(self):
        (self.folder / "whole").mkdir()
        project = sample_project(self.folder / "whole", SECTIONS[:SECTIONS.index("[maps]")], "maps = false\nviewer = false\ntables = false\n")
        diaban("run", project, "-o", self.folder / "every")
        file = self.folder / "every" / "diaban.gpkg"
        with sqlite3.connect(file) as database:
            names = [n for n, in database.execute("SELECT DISTINCT f_table_name FROM layer_styles")]
        renderers = {"areas": "categorizedSymbol", "level_province": "categorizedSymbol", "hotspots": "categorizedSymbol",
                     "cells": "categorizedSymbol", "cameras": "RuleRenderer", "sweep": "RuleRenderer"}
        colours = {"cameras": "#9e0d3d", "sweep": "#9e0d3d", "overlay_markets": "#1b4f9c", "overlay_schools": "#e7298a", "coverage": "#2e7d32",
                   "uncovered": "#969696", "isolines": "#6b3305"}
        self.assertLessEqual(set(renderers) | set(colours), set(names))
        for name in names:
            layer = QgsVectorLayer(f"{file}|layername={name}", name, "ogr")
            self.assertTrue(layer.isValid(), name)
            self.assertEqual(layer.renderer().type(), renderers.get(name, "singleSymbol"), name)
            shown = self.colours_shown(layer, QSize(1500, 1500))
            self.assertGreater(len(shown), 1, name)
            if name in colours:
                self.assertGreater(shown.get(colours[name], 0), 0, f"{name}: {shown}")

    def test_surfaces_open_coloured(self):
        surface = QgsRasterLayer(str(self.out / "density.tif"), "density")
        self.assertEqual(surface.renderer().type(), "singlebandpseudocolor")
        self.assertGreater(len(self.colours_shown(surface)), 4)
        classes = QgsRasterLayer(str(self.out / "density_classes.tif"), "classes")
        self.assertEqual(classes.renderer().type(), "paletted")
        self.assertGreater(len(self.colours_shown(classes)), 4)


if __name__ == "__main__":
    unittest.main()
