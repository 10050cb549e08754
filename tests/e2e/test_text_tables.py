"""Text tables as people save them: UTF-16, title rows, headers over two lines, cells over several lines; and the lines by which rows are told."""
import codecs
import gzip
import json
import unittest

import planted_province as planted
from diaban_program import InTemporaryFolder, diaban, read_csv, read_json
from spreadsheet_files import write_xlsx

UTF16 = {  # name of a file -> its bytes for a text
    "le_mark.csv": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "be_mark.csv": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "be.txt": lambda text: text.encode("utf-16-be"),
    "le_mark.csv.gz": lambda text: gzip.compress(codecs.BOM_UTF16_LE + text.encode("utf-16-le")),
    "tabs.tsv": lambda text: codecs.BOM_UTF16_LE + text.replace(",", "\t").encode("utf-16-le"),
}
# Excel's own way of saving a sheet with a title: every row as wide as the table, and the title quoted by nobody.
TITLES = "CÔNG AN TỈNH, PHÒNG THAM MƯU;;;;\nTổng hợp vụ việc năm 2016, 2017;;;;\n;;;;\n"


class TextTables(InTemporaryFolder):
    def setUp(self):
        super().setUp()
        self.write("areas.geojson", planted.areas_geojson())
        self.rows = planted.incidents_csv(planted.incidents(240), change=lambda n, c: c[:4] + ["31/02/2017"] if n == 9 else c)

    def check(self, name, content, extra="", expect=0):
        (self.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        text = planted.PROJECT.format(crs="EPSG:4326").replace('"incidents.csv"', f'"{name}"' + extra)
        self.write("project.toml", text)
        return json.loads(diaban("check", self.folder / "project.toml", "--json", expect=expect).stdout)

    def told(self, report, key):
        return next(f for f in report["findings"] if f["key"] == key)

    def same(self, report, plain):
        for each in (report, plain):
            for reason in each["rejected"]:
                for example in reason["examples"]:
                    example.pop("source", None)
        for key in ("rejected", "baseline", "current", "dates", "time_format"):
            self.assertEqual(report[key], plain[key], key)
        self.assertEqual(report["inputs"][1]["rows_read"], plain["inputs"][1]["rows_read"])

    def test_utf16_in_either_order_with_and_without_its_mark(self):
        plain = self.check("plain.csv", self.rows)
        self.assertEqual((plain["inputs"][1]["rows_read"], plain["inputs"][1]["rows_rejected"]), (240, 1))
        self.assertEqual(plain["inputs"][1]["rows_accepted"], 239)
        for name, written in UTF16.items():
            with self.subTest(name):
                report = self.check(name, written(self.rows))
                self.same(report, plain)
                self.assertEqual(self.told(report, "finding.text-utf16")["figures"]["order"], "BE" if name.startswith("be") else "LE")

    def test_utf16_is_the_same_run_and_a_condition_reads_it_too(self):
        outputs = []
        for name, content in (("plain.csv", self.rows.encode()), ("le_mark.csv", UTF16["le_mark.csv"](self.rows))):
            self.check(name, content)
            diaban("run", self.folder / "project.toml", "-o", self.folder / "out")
            rejects = [{k: v for k, v in r.items() if k != "source"} for r in read_csv(self.folder / "out/rejects.csv")]
            outputs.append((read_csv(self.folder / "out/tables/areas.csv"), rejects))
        self.assertEqual(outputs[0], outputs[1])
        points = [self.folder / name for name in ("plain.csv", "le_mark.csv")]
        rows = []
        for source in points:
            out = self.folder / "d.tif"
            printed = diaban("density", source, "-o", out, "--cell-m", "500", "--x", "X", "--y", "Y", "--crs", "EPSG:4326",
                          "--bandwidth-m", "2000", "--where", "\"Xã\" = 'Xã Số 7'", "--language", "en").stdout
            rows.append((out.read_bytes(), printed))
        self.assertEqual(rows[0], rows[1])

    def test_title_rows_above_the_header(self):
        plain = self.check("plain.csv", self.rows)
        semicolons = self.rows.replace(".", ",", 0).replace(",", ";")
        for name, content in (("excel.csv", TITLES + semicolons), ("bare.csv", "BẢNG KÊ VỤ VIỆC\n\n" + semicolons),
                              ("commas.csv", '"BẢNG KÊ, NĂM 2017",,,,\n' + self.rows),
                              ("utf16.csv", UTF16["le_mark.csv"](TITLES + semicolons))):
            with self.subTest(name):
                report = self.check(name, content)
                above = (content if isinstance(content, str) else TITLES + semicolons).split("STT")[0].count("\n")
                self.assertEqual(self.told(report, "finding.rows-above-header")["figures"]["row"], str(above + 1))
                example = report["rejected"][0]["examples"][0]
                self.assertEqual((example["row"], example["line"]), (9, above + 10))  # the file's tenth line without the title
                for old, new in zip(plain["rejected"], report["rejected"]):
                    self.assertEqual((old["reason"], old["count"]), (new["reason"], new["count"]))
                for key in ("baseline", "current", "dates"):
                    self.assertEqual(report[key], plain[key])

    def test_a_header_over_two_lines(self):
        plain = self.check("plain.csv", self.rows)
        body = self.rows.split("\n", 1)[1]
        report = self.check("two.csv", "STT,Tọa độ,,Xã,Ngày\n,X,Y,,\n" + body)
        self.assertEqual(self.told(report, "finding.header-two-lines")["figures"]["row"], "1")
        self.assertEqual((report["baseline"], report["current"]), (plain["baseline"], plain["current"]))
        self.assertEqual(report["rejected"][0]["example_line"], plain["rejected"][0]["example_line"] + 1)

    def test_a_table_without_a_header_loses_no_row(self):
        rows = "".join(f"106.{5 + i:02d},20.05,2017-03-{i + 10}\n" for i in range(15))
        (self.folder / "bare.csv").write_text(rows)
        text = planted.PROJECT.format(crs="EPSG:4326").replace("incidents.csv", "bare.csv").replace('area = "Xã"\n', "")
        for old, new in (("X", "field_1"), ("Y", "field_2"), ("Ngày", "field_3")):
            text = text.replace(f'"{old}"', f'"{new}"')
        self.write("project.toml", text)
        report = json.loads(diaban("check", self.folder / "project.toml", "--json").stdout)
        self.assertEqual((report["inputs"][1]["rows_read"], report["current"]["incidents"]), (15, 15))
        self.assertEqual(self.told(report, "finding.header-missing")["severity"], "warning")

    def test_lines_of_rows_with_blank_lines_and_cells_over_several_lines(self):
        lines = self.rows.split("\n")
        cells = lines[3].split(",")
        lines[3] = ",".join([*cells[:3], '"' + cells[3].replace(" ", "\n\n", 1) + '"', cells[4]])
        lines.insert(5, "")
        text = "\n".join(lines)
        line = next(i for i, one in enumerate(text.split("\n"), start=1) if "31/02/2017" in one)
        self.assertEqual(line, 13)  # row 9: the header, two lines more in a cell, a blank line
        report = self.check("lines.csv", text)
        example = next(r for r in report["rejected"] if r["reason"] == "reject.date-unreadable")["examples"][0]
        self.assertEqual((example["row"], example["line"], report["row_numbers"]), (9, 13, "line"))
        printed = diaban("check", self.folder / "project.toml", "--language", "en", expect=None).stdout
        self.assertIn("For example row 13: '31/02/2017'", printed)
        self.assertIn("lines of the file", printed)
        diaban("run", self.folder / "project.toml", "-o", self.folder / "out")
        reject = next(r for r in read_csv(self.folder / "out/rejects.csv") if r["reason"] == "reject.date-unreadable")
        self.assertEqual((reject["row"], reject["line"]), ("9", "13"))

    def test_rows_of_a_sheet(self):
        cells = [row.split(",") for row in self.rows.strip().split("\n")]
        write_xlsx(self.folder / "s.xlsx", [["BẢNG KÊ"], [], *cells[:6], [], *cells[6:]])
        self.write("project.toml", planted.PROJECT.format(crs="EPSG:4326").replace("incidents.csv", "s.xlsx"))
        report = json.loads(diaban("check", self.folder / "project.toml", "--json").stdout)
        example = report["rejected"][0]["examples"][0]
        self.assertEqual((example["row"], example["line"], report["row_numbers"]), (9, 13, "sheet-row"))

    def test_duplicates_and_future_dates_name_lines(self):
        rows = self.rows.strip().split("\n")
        rows = ["BẢNG KÊ,,,,", *rows, rows[5], "9999,106.05,20.05,Xã Số 9,14/03/2030"]
        report = self.check("dates.csv", "\n".join(rows) + "\n")
        self.assertEqual(self.told(report, "finding.dates-future")["figures"]["row"], str(len(rows)))
        diaban("run", self.folder / "project.toml", "-o", self.folder / "out")
        twice = [d for d in read_csv(self.folder / "out/duplicates.csv") if d["kind"] == "exact"]
        self.assertEqual([(d["line"], d["repeats_line"]) for d in twice], [(str(len(rows) - 1), "7")])
        self.assertIn(f"{len(rows)}", [w["en"] for w in read_json(self.folder / "out/run.json")["warnings"] if w["key"] == "finding.dates-future"][0])


if __name__ == "__main__":
    unittest.main()
