"""diaban classify: rule files, memory, forced splits, sensitivity, calibration - and sentences that can be recomputed."""
import pathlib
import re
import unittest

from osgeo import ogr

from diaban_program import ROOT, InTemporaryFolder, diaban, files_of, read_csv, read_json
from reason_sentences import Sentence, vietnamese

ogr.UseExceptions()


def rows_of(path, layer="areas"):
    dataset = ogr.Open(str(path))
    source = dataset.GetLayerByName(layer)
    return [feature.items() for feature in source]


class Classify(InTemporaryFolder):
    @classmethod
    def setUpClass(cls):
        import shutil
        import tempfile
        cls.base = pathlib.Path(tempfile.mkdtemp(prefix="diaban-classify-"))
        cls.addClassCleanup(shutil.rmtree, cls.base, True)
        diaban("sample", cls.base / "sample", "--incidents", 4800)
        cls.project = cls.base / "sample" / "project.toml"
        cls.out = cls.base / "out.gpkg"
        diaban("classify", cls.project, "-o", cls.out, "--threads", 1)
        cls.areas = rows_of(cls.out)

    def changed_project(self, *replacements):
        text = self.project.read_text("utf-8")
        for old, new in replacements:
            self.assertIn(old, text)
            text = text.replace(old, new)
        path = self.base / "sample" / f"{self.id().rsplit('.', 1)[-1]}.toml"
        path.write_text(text, "utf-8")
        return path

    def test_planted_classes(self):
        truth = {row["area_id"]: row["class"] for row in read_csv(self.base / "sample" / "truth.csv")}
        right = sum(truth[a["area_id"]] == a["class"] for a in self.areas)
        self.assertGreaterEqual(right, 0.95 * len(truth))

    def test_layers_style_and_neighbouring_files(self):
        dataset = ogr.Open(str(self.out))
        names = {dataset.GetLayer(i).GetName() for i in range(dataset.GetLayerCount())}
        self.assertLessEqual({"areas", "area_periods", "sensitivity", "incidents_rejected", "layer_styles"}, names)
        style = rows_of(self.out, "layer_styles")[0]
        self.assertEqual(style["f_table_name"], "areas")
        self.assertIn(self.areas[0]["rule_hash"], style["description"])
        self.assertTrue((self.base / "out.run.json").exists())
        self.assertTrue((self.base / "out.register.csv").exists())

    def test_every_sentence_can_be_put_together_from_its_row(self):
        """Both reasons are written anew from the row and run.json, in this file's own words, and compared letter by letter."""
        options = read_json(self.base / "out.run.json")["options"]
        for area in self.areas:
            for language in ("vi", "en"):
                self.assertEqual(area["reason_" + language], Sentence(language, area, options).text())

    def test_the_class_is_the_likeliest_and_the_share_is_the_mean_of_its_table(self):
        shares = {}
        for row in rows_of(self.out, "sensitivity"):
            shares.setdefault(row["area_id"], []).append(row["share_same_class"])
        for area in self.areas:
            best = max(("stable", "contained", "complex"), key=lambda c: area["p_" + c])
            self.assertEqual(area["class"], best)
            values = shares[area["area_id"]]
            self.assertAlmostEqual(area["class_share"], sum(values) / len(values), places=12)
        self.assertEqual({row["variant"] for row in rows_of(self.out, "sensitivity")},
                         {"just-before", "reported-only", "by-area", "bootstrap"})

    def test_threads_do_not_matter(self):
        diaban("classify", self.project, "-o", self.folder / "out.gpkg", "--threads", 3)
        self.assertEqual((self.folder / "out.gpkg").read_bytes(), self.out.read_bytes())
        self.assertEqual((self.folder / "out.register.csv").read_bytes(), (self.base / "out.register.csv").read_bytes())

    def test_a_rule_file_is_named_everywhere(self):
        rule = self.write("board.toml", 'kind = "evidence"\nname = "Hội đồng"\nversion = "3"\nunit = "UBND"\n'
                          "elevated_above = 1.6\nbrought_down_below = 0.7\nborderline_below = 0.6\n")
        diaban("classify", self.project, "-o", self.folder / "out.gpkg", "--rule", rule)
        run = read_json(self.folder / "out.run.json")["options"]["classify"]
        self.assertEqual((run["rule"], run["rule_version"], run["elevated_above"]), ("Hội đồng", "3", 1.6))
        self.assertNotEqual(run["rule_hash"], self.areas[0]["rule_hash"])
        area = rows_of(self.folder / "out.gpkg")[0]
        self.assertEqual((area["rule"], area["rule_hash"]), ("Hội đồng 3", run["rule_hash"]))
        self.assertIn("1,60 lần", area["reason_vi"])

    def test_a_threshold_of_the_project_is_marked(self):
        project = self.changed_project(("[classify]", "[classify]\nelevated_above = 1.5"))
        done = diaban("classify", project, "-o", self.folder / "out.gpkg", "--language", "en")
        self.assertIn("differ from the approved rule", done.stderr)
        self.assertEqual(rows_of(self.folder / "out.gpkg")[0]["rule"], "evidence 2 *")
        # Titles of maps and page are made from the same header as the style's description.
        self.assertIn("evidence 2 * (", rows_of(self.folder / "out.gpkg", "layer_styles")[0]["description"])

    def test_a_forced_split_is_said_on_every_output(self):
        done = diaban("classify", self.project, "-o", self.folder / "out.gpkg", "--force-split", "20,20,8", "--language", "en")
        self.assertIn("THE SPLIT WAS FORCED", done.stderr)
        areas = rows_of(self.folder / "out.gpkg")
        found = [a["class"] for a in areas]
        self.assertEqual([found.count(c) for c in ("stable", "contained", "complex")], [20, 20, 8])
        lowest_complex = min(a["p_complex"] for a in areas if a["class"] == "complex")
        self.assertTrue(all(a["p_complex"] <= lowest_complex for a in areas if a["class"] != "complex"))
        for area in areas:
            self.assertTrue(area["split_forced"])
            self.assertIn("THE SPLIT WAS FORCED", area["reason_en"])
        self.assertTrue(read_json(self.folder / "out.run.json")["results"]["split_forced"])
        for name in ("area_periods", "sensitivity", "area_categories"):
            rows = rows_of(self.folder / "out.gpkg", name)
            self.assertTrue(rows and all(row["split_forced"] and row["rule_hash"] == areas[0]["rule_hash"] for row in rows), name)
        for row in read_csv(self.folder / "out.register.csv"):
            self.assertEqual(row["rule"], f"evidence 2 ({areas[0]['rule_hash']}) forced-split")
        diaban("classify", self.project, "-o", self.folder / "no.gpkg", "--force-split", "20,20,9", expect=1)
        diaban("classify", self.project, "-o", self.folder / "no.gpkg", "--force-split", "20,20", expect=2)
        self.assertFalse((self.folder / "no.gpkg").exists())

    def test_memory_of_two_reviews(self):
        """The first review's register is what the second one reads; rows that cannot be used are counted."""
        stable = next(a["area_id"] for a in self.areas if a["class"] == "stable")
        complex_area = next(a["area_id"] for a in self.areas if a["class"] == "complex")
        register = self.write("register.csv", "area,date,class,status\n"
                              f"{stable},14/12/2016,complex,being-turned-around\n{complex_area},14/12/2016,contained,passed\n"
                              "nowhere,14/12/2016,complex,\n")
        project = self.changed_project(("[classify]", f'[classify]\nprevious = "{register}"'))
        printed = diaban("classify", project, "-o", self.folder / "first.gpkg", "--language", "en").stdout
        self.assertIn("The year: 1 of 1 areas turned around (100 %), 0 of 1 that had passed did not relapse (0 %).", printed)
        first = {a["area_id"]: a for a in rows_of(self.folder / "first.gpkg")}
        self.assertEqual((first[stable]["class"], first[stable]["class_by_rule"], first[stable]["status"]),
                         ("contained", "stable", "passed"))
        self.assertEqual((first[stable]["previous_class"], first[stable]["entered"], first[stable]["below_since"]),
                         ("complex", "2016-12-14", "2017-12-14"))
        self.assertEqual(first[complex_area]["status"], "relapsed")
        run = read_json(self.folder / "first.run.json")
        entry = next(i for i in run["inputs"] if i["role"] == "register")
        self.assertEqual((entry["rows_read"], entry["rows_accepted"], entry["rows_rejected"]), (3, 2, 1))
        self.assertEqual(run["results"]["year"]["share_turned_around"], 1.0)
        self.assertEqual(run["results"]["year"]["share_not_relapsed"], 0.0)
        self.assertEqual(rows_of(self.folder / "first.gpkg", "incidents_rejected")[0]["reason"],
                         "reject.register-area-unknown")
        # Half a year on, the same incidents: the watch is over.
        later = self.changed_project(("as_of = 2017-12-14", "as_of = 2018-06-14"),
                                     ("[classify]", f'[classify]\nprevious = "{self.folder}/first.register.csv"'))
        diaban("classify", later, "-o", self.folder / "second.gpkg")
        second = {a["area_id"]: a for a in rows_of(self.folder / "second.gpkg")}
        self.assertEqual((second[stable]["class"], second[stable]["status"], second[stable]["left"]),
                         ("stable", "off-the-list", "2018-06-14"))
        self.assertEqual(second[complex_area]["status"], "being-turned-around")

    def test_a_window_shifted_by_a_month_is_the_review_of_that_window(self):
        def windows(current, baseline):
            return self.changed_project(('current = ["2016-12-15", "2017-12-14"]', f"current = {current}"),
                                        ('baseline = ["2015-12-15", "2016-12-14"]', f"baseline = {baseline}"))
        diaban("classify", windows("[2017-02-15, 2017-10-14]", "[2016-02-15, 2016-10-14]"), "-o", self.folder / "out.gpkg")
        found = {}
        for row in rows_of(self.folder / "out.gpkg", "sensitivity"):
            found.setdefault(row["variant"], {})[row["area_id"]] = row["class"]
        for variant, current, baseline in (("month-earlier", "[2017-01-15, 2017-09-14]", "[2016-01-15, 2016-09-14]"),
                                           ("month-later", "[2017-03-15, 2017-11-14]", "[2016-03-15, 2016-11-14]")):
            diaban("classify", windows(current, baseline), "-o", self.folder / "shifted.gpkg")
            shifted = {a["area_id"]: a["class_by_rule"] for a in rows_of(self.folder / "shifted.gpkg")}
            self.assertEqual(found[variant], shifted)

    def test_police_detected_incidents_can_be_switched_off(self):
        project = self.changed_project(("[classify]", '[classify]\nincidents = "reported"'))
        diaban("classify", project, "-o", self.folder / "out.gpkg")
        areas = rows_of(self.folder / "out.gpkg")
        self.assertTrue(any(a["n_current_detected"] for a in areas))
        for area in areas:
            counted = area["n_current"] - area["n_current_detected"]
            self.assertIn(f": {vietnamese(counted, 0)} vụ, tính theo dân số", area["reason_vi"])
            self.assertIn("trình báo", area["reason_vi"])
        self.assertIn("with-detected", {r["variant"] for r in rows_of(self.folder / "out.gpkg", "sensitivity")})

    def test_calibration_writes_a_draft_and_a_report(self):
        labels = self.write("labels.csv", "area,class\n" + "".join(f"{a['area_id']},{a['class']}\n" for a in self.areas) +
                            "nowhere,stable\n")
        diaban("classify", self.project, "-o", self.folder / "out.gpkg", "--calibrate", labels)
        report = read_json(self.folder / "out.calibration.json")
        self.assertEqual((report["labels"], len(report["label_rows_rejected"])), (48, 1))
        self.assertEqual(report["weighted_kappa_before"], 1.0)
        counted = sum(sum(row.values()) for row in report["confusion_label_by_class"].values())
        self.assertEqual(counted, 48)
        diaban("classify", self.project, "-o", self.folder / "again.gpkg", "--rule", self.folder / "out.rule.toml")
        few = self.write("few.csv", "\n".join(labels.read_text("utf-8").split("\n")[:20]))
        refused = diaban("classify", self.project, "-o", self.folder / "few.gpkg", "--calibrate", few, "--language", "en", expect=1)
        self.assertIn("at least 30", refused.stderr)
        self.assertFalse((self.folder / "few.gpkg").exists())

    def test_a_failure_leaves_the_older_output_untouched(self):
        out = self.folder / "out.gpkg"
        out.write_bytes(self.out.read_bytes())
        before = files_of(self.folder)
        rule = self.base / "bad.toml"
        rule.write_text('kind = "evidence"\nname = "x"\nversion = "1"\nelevated_abov = 1.2\n', "utf-8")
        message = diaban("classify", self.project, "-o", out, "--rule", rule, "--language", "en", expect=1).stderr
        self.assertIn("line 4", message)
        self.assertIn("elevated_above", message)
        diaban("classify", self.project, "-o", self.folder / "out.shp", expect=2)
        self.assertEqual(files_of(self.folder), before)

    def test_simulate_plants_what_it_is_told(self):
        sizes = self.write("sizes.csv", "commune,people\na,4000\nb,9000\nc,2500\n")
        diaban("simulate", "--lists", 3, "--counts", "20", "--truth", "wide", "--split", "16,3,1", "--split", "12,0,0", "--residents", sizes,
               "--residents-field", "people", "--overdispersion", 2, "-o", self.folder / "oc.json")
        report = read_json(self.folder / "oc.json")
        self.assertEqual([(r["truth"], r["areas"]) for r in report["rows"]], [("wide 16,3,1", 60), ("wide 12,0,0", 36)])
        self.assertEqual((report["residents"], report["overdispersion"]), ("given", 2.0))
        diaban("simulate", "--split", "1,2", expect=2)
        diaban("simulate", "--residents", sizes, "--residents-field", "commune", expect=1)
        self.assertIn("people", diaban("simulate", "--residents", sizes, "--residents-field", "peopel", "--language", "en", expect=1).stderr)

    def test_simulate_prints_its_table(self):
        printed = diaban("simulate", "--lists", 2, "--counts", "20", "-o", self.folder / "oc.json").stdout
        report = read_json(self.folder / "oc.json")
        self.assertEqual(len(printed.strip().split("\n")), len(report["rows"]) + 2)
        self.assertEqual(sum(r["complex_found_wrongly"] for r in report["rows"] if r["truth"] == "48,0,0"), 0)


if __name__ == "__main__":
    unittest.main()
