"""Three reviews in a row, each reading what the one before wrote: the whole life cycle of areas on watch."""
import csv
import json
import unittest

from osgeo import ogr

from diaban_program import InTemporaryFolder, diaban, read_csv, read_json
from reason_sentences import Sentence

ogr.UseExceptions()

REVIEWS = [("2017-12-14", "2016-12-15", "2015-12-15", "2016-12-14"), ("2018-06-14", "2017-06-15", "2016-06-15", "2017-06-14"),
           ("2018-12-14", "2017-12-15", "2016-12-15", "2017-12-14")]
# Incidents before and now. Areas have the same residents; the mean lies near 35, the line near 42.
COMPLEX, STILL, NO_LONGER, STABLE = (80, 80), (160, 80), (80, 20), (20, 20)
# What happens, and by the table of engine/classify/memory.hpp, what it is called.
CYCLES = {
    "B": [(COMPLEX, "proposed"), (COMPLEX, "being-turned-around"), (COMPLEX, "not-passed")],
    "C": [(COMPLEX, "proposed"), (NO_LONGER, "passed"), (STABLE, "off-the-list")],
    "D": [(COMPLEX, "proposed"), (NO_LONGER, "passed"), (NO_LONGER, "watched")],
    "E": [(COMPLEX, "proposed"), (NO_LONGER, "passed"), (COMPLEX, "relapsed")],
    "F": [(COMPLEX, "proposed"), (STILL, "being-turned-around"), (NO_LONGER, "passed")],
    "G": [(STABLE, None), (COMPLEX, "proposed"), (STILL, "being-turned-around")],
    "H": [(STABLE, None), (STABLE, None), (COMPLEX, "proposed")],
    "I": [(COMPLEX, "proposed"), (STABLE, "passed"), (STABLE, "off-the-list")],
}
CALM = [f"S{n:02}" for n in range(16)]
CODES = [*CYCLES, *CALM]

PROJECT = """
[project]
title = "T"
crs = "EPSG:9209"
as_of = {0}
[areas]
source = "areas.geojson"
id = "code"
population = "residents"
[incidents]
source = "incidents-{0}.csv"
area = "area"
time = "t"
[periods]
current = [{1}, {0}]
baseline = [{2}, {3}]
[classify]
sensitivity_draws = 5
{4}
[output]
maps = false
viewer = false
"""


class Memory(InTemporaryFolder):
    def setUp(self):
        super().setUp()
        features = []
        for i, code in enumerate(CODES):
            x, y = 570000 + 1000 * (i % 6), 2230000 + 1000 * (i // 6)
            ring = [[x, y], [x + 1000, y], [x + 1000, y + 1000], [x, y + 1000], [x, y]]
            features.append({"type": "Feature", "properties": {"code": code, "residents": 5000},
                             "geometry": {"type": "Polygon", "coordinates": [ring]}})
        self.write("areas.geojson", json.dumps({"type": "FeatureCollection", "features": features, "crs": {
            "type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::9209"}}}))
        for k, (day, _, _, before) in enumerate(REVIEWS):
            with open(self.folder / f"incidents-{day}.csv", "w", encoding="utf-8", newline="") as file:
                out = csv.writer(file)
                out.writerow(["area", "t"])
                for code in CODES:
                    counts = CYCLES[code][k][0] if code in CYCLES else STABLE
                    for when, count in zip((before, day), counts):
                        out.writerows([[code, when]] * count)

    def review(self, k, previous=None):
        day = REVIEWS[k][0]
        memory = f'previous = "{previous}"' if previous else ""
        project = self.write(f"{day}.toml", PROJECT.format(*REVIEWS[k], memory))
        out = self.folder / f"{day}.gpkg"
        self.printed = diaban("classify", project, "-o", out, "--language", "en").stdout
        dataset = ogr.Open(str(out))
        return {row["area_id"]: row for row in (f.items() for f in dataset.GetLayerByName("areas"))}

    def check_cycle(self, k, areas):
        options = read_json(self.folder / f"{REVIEWS[k][0]}.run.json")["options"]
        for code, row in areas.items():
            self.assertEqual(row["status"], CYCLES[code][k][1] if code in CYCLES else None, (k, code))
            for language in ("vi", "en"):
                self.assertEqual(row["reason_" + language], Sentence(language, row, options).text())

    def test_every_status_is_reached_and_explained(self):
        areas = self.review(0)
        self.check_cycle(0, areas)
        areas = self.review(1, "2017-12-14.register.csv")
        self.check_cycle(1, areas)
        # Stable by the rule alone, but it passed only now: held at contained.
        self.assertEqual((areas["I"]["class_by_rule"], areas["I"]["class"], areas["I"]["held"]), ("stable", "contained", 1))
        areas = self.review(2, "2018-06-14.register.csv")
        self.check_cycle(2, areas)
        statuses = {row["status"] for row in areas.values()}
        self.assertEqual(statuses, {None, "proposed", "being-turned-around", "passed", "watched", "off-the-list", "not-passed", "relapsed"})
        dates = {code: [areas[code][f] for f in ("entered", "below_since", "left")] for code in CYCLES}
        self.assertEqual(dates["B"], ["2017-12-14", None, None])
        self.assertEqual(dates["C"], ["2017-12-14", "2018-06-14", "2018-12-14"])
        self.assertEqual(dates["D"], ["2017-12-14", "2018-06-14", None])
        self.assertEqual(dates["G"], ["2018-06-14", None, None])
        # On the list in the year or when it began: B to G and I; passed, watched or off it now: C, D, F, I. Had passed in June: C, D, E, I; E relapsed.
        self.assertIn("The year: 4 of 7 areas turned around (57 %), 3 of 4 that had passed did not relapse (75 %).", self.printed)
        register = read_csv(self.folder / "2018-12-14.register.csv")
        self.assertEqual(len(register), 3 * len(CODES))
        self.assertEqual([r["status"] for r in register if r["area"] == "E"], ["proposed", "passed", "relapsed"])
        rule = f"{areas['B']['rule']} ({areas['B']['rule_hash']})"
        self.assertEqual({r["rule"] for r in register}, {rule})

    def test_the_areas_of_an_earlier_run_are_a_layer_of_earlier_reviews(self):
        self.review(0)
        by_register = self.review(1, "2017-12-14.register.csv")
        register = (self.folder / "2018-06-14.register.csv").read_bytes()
        by_layer = self.review(1, "2017-12-14.gpkg:areas")
        self.assertEqual(by_layer, by_register)
        self.assertEqual((self.folder / "2018-06-14.register.csv").read_bytes(), register)


if __name__ == "__main__":
    unittest.main()
