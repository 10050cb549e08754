"""XLSX and ODS files written cell by cell, as spreadsheets write them: real dates, serial numbers, formulas, merged cells."""
import datetime
import zipfile
from xml.sax.saxutils import escape

EPOCH = datetime.datetime(1899, 12, 30)


class Formula:
    """A formula and the value that the spreadsheet has stored for it."""

    def __init__(self, text, value):
        self.text, self.value = text, value


def column_name(index):
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def serial(value):
    moment = value if isinstance(value, datetime.datetime) else datetime.datetime.combine(value, datetime.time())
    return repr((moment - EPOCH) / datetime.timedelta(days=1)).removesuffix(".0")


def xlsx_cell(reference, value):
    if value is None:
        return ""
    if isinstance(value, Formula):
        return f'<c r="{reference}"><f>{escape(value.text)}</f><v>{value.value!r}</v></c>'
    if isinstance(value, (datetime.date, datetime.datetime)):
        return f'<c r="{reference}" s="{2 if isinstance(value, datetime.datetime) else 1}"><v>{serial(value)}</v></c>'
    if isinstance(value, (int, float)):
        # Seventeen digits, as Excel writes.
        text = repr(value) if isinstance(value, int) else f"{value:.17g}"
        return f'<c r="{reference}"><v>{text}</v></c>'
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def write_xlsx(path, rows, merged=(), empty_sheets=("Sheet2",)):
    sheet = "".join(
        f'<row r="{r + 1}">' + "".join(xlsx_cell(f"{column_name(c)}{r + 1}", v) for c, v in enumerate(row)) + "</row>"
        for r, row in enumerate(rows))
    ranges = "".join(f'<mergeCell ref="{m}"/>' for m in merged)
    names = ["Danh sách", *empty_sheets]
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                     '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                     '<Default Extension="xml" ContentType="application/xml"/>'
                     '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
                     + "".join(f'<Override PartName="/xl/worksheets/sheet{i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>' for i in range(len(names)))
                     + '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>')
        out.writestr("_rels/.rels", f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        out.writestr("xl/workbook.xml", f'<workbook {space} xmlns:r="{relations}"><sheets>' + "".join(
            f'<sheet name="{escape(n)}" sheetId="{i + 1}" r:id="rId{i + 1}"/>' for i, n in enumerate(names)) + "</sheets></workbook>")
        out.writestr("xl/_rels/workbook.xml.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + "".join(
            f'<Relationship Id="rId{i + 1}" Type="{relations}/worksheet" Target="worksheets/sheet{i + 1}.xml"/>' for i in range(len(names)))
            + f'<Relationship Id="rId{len(names) + 1}" Type="{relations}/styles" Target="styles.xml"/></Relationships>')
        out.writestr("xl/styles.xml", f'<styleSheet {space}><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts>'
                     '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>')
        out.writestr("xl/worksheets/sheet1.xml", f'<worksheet {space}><sheetData>{sheet}</sheetData>'
                     + (f'<mergeCells count="{len(merged)}">{ranges}</mergeCells>' if merged else "") + "</worksheet>")
        for i in range(1, len(names)):
            out.writestr(f"xl/worksheets/sheet{i + 1}.xml", f"<worksheet {space}><sheetData/></worksheet>")


def ods_cell(value):
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, Formula):
        return (f'<table:table-cell table:formula="of:={escape(value.text)}" office:value-type="float" office:value="{value.value!r}">'
                f"<text:p>{value.value!r}</text:p></table:table-cell>")
    if isinstance(value, (datetime.date, datetime.datetime)):
        return (f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}">'
                f"<text:p>{value:%d/%m/%Y}</text:p></table:table-cell>")
    if isinstance(value, (int, float)):
        return f'<table:table-cell office:value-type="float" office:value="{value!r}"><text:p>{value!r}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'


def write_ods(path, rows):
    body = "".join("<table:table-row>" + "".join(map(ods_cell, row)) + "</table:table-row>" for row in rows)
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{u}:1.0"' for n, u in
                      (("office", "office"), ("table", "table"), ("text", "text")))
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        out.writestr("META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                     '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
                     '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')
        out.writestr("content.xml", f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body><office:spreadsheet>'
                     f'<table:table table:name="Danh sách">{body}</table:table></office:spreadsheet></office:body></office:document-content>')
