"""Names, encodings, units of an old list, duplicates and persons' data: found where they were planted, and nowhere else."""
import csv
import gzip
import io
import unittest

from osgeo import ogr

from diaban_program import SHARED_DATA, InTemporaryFolder, diaban, files_of, needs_shared_data, read_csv, read_json
from test_bad_input import AREAS, PROJECT

ogr.UseExceptions()


def rows_of(*rows):
    """Thirty located incidents in areas 01 and 02, then the rows given."""
    lines = ["X,Y,Xã,Ngày,Ghi chú"]
    for i in range(30):
        lines.append(f"106.{5 + i % 20:02d},20.05,,{13 + i % 15}/0{1 + i % 9}/{2016 + i % 2},")
    return "\n".join([*lines, *rows]) + "\n"


class Names(InTemporaryFolder):
    def project(self, incidents, text=PROJECT, areas=AREAS):
        self.write("areas.geojson", areas)
        self.write("incidents.csv", incidents)
        return self.write("project.toml", text)

    def run_it(self, *arguments, **files):
        diaban("run", self.project(*arguments, **files), "-o", self.folder / "out")
        return {row["code"]: row for row in read_csv(self.folder / "out/tables/areas.csv")}

    def test_spellings_of_a_name_are_counted_and_others_proposed(self):
        plain = self.run_it(rows_of())
        before = int(plain["01"]["n_current"])
        spellings = ["Xã Một", "X. Một", "XÃ MỘT", "Một", "01", "1", "X· Mét", "Xaõ Moät"]
        areas = self.run_it(rows_of(*[f',,"{name}",14/03/2017,' for name in spellings], ",,Xa Mot,14/03/2017,", ",,Xã Bốn,14/03/2017,"))
        self.assertEqual(int(areas["01"]["n_current"]) - before, len(spellings))
        rejects = read_csv(self.folder / "out/rejects.csv")
        self.assertEqual([r["reason"] for r in rejects], ["reject.area-unknown"] * 2)
        self.assertEqual(rejects[0]["detail"], "Xa Mot")
        self.assertTrue(rejects[0]["nearest"].startswith("Xã Một [01]"), rejects[0]["nearest"])
        self.assertEqual(len(rejects[0]["nearest"].split(" | ")), 3)
        self.assertEqual(rejects[1]["row"], "40")

    def test_old_units_go_through_the_crosswalk_by_their_day(self):
        self.write("old.csv", "cu,ten,moi,dan\n02,Xã Xưa,01,900\n11,Xã Chia,01,3000\n11,Xã Chia,03,1000\n12,Xã Gần,02,500\n")
        crosswalk = '[crosswalk]\nsource = "old.csv"\nold = "cu"\nold_name = "ten"\nnew = "moi"\nweight = "dan"\ndate = 2017-07-01\n[periods]'
        text = PROJECT.replace("[periods]", crosswalk)
        plain = self.run_it(rows_of(), text=text)
        extra = [",,02,14/03/2017,"] * 2 + [",,02,14/09/2017,"] * 3 + [",,X. Xưa,14/09/2017,"] + [",,Xã Chia,14/03/2017,"] * 8
        areas = self.run_it(rows_of(*extra), text=text)
        gained = {code: int(areas[code]["n_current"]) - int(plain[code]["n_current"]) for code in areas}
        # Code 02 was Xã Xưa until June and went to 01; from July it is Xã Hai. Of Xã Chia three quarters went to 01.
        self.assertEqual(gained, {"01": 2 + 1 + 6, "02": 3, "03": 2})
        self.assertEqual([areas[c]["n_current_estimated"] for c in ("01", "02", "03")], ["6", "0", "2"])
        run = read_json(self.folder / "out/run.json")
        self.assertEqual([i["rows_read"] for i in run["inputs"] if i["role"] == "crosswalk"], [4])

    def test_a_split_without_shares_and_a_shared_name_stay_out(self):
        self.write("old.csv", "cu,ten,moi\n11,Xã Chia,01\n11,Xã Chia,03\n12,Xã Đôi,01\n13,Xã Đôi,02\n")
        text = PROJECT.replace("[periods]", '[crosswalk]\nsource = "old.csv"\nold = "cu"\nold_name = "ten"\nnew = "moi"\n[periods]')
        self.run_it(rows_of(",,Xã Chia,14/03/2017,", ",,Xã Đôi,14/03/2017,", ",,12,14/03/2017,"), text=text)
        rejects = read_csv(self.folder / "out/rejects.csv")
        self.assertEqual([(r["reason"], r["nearest"]) for r in rejects],
                         [("reject.area-split", "Xã Một | Xã Ba"), ("reject.area-ambiguous", "Xã Đôi [12] | Xã Đôi [13]")])

    def test_units_that_were_none_on_the_day_are_left_out(self):
        areas = AREAS.replace('"code":"03"', '"code":"03","den":"2016-06-30"').replace('"code":"01"', '"code":"01","tu":"01/07/2016"')
        text = PROJECT.replace('name = "ten"', 'name = "ten"\nvalid_from = "tu"\nvalid_to = "den"')
        self.assertEqual(set(self.run_it(rows_of(), text=text, areas=areas)), {"01", "02"})
        wrong = AREAS.replace('"code":"03"', '"code":"03","den":"lâu rồi"').replace('"code":"01"', '"code":"01","tu":""')
        self.assertIn("lâu rồi", diaban("check", self.project(rows_of(), text, wrong), expect=1).stdout)

    def test_persons_data_by_content_is_refused_or_dropped(self):
        incidents = rows_of(",,Xã Bốn,14/03/2017,CCCD 036090000001", ",,Xã Bốn,14/03/2017,0912 000 001")
        refused = diaban("check", self.project(incidents), "--language", "en", expect=1).stdout
        self.assertIn("Ghi chú", refused)
        self.assertNotIn("036090000001", refused)
        drop = PROJECT.replace("[periods]", "[privacy]\ndrop_personal = true\n[periods]")
        self.run_it(incidents, text=drop)
        for name, content in files_of(self.folder / "out").items():
            self.assertNotIn(b"036090000001", content, name)
            self.assertNotIn("Ghi chú".encode(), content if name == "rejects.csv" else b"", name)
        # Areas: attributes go into every output.
        areas = AREAS.replace('"code":"01"', '"code":"01","truong":"Nguyễn Văn Mẫu"').replace(
            '"code":"02"', '"code":"02","truong":"Trần Thị Thử"')
        self.assertIn("truong", diaban("check", self.project(rows_of(), areas=areas), expect=1).stdout)
        table = self.run_it(rows_of(), text=drop, areas=areas)
        self.assertNotIn("truong", table["01"])
        for name, content in files_of(self.folder / "out").items():
            self.assertNotIn("Nguyễn Văn Mẫu".encode(), content, name)

    def test_formulas_are_neutralised_and_numbers_are_not(self):
        areas = AREAS.replace('"code":"01"', '"code":"01","a":"=1+1","b":"-12.5"').replace('"code":"02"', '"code":"02","a":"@x","b":"-75,5"')
        table = self.run_it(rows_of(",,=HYPERLINK(1),14/03/2017,"), areas=areas)
        self.assertEqual([table["01"]["a"], table["01"]["b"], table["02"]["a"], table["02"]["b"]], ["'=1+1", "-12.5", "'@x", "-75,5"])
        reject = read_csv(self.folder / "out/rejects.csv")[0]
        self.assertEqual((reject["detail"], reject["Xã"]), ("'=HYPERLINK(1)",) * 2)
        workbook = ogr.Open(str(self.folder / "out/tables/areas.xlsx"))
        rows = [(row.GetField("a"), str(row.GetField("b"))) for row in workbook.GetLayer(0)]
        self.assertEqual(rows[0], ("'=1+1", "-12.5"))
        # A map layer is no spreadsheet and keeps what came.
        package = ogr.Open(str(self.folder / "out/diaban.gpkg"))
        self.assertEqual([row.GetField("a") for row in package.GetLayer("areas")][0], "=1+1")

    def test_categories_that_no_mapping_names_are_listed_with_their_counts(self):
        incidents = rows_of(*["106.05,20.05,,14/03/2017,Trộm cắp"] * 3, *["106.05,20.05,,14/03/2017,Cháy"] * 2, "106.05,20.05,,14/03/2017,Cãi nhau")
        mapped = PROJECT.replace("[periods]", 'category = "Ghi chú"\n[incidents.categories]\n"Trộm cắp" = "theft"\n[periods]')
        report = read_json_of(diaban("check", self.project(incidents, mapped), "--json").stdout)
        finding = next(f for f in report["findings"] if f["key"] == "finding.categories-unmapped")
        self.assertEqual(finding["figures"], {"values": "Cháy (2); Cãi nhau (1)", "count": "2", "rows": "3"})
        self.assertEqual(finding["severity"], "warning")
        self.assertTrue(any("categories" in key for key in finding["keys"]), finding["keys"])
        whole = mapped.replace('= "theft"', '= "theft"\n"Cháy" = "fire"\n"Cãi nhau" = "order"')
        report = read_json_of(diaban("check", self.project(incidents, whole), "--json").stdout)
        self.assertNotIn("finding.categories-unmapped", [f["key"] for f in report["findings"]])

    def test_duplicates_are_counted_and_left_out_only_when_asked(self):
        twice = ["106.05,20.05,,14/03/2017,a"] * 2 + ["106.05001,20.05,,14/03/2017,b"]
        kept = self.run_it(rows_of(*twice))
        found = read_csv(self.folder / "out/duplicates.csv")
        self.assertEqual([(r["row"], r["repeats_row"], r["kind"]) for r in found], [("32", "31", "exact"), ("33", "31", "near")])
        self.assertEqual(found[1]["distance_m"], "1.0")
        for asked, fewer in (("drop-exact", 1), ("drop", 2)):
            left = self.run_it(rows_of(*twice), text=PROJECT.replace('area = "Xã"', f'area = "Xã"\nduplicates = "{asked}"'))
            self.assertEqual(int(kept["01"]["n_current"]) - int(left["01"]["n_current"]), fewer)
            run = read_json(self.folder / "out/run.json")
            record = next(i for i in run["inputs"] if i["role"] == "incidents")
            self.assertEqual(record["rows_read"], record["rows_accepted"] + record["rows_rejected"])
            self.assertEqual(record["rows_rejected"], fewer)


class DirtySample(InTemporaryFolder):
    """What `sample --dirty` planted, row by row."""

    def test_planted_faults_are_found_and_none_invented(self):
        sample = self.folder / "sample"
        diaban("sample", sample, "--dirty", "--areas", "12", "--split", "6,5,1", "--incidents", "1200")
        self.without_pages(sample / "dirty/project.toml")
        diaban("run", sample / "dirty/project.toml", "-o", self.folder / "out")
        faults = {int(f["row"]): f for f in read_csv(sample / "dirty/faults.csv") if f["file"] == "incidents.csv"}
        rows = [line for line in csv.reader(io.StringIO((sample / "dirty/incidents.csv").read_bytes().decode("utf-8-sig", "replace")))][1:]
        clean = read_csv(sample / "incidents.csv")
        rejects = {int(r["row"]): r for r in read_csv(self.folder / "out/rejects.csv")}
        names = {row: f["kind"] for row, f in faults.items() if f["kind"].startswith("name-")}
        self.assertGreaterEqual(len(set(names.values())), 10)
        for row, kind in names.items():
            located = rows[row - 1][5] != ""
            true_name = clean[row - 1]["Xã"]
            if located or kind not in ("name-stripped", "name-unknown"):
                self.assertNotIn(row, rejects, (kind, rows[row - 1]))
            else:
                self.assertEqual(rejects[row]["reason"], "reject.area-unknown", kind)
                if kind == "name-stripped":
                    self.assertIn(true_name + ",", rejects[row]["nearest"] + ",")
        for row, reject in rejects.items():
            self.assertIn(row, faults)
            if reject["reason"] == "reject.area-unknown":
                self.assertIn(row, names)
        exact = {int(r["row"]): int(r["repeats_row"]) for r in read_csv(self.folder / "out/duplicates.csv") if r["kind"] == "exact"}
        planted = {row: int(f["detail"].lstrip("= ")) for row, f in faults.items() if f["kind"] == "row-doubled"}
        self.assertEqual(exact, planted)
        report = read_json_of(diaban("check", sample / "dirty/project.toml", "--json").stdout)
        encodings = {(f["key"], word) for f in report["findings"] for word in ("TCVN3", "VNI", "Windows-1258") if word in f["vi"]}
        self.assertEqual({word for key, word in encodings if key == "finding.text-decoded"}, {"TCVN3", "VNI", "Windows-1258"})

    def test_a_clean_sample_has_no_such_findings(self):
        sample = self.folder / "sample"
        diaban("sample", sample, "--areas", "12", "--split", "6,5,1", "--incidents", "1200")
        report = read_json_of(diaban("check", sample / "project.toml", "--json").stdout)
        keys = {f["key"] for f in report["findings"]}
        self.assertFalse({k for k in keys if "text-" in k or "areas-by" in k or "personal" in k}, keys)


def read_json_of(text):
    import json
    return json.loads(text)


@needs_shared_data("namdinh_175_to_57.csv")
class RealUnits(InTemporaryFolder):
    PROJECT = """[project]
title = "Nam Định"
crs = "EPSG:9209"
[areas]
source = "{data}/vn_namdinh.gpkg"
layer = "commune_2025_of_namdinh"
id = "code"
name = "full_name"
[crosswalk]
source = "{table}"
old = "{old}"
old_name = "{old_name}"
old_parent = "{district}"
new = "{new}"
date = 2025-07-01
[incidents]
source = "incidents.csv"
area = "xa"
time = "ngay"
[periods]
baseline = [2023-12-15, 2024-12-14]
current = [2024-12-15, 2025-06-30]
[output]
maps = false
viewer = false
"""

    def carried(self, table, **columns):
        units = read_csv(SHARED_DATA / "namdinh_175_to_57.csv")
        lines = ["xa,ngay"]
        for unit in units:
            lines.append(f"{unit['old_code']},2024-03-01")
            lines.append(f"\"{unit['old_name']}, {unit['district']}\",2025-03-01")
        self.write("incidents.csv", "\n".join(lines) + "\n")
        project = self.write("project.toml", self.PROJECT.format(data=SHARED_DATA, table=SHARED_DATA / table, **columns))
        diaban("run", project, "-o", self.folder / "out")
        expected = {}
        for unit in units:
            expected[unit["new_code"]] = expected.get(unit["new_code"], 0) + 1
        return expected, {r["code"]: r for r in read_csv(self.folder / "out/tables/areas.csv")}

    def test_incidents_of_175_communes_are_counted_in_57(self):
        expected, areas = self.carried("namdinh_175_to_57.csv", old="old_code", old_name="old_name", district="district", new="new_code")
        self.assertEqual(len(areas), 57)
        self.assertEqual({code: int(a["n_baseline"]) for code, a in areas.items()}, expected)
        self.assertEqual({code: int(a["n_current"]) for code, a in areas.items()}, expected)
        self.assertEqual(read_csv(self.folder / "out/rejects.csv"), [])

    def test_a_register_of_175_communes_becomes_the_classes_of_57(self):
        """Parts that agree are carried exactly; of parts that differ nothing is made without weights, and the rows are kept with the reason."""
        units = read_csv(SHARED_DATA / "namdinh_175_to_57.csv")
        words = {"stable": "ổn định", "contained": "kiềm chế", "complex": "phức tạp"}
        parts, register = {}, ["area,date,class,status"]
        for number, unit in enumerate(units):
            # By new commune, so that most agree; every eleventh old one differs.
            own = list(words)[int(unit["new_code"]) % 3] if number % 11 else "complex"
            parts.setdefault(unit["new_code"], []).append(own)
            name = unit["old_code"] if number % 2 else f"\"{unit['old_name']}, {unit['district']}\""
            register.append(f"{name},15/06/2024,{words[own]},")
        self.write("register.csv", "\n".join(register) + "\n")
        self.PROJECT = self.PROJECT.replace("[periods]", '[classify]\nprevious = "register.csv"\n[periods]')
        _, areas = self.carried("namdinh_175_to_57.csv", old="old_code", old_name="old_name", district="district", new="new_code")
        expected = {code: classes[0] if len(set(classes)) == 1 else "" for code, classes in parts.items()}
        self.assertEqual({code: a["previous_class"] for code, a in areas.items()}, expected)
        run = read_json(self.folder / "out/run.json")
        entry = next(i for i in run["inputs"] if i["role"] == "register")
        refused = sum(len(classes) for classes in parts.values() if len(set(classes)) > 1)
        self.assertGreater(refused, 0)
        self.assertEqual((entry["rows_read"], entry["rows_rejected"]), (175, refused))
        rejects = [r["reason"] for r in read_csv(self.folder / "out/rejects.csv")]
        self.assertEqual(rejects, ["reject.register-parts-differ"] * refused)
        told = next(f for f in run["warnings"] if f["key"] == "finding.register-carried")
        self.assertIn(str(sum(1 for value in expected.values() if value)), told["en"])
        # The register that the run writes speaks of the present communes: the next review reads it without a crosswalk.
        written = read_csv(self.folder / "out/tables/register.csv")
        self.assertEqual({r["area"] for r in written if r["date"] == "2024-06-15"}, {code for code, value in expected.items() if value})

    def test_the_national_table_differs_only_where_it_is_known_to_be_wrong(self):
        expected, areas = self.carried("vn_commune_old_to_2025.csv.gz", old="old_commune", old_name="old_commune_name",
                                       district="old_district_name", new="new_commune")
        right = {(u["old_code"], u["new_code"]) for u in read_csv(SHARED_DATA / "namdinh_175_to_57.csv")}
        with gzip.open(SHARED_DATA / "vn_commune_old_to_2025.csv.gz", "rt", encoding="utf-8-sig") as file:
            national = {(r["old_commune"], r["new_commune"]) for r in csv.DictReader(file) if r["new_commune"] in expected}
        wrong = {code for pair in right ^ national for code in pair}
        for code, area in areas.items():
            if not any(new == code and (old in wrong or new in wrong) for old, new in right | national):
                self.assertEqual(int(area["n_baseline"]), expected[code], code)
        self.assertLessEqual(len(right ^ national), 4)


if __name__ == "__main__":
    unittest.main()
