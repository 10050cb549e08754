"""Themes, levels, overlays and harm on four squares of one kilometre: every figure is worked by hand here."""
import csv
import json
import unittest

from osgeo import ogr

from diaban_program import InTemporaryFolder, diaban, read_json
from reason_sentences import Sentence, ThemeSentence

ogr.UseExceptions()

# Squares in EPSG:9209 metres, side 1 km, west to east: A, B, C, D.
WEST, SOUTH = 570000, 2230000
RESIDENTS = {"A": 1000, "B": 2000, "C": 4000, "D": 1000}


def square(x, y, side):
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}


def collection(features):
    return json.dumps({"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::9209"}},
                       "features": [{"type": "Feature", "properties": p, "geometry": g} for p, g in features]}, ensure_ascii=False)


def rows_of(path, layer):
    dataset = ogr.Open(str(path))
    return [feature.items() for feature in dataset.GetLayerByName(layer)]


PROJECT = """
[project]
title = "T"
crs = "EPSG:9209"
as_of = 2017-12-14
[areas]
source = "areas.geojson"
id = "code"
population = "residents"
[incidents]
source = "incidents.csv"
crs = "EPSG:9209"
x = "x"
y = "y"
time = "t"
category = "kind"
detected_by = "by"
[periods]
current = [2016-12-15, 2017-12-14]
baseline = [2015-12-15, 2016-12-14]
[classify]
sensitivity_draws = 0
[classify.severity]
theft = 1
fire = 5
[[levels]]
level = "hamlet"
source = "hamlets.geojson"
id = "code"
parent = "xa"
[[levels]]
level = "province"
source = "province.geojson"
id = "code"
[[overlays]]
name = "markets"
source = "markets.geojson"
kind = "point"
[[overlays]]
name = "roads"
source = "roads.geojson"
kind = "line"
[[overlays]]
name = "tips"
source = "tips.csv"
crs = "EPSG:9209"
x = "x"
y = "y"
time = "t"
[[themes]]
name = "fires"
label_vi = "Cháy nổ"
label_en = "Fires"
categories = ["fire"]
[[themes]]
name = "drugs"
rule = "drugs.toml"
[[themes]]
name = "safe"
rule = "builtin:an-toan"
children = "hamlet"
fields = { recognised = "dat" }
[output]
maps = false
viewer = false
"""

DRUGS = """
kind = "criteria"
name = "d"
version = "1"
label_vi = "Ma túy"
label_en = "Drugs"
[otherwise]
code = "none"
label_vi = "không"
label_en = "none"
[[classes]]
code = "I"
label_vi = "loại I"
label_en = "type I"
at_least = 2
[[classes.conditions]]
key = "a"
any = [{ field = "users", per_residents = 100, at_least = 0.5 }]
[[classes.conditions]]
key = "b"
any = [{ field = "places", at_least = 2 }]
[[classes.conditions]]
key = "c"
any = [{ incidents = ["theft"], per_residents = 1000, above = 4 }]
[[classes.conditions]]
key = "d"
any = [{ field = "users", to_be_filled_in = true }]
[[classes]]
code = "II"
label_vi = "loại II"
label_en = "type II"
at_least = 1
[[classes.conditions]]
key = "a"
any = [{ field = "places", at_least = 1, below = 2 }]
"""


class Themes(InTemporaryFolder):
    def setUp(self):
        super().setUp()
        attributes = {
            "A": {"users": 6, "places": 2, "units_registered": 20, "units_total": 20},    # 0.6 %, 2 places
            "B": {"users": 4, "places": 1, "units_registered": 19, "units_total": 20},    # 0.2 %, 1 place
            "C": {"users": 10, "places": 0, "units_registered": 20, "units_total": 20},   # 0.25 %
            "D": {"users": None, "places": None, "units_registered": 20, "units_total": 20},
        }
        self.write("areas.geojson", collection(
            [({"code": k, "residents": RESIDENTS[k], **attributes[k]}, square(WEST + 1000 * i, SOUTH, 1000))
             for i, k in enumerate("ABCD")]))
        # Ten hamlets each, in a row: of A 7, of B 10, of C 6 are recognised; of D one has no answer.
        recognised = {"A": 7, "B": 10, "C": 6, "D": 10}
        self.write("hamlets.geojson", collection(
            [({"code": f"{k}{n}", "xa": k, "dat": None if (k, n) == ("D", 0) else ("đạt" if n < recognised[k] else "chưa đạt")},
              square(WEST + 1000 * i + 100 * n, SOUTH, 100)) for i, k in enumerate("ABCD") for n in range(10)]))
        self.write("province.geojson", collection([({"code": "36"}, {"type": "Polygon", "coordinates": [[
            [WEST, SOUTH], [WEST + 4000, SOUTH], [WEST + 4000, SOUTH + 1000], [WEST, SOUTH + 1000], [WEST, SOUTH]]]})]))
        self.write("markets.geojson", collection(
            [({"ten": f"Chợ {n}"}, {"type": "Point", "coordinates": [WEST + x, SOUTH + 500]})
             for n, x in enumerate((100, 200, 1500, 4500))]))
        self.write("roads.geojson", collection(
            [({"so": 1}, {"type": "LineString", "coordinates": [[WEST + 500, SOUTH + 500], [WEST + 2250, SOUTH + 500]]})]))
        # Thefts now: A 5, B 8, C 2, D 1; before: 2 each. Fires now: A 2, B 0, C 1, D 0; before: A 1.
        now = {"theft": {"A": 5, "B": 8, "C": 2, "D": 1}, "fire": {"A": 2, "C": 1}}
        before = {"theft": {"A": 2, "B": 2, "C": 2, "D": 2}, "fire": {"A": 1}}
        with open(self.folder / "incidents.csv", "w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(["t", "kind", "x", "y", "by"])
            for counts, day in ((now, "2017-06-15"), (before, "2016-06-15")):
                for kind, areas in counts.items():
                    for area, n in areas.items():
                        for k in range(n):
                            out.writerow([day, kind, WEST + 1000 * "ABCD".index(area) + 50 + 10 * k, SOUTH + 900, "public"])
        with open(self.folder / "tips.csv", "w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(["t", "x", "y"])
            for day, x in (("2017-06-15", 100), ("2017-06-16", 150), ("2016-06-15", 100), ("2014-01-01", 100), ("2017-06-15", 9000)):
                out.writerow([day, WEST + x, SOUTH + 100])
        self.write("drugs.toml", DRUGS)
        self.project = self.write("project.toml", PROJECT)
        diaban("classify", self.project, "-o", self.folder / "out.gpkg", "--language", "en")
        self.areas = {a["area_id"]: a for a in rows_of(self.folder / "out.gpkg", "areas")}

    def column(self, name):
        return [self.areas[k][name] for k in "ABCD"]

    def test_criteria_say_what_is_met_and_what_is_missing(self):
        # Thefts per 1,000 residents now: A 5/1 = 5 > 4 met, B 8/2 = 4 not above 4, C 2/4, D 1/1.
        # A: a, b, c met, d has no band: 3 of the 2 needed. B: none of type I (one open at most): type II by its one place.
        # C: nothing. D: a, b unknown and d open: type I cannot be excluded, type II unknown.
        self.assertEqual(self.column("theme_drugs_class"), ["I", "II", "none", None])
        self.assertEqual(self.column("theme_drugs_graver_open"), [0, 0, 0, 1])
        self.assertEqual(self.column("theme_drugs_label"), ["loại I", "loại II", "không", "chưa kết luận được"])
        conditions = {(r["area_id"], r["theme_class"], r["condition"]): r
                      for r in rows_of(self.folder / "out.gpkg", "theme_conditions") if r["theme"] == "drugs"}
        self.assertEqual([conditions["A", "I", k]["state"] for k in "abcd"], ["met", "met", "met", "unknown"])
        self.assertAlmostEqual(conditions["A", "I", "a"]["value"], 0.6, places=12)
        self.assertEqual(conditions["A", "I", "c"]["value"], 5.0)
        self.assertEqual(conditions["B", "I", "c"]["value"], 4.0)
        self.assertEqual(conditions["B", "I", "c"]["state"], "not_met")
        self.assertEqual(conditions["A", "I", "d"]["missing"], "band")
        self.assertEqual(conditions["D", "I", "a"]["missing"], "value")
        self.assertEqual(self.areas["A"]["theme_drugs_reason_en"],
                         "Drugs (2016-12-15 – 2017-12-14): type I. type I: of 4 criteria 3 are met, 0 not met, 1 missing (2 are needed). "
                         "The rule has no band: d.")
        self.assertIn("Chưa có số liệu: a, b.", self.areas["D"]["theme_drugs_reason_vi"])

    def test_every_sentence_can_be_put_together_from_its_row_and_the_conditions(self):
        """Reasons of themes, and of areas with overlays, are written anew from the tables and compared letter by letter."""
        options = read_json(self.folder / "out.run.json")["options"]
        conditions = {}
        for row in rows_of(self.folder / "out.gpkg", "theme_conditions"):
            conditions.setdefault((row["area_id"], row["theme"]), []).append(row)
        criteria = {"drugs": (("Ma túy", "Drugs"), ("không", "none")), "safe": (("An toàn về ANTT", "Safe in security and order"), ("chưa đạt", "not passed"))}
        for code, area in self.areas.items():
            for k, language in enumerate(("vi", "en")):
                fires = ThemeSentence(language, area, options, {"name": "fires", "vi": "Cháy nổ", "en": "Fires"})
                self.assertEqual(area[f"theme_fires_reason_{language}"], fires.evidence_text())
                themes = f"{fires.label}: {fires.class_word()}"
                for theme, (label, otherwise) in criteria.items():
                    sentence = ThemeSentence(language, area, options, {"name": theme, "vi": label[0], "en": label[1], "conditions": conditions[code, theme]})
                    self.assertEqual(area[f"theme_{theme}_reason_{language}"], sentence.criteria_text(otherwise))
                    themes += f"; {label[k]}: {sentence.class_word()}"
                overlays = [(name, name) for name in ("markets", "roads", "tips")]
                beside = "Xếp riêng theo chủ đề, bên cạnh loại trên" if language == "vi" else "Beside this class, by theme"
                self.assertEqual(area["reason_" + language], Sentence(language, area, options, overlays).text() + f" {beside}: {themes}.")

    def test_safe_rolls_up_from_hamlets_in_its_own_year_and_leaves_the_class_alone(self):
        # A 100 % and 70 %; B 95 %; C 60 %; D one hamlet says nothing: 9 of 10 or 10 of 10, the share is not known.
        self.assertEqual(self.column("theme_safe_class"), ["pass", "fail", "fail", None])
        self.assertEqual((self.areas["A"]["theme_safe_from"], self.areas["A"]["theme_safe_to"]), ("2016-11-01", "2017-10-31"))
        province = rows_of(self.folder / "out.gpkg", "level_province")[0]
        self.assertEqual([province[f"areas_theme_safe_{k}"] for k in ("pass", "fail", "undecided")], [1, 2, 1])
        text = PROJECT[:PROJECT.index("[[themes]]")] + PROJECT[PROJECT.index("[output]"):]
        diaban("classify", self.write("plain.toml", text), "-o", self.folder / "plain.gpkg")
        plain = {a["area_id"]: a for a in rows_of(self.folder / "plain.gpkg", "areas")}
        for code, area in self.areas.items():
            for field in ("class", "p_stable", "p_contained", "p_complex", "relative_risk", "n_current"):
                self.assertEqual(area[field], plain[code][field])

    def test_levels_count_the_same_incidents_and_roll_classes_up(self):
        province = rows_of(self.folder / "out.gpkg", "level_province")[0]
        self.assertEqual((province["n_baseline"], province["n_current"]), (9, 19))
        self.assertIsNone(province["class"])   # one unit has no list to be compared with
        classes = self.column("class")
        self.assertEqual([province[f"areas_{c}"] for c in ("stable", "contained", "complex")],
                         [classes.count(c) for c in ("stable", "contained", "complex")])
        self.assertEqual(self.column("level_province"), ["36"] * 4)
        hamlets = rows_of(self.folder / "out.gpkg", "level_hamlet")
        self.assertEqual(self.column("level_hamlet_n"), [10, 10, 10, 10])
        for code, area in self.areas.items():
            inside = [h["class"] for h in hamlets if h["parent"] == code]
            self.assertEqual([area[f"level_hamlet_{c}"] for c in ("stable", "contained", "complex")],
                             [inside.count(c) for c in ("stable", "contained", "complex")])

    def test_overlays_are_counted_and_carried(self):
        self.assertEqual(self.column("overlay_markets_n"), [2, 1, 0, 0])
        self.assertEqual(self.column("overlay_markets_per_1000"), [2.0, 0.5, 0.0, 0.0])
        self.assertEqual(self.column("overlay_roads_n"), [1, 1, 1, 0])
        for found, expected in zip(self.column("overlay_roads_km"), (0.5, 1.0, 0.25, 0.0)):
            self.assertAlmostEqual(found, expected, delta=0.01)
        self.assertEqual(self.column("overlay_tips_n"), [4, 0, 0, 0])
        self.assertEqual((self.areas["A"]["overlay_tips_n_baseline"], self.areas["A"]["overlay_tips_n_current"]), (1, 2))
        markets = rows_of(self.folder / "out.gpkg", "overlay_markets")
        self.assertEqual([(m["ten"], m["in_area"]) for m in markets],
                         [("Chợ 0", "A"), ("Chợ 1", "A"), ("Chợ 2", "B"), ("Chợ 3", None)])
        roles = [i["role"] for i in read_json(self.folder / "out.run.json")["inputs"]]
        self.assertEqual(roles, ["areas", "incidents", "level", "level", "overlay", "overlay", "overlay"])

    def test_harm_and_categories_stand_beside_the_counts(self):
        # Weights 1 and 5. A now: 5 thefts + 2 fires = 5 + 10.
        self.assertEqual(self.column("harm_current"), [15.0, 8.0, 7.0, 1.0])
        self.assertEqual(self.column("harm_baseline"), [7.0, 2.0, 2.0, 2.0])
        self.assertEqual(self.column("n_current"), [7, 8, 3, 1])
        for low, harm, high in zip(self.column("harm_current_low"), self.column("harm_current"), self.column("harm_current_high")):
            self.assertTrue(0 <= low < harm < high)
        years = 365 / 365.25
        self.assertAlmostEqual(self.areas["A"]["harm_per_1000"], 15 / years, places=9)
        categories = rows_of(self.folder / "out.gpkg", "area_categories")
        fires = {r["area_id"]: r for r in categories if r["category"] == "fire"}
        self.assertEqual((fires["A"]["n_baseline"], fires["A"]["n_current"], fires["A"]["severity"]), (1, 2, 5.0))
        for code, area in self.areas.items():
            own = [r for r in categories if r["area_id"] == code]
            self.assertEqual(sum(r["n_current"] for r in own), area["n_current"])
            self.assertEqual(sum(r["n_current"] * r["severity"] for r in own), area["harm_current"])
            # A theme of one category is that category on its own.
            self.assertEqual(area["theme_fires_class"], fires[code]["class"])
            self.assertEqual(area["theme_fires_p_complex"], fires[code]["p_complex"])

    def test_the_reason_names_the_themes_after_the_class(self):
        self.assertTrue(self.areas["A"]["reason_en"].endswith(
            "Drugs: type I; Safe in security and order: passed."))
        self.assertIn("bên cạnh loại trên: Cháy nổ:", self.areas["A"]["reason_vi"])


if __name__ == "__main__":
    unittest.main()
