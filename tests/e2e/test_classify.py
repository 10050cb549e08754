"""diaban classify: rule files, memory, forced splits, sensitivity, calibration - and sentences that can be recomputed."""
import pathlib
import re
import unittest

from osgeo import ogr

from diaban_program import ROOT, InTemporaryFolder, diaban, files_of, read_csv, read_json

ogr.UseExceptions()


def rows_of(path, layer="areas"):
    dataset = ogr.Open(str(path))
    source = dataset.GetLayerByName(layer)
    return [feature.items() for feature in source]


def vietnamese(value, decimals):
    """1234.5 -> 1.234,50, written here anew and not by the program."""
    whole, _, part = f"{value:,.{decimals}f}".partition(".")
    return whole.replace(",", ".") + ("," + part if part else "")


def percent(probability):
    rounded = int(100 * probability + 0.5)
    return "> 99" if rounded >= 100 else "< 1" if rounded <= 0 else str(rounded)


class Sentence:
    """A reason as the method page describes it, made of nothing but the row and the options."""
    CLASS = {"vi": {"stable": "ổn định", "contained": "kiềm chế", "complex": "phức tạp"},
             "en": {"stable": "stable", "contained": "contained", "complex": "complex"}}

    def __init__(self, language, area, options):
        self.language, self.area, self.options = language, area, options
        self.rule = options["classify"]

    def say(self, vi, en):
        return vi if self.language == "vi" else en

    def number(self, value, decimals=0):
        return vietnamese(value, decimals) if self.language == "vi" else f"{value:,.{decimals}f}"

    def window(self, name):
        def date(iso):
            year, month, day = iso.split("-")
            return f"{day}/{month}/{year}" if self.language == "vi" else iso
        return f"{date(self.options['periods'][name]['from'])} – {date(self.options['periods'][name]['to'])}"

    def two(self, field):
        return self.number(self.area[field], 2)

    def opening(self):
        line, down = self.number(self.rule["elevated_above"], 2), self.number(self.rule["brought_down_below"], 2)
        by_rule = self.area["class_by_rule"]
        if by_rule == "stable":
            return self.say(f"Ổn định: cả hai kỳ đều không vượt {line} lần mức chung.",
                            f"Stable: in neither period above {line} times the common rate.")
        if by_rule == "complex":
            return self.say(f"Phức tạp: kỳ này vượt {line} lần mức chung và chưa kéo giảm được (chưa dưới {down} lần kỳ trước).",
                            f"Complex: above {line} times the common rate now and not brought down (not below {down} times the period before).")
        if self.area["p_elevated_now"] > 0.5:
            return self.say(f"Kiềm chế: kỳ này còn vượt {line} lần mức chung nhưng đã kéo giảm (dưới {down} lần kỳ trước).",
                            f"Contained: still above {line} times the common rate now, but brought down (below {down} times the period before).")
        return self.say(f"Kiềm chế: kỳ trước vượt {line} lần mức chung, kỳ này không còn vượt.",
                        f"Contained: above {line} times the common rate before, no longer now.")

    def counts(self):
        a, n = self.area, self.number
        mass = self.number(100 * self.rule["interval"])
        return [self.say(f"Kỳ này ({self.window('current')}): {n(a['n_current'])} vụ, tính theo dân số bằng {self.two('relative_risk')} lần mức chung "
                         f"(khoảng {mass} %: {self.two('rr_low')} đến {self.two('rr_high')}).",
                         f"Now ({self.window('current')}): {n(a['n_current'])} incidents, by residents {self.two('relative_risk')} times the common rate "
                         f"({mass} % interval {self.two('rr_low')} to {self.two('rr_high')})."),
                self.say(f"Kỳ trước ({self.window('baseline')}): {n(a['n_baseline'])} vụ, bằng {self.two('baseline_risk')} lần "
                         f"(khoảng {mass} %: {self.two('baseline_low')} đến {self.two('baseline_high')}).",
                         f"Before ({self.window('baseline')}): {n(a['n_baseline'])} incidents, {self.two('baseline_risk')} times "
                         f"({mass} % interval {self.two('baseline_low')} to {self.two('baseline_high')}).")]

    def change(self):
        ratio, low, high = (self.two(f) for f in ("change_ratio", "change_low", "change_high"))
        if self.area["change_low"] < 1 < self.area["change_high"]:
            return self.say(f"So với kỳ trước: {ratio} lần (từ {low} đến {high}), chưa phân biệt được với dao động ngẫu nhiên.",
                            f"Against the period before: {ratio} times ({low} to {high}), which cannot be told from chance.")
        if self.area["change_ratio"] > 1:
            return self.say(f"So với kỳ trước: tăng, bằng {ratio} lần (từ {low} đến {high}).",
                            f"Against the period before: up, {ratio} times ({low} to {high}).")
        return self.say(f"So với kỳ trước: giảm, còn {ratio} lần (từ {low} đến {high}).",
                        f"Against the period before: down, {ratio} times ({low} to {high}).")

    def chances(self):
        p = {k: percent(self.area[k]) for k in ("p_elevated_before", "p_elevated_now", "p_stable", "p_contained", "p_complex")}
        said = [self.say(f"Xác suất vượt mức: kỳ trước {p['p_elevated_before']} %, kỳ này {p['p_elevated_now']} %.",
                         f"Probability of being above the line: before {p['p_elevated_before']} %, now {p['p_elevated_now']} %."),
                self.say(f"Xác suất: ổn định {p['p_stable']} %, kiềm chế {p['p_contained']} %, phức tạp {p['p_complex']} %.",
                         f"Probabilities: stable {p['p_stable']} %, contained {p['p_contained']} %, complex {p['p_complex']} %.")]
        if self.area["borderline"]:
            said.append(self.say("Địa bàn ở ranh giới giữa các loại: cần xem xét thêm trước khi kết luận.",
                                 "The area lies on the border between classes: look closer before deciding."))
        return said

    def surroundings(self):
        n = {k: self.number(self.area[k]) for k in ("neighbours", "neighbours_complex", "neighbours_contained", "neighbours_stable")}
        share = self.number(100 * self.area["class_share"])
        said = [self.say(f"Địa bàn liền kề: {n['neighbours']}, trong đó phức tạp {n['neighbours_complex']}, kiềm chế {n['neighbours_contained']}, "
                         f"ổn định {n['neighbours_stable']}.",
                         f"Neighbours: {n['neighbours']}, of them complex {n['neighbours_complex']}, contained {n['neighbours_contained']}, "
                         f"stable {n['neighbours_stable']}."),
                self.say(f"Thử các cách tính khác, {share} % cho cùng loại.", f"Other ways of counting: {share} % give the same class.")]
        step = self.area["nearest_change"]
        if step is not None:
            some, total = self.number(abs(step)), self.number(self.area["n_current"] + step)
            becomes = self.CLASS[self.language][self.area["nearest_class"]]
            said.append(self.say(f"Nếu kỳ này bớt {some} vụ (còn {total} vụ) thì sẽ xếp loại {becomes}.",
                                 f"With {some} fewer incidents now ({total} in all) it would be {becomes}.") if step < 0 else
                        self.say(f"Nếu kỳ này thêm {some} vụ (thành {total} vụ) thì sẽ xếp loại {becomes}.",
                                 f"With {some} more incidents now ({total} in all) it would be {becomes}."))
        return said

    def memory(self):
        status = self.area["status"]
        if status is None:
            return []
        words = {"proposed": ("đề xuất chuyển hóa", "proposed"), "passed": ("đạt chuyển hóa", "passed")}[status]
        return [self.say(f"Tình trạng: {words[0]}.", f"Status: {words[1]}.")]

    def text(self):
        return " ".join([self.opening(), *self.memory(), *self.counts(), self.change(), *self.chances(), *self.surroundings()])


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
        said = diaban("classify", project, "-o", self.folder / "first.gpkg", "--language", "en").stdout
        self.assertIn("The year: 1 of 1 areas turned around (100 %), 0 of 1 that had passed did not relapse (0 %).", said)
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

    def test_simulate_prints_its_table(self):
        printed = diaban("simulate", "--lists", 2, "--counts", "20", "-o", self.folder / "oc.json").stdout
        report = read_json(self.folder / "oc.json")
        self.assertEqual(len(printed.strip().split("\n")), len(report["rows"]) + 2)
        self.assertEqual(sum(r["complex_found_wrongly"] for r in report["rows"] if r["truth"] == "48,0,0"), 0)


if __name__ == "__main__":
    unittest.main()
