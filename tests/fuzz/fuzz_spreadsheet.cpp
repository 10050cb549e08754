// Any bytes as the sheet of an XLSX (first byte even) or the content of an ODS file: rows read = accepted + rejected,
// or our own error. Covers read_sheet (layers/read/spreadsheet.cpp) and read_incidents behind it.
#include <cpl_vsi.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "layers/read/read_incidents.hpp"
#include "layers/words/catalogue.hpp"

namespace {

void add(const std::string& archive, const char* member, std::string_view content) {
    VSILFILE* file = VSIFOpenL(("/vsizip/" + archive + "/" + member).c_str(), "wb");
    VSIFWriteL(content.data(), 1, content.size(), file);
    VSIFCloseL(file);
}

void write_xlsx(const std::string& archive, std::string_view sheet) {
    VSILFILE* hold = VSIFOpenL(("/vsizip/" + archive).c_str(), "wb");
    add(archive, "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override "
        "PartName=\"/xl/workbook.xml\" "
        "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>");
    add(archive, "xl/workbook.xml",
        "<workbook><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
    add(archive, "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"rId1\" "
        "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        "worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
    add(archive, "xl/styles.xml",
        "<styleSheet><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>");
    add(archive, "xl/worksheets/sheet1.xml", sheet);
    VSIFCloseL(hold);
}

void write_ods(const std::string& archive, std::string_view content) {
    VSILFILE* hold = VSIFOpenL(("/vsizip/" + archive).c_str(), "wb");
    add(archive, "mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    add(archive, "content.xml", content);
    VSIFCloseL(hold);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace diaban;
    if (size == 0) {
        return 0;
    }
    start_gdal();
    const std::string_view content(reinterpret_cast<const char*>(data) + 1, size - 1);
    const bool is_ods = (data[0] & 1) != 0;
    const std::string archive = is_ods ? "/vsimem/fuzz.ods" : "/vsimem/fuzz.xlsx";
    const GdalErrors silent;
    is_ods ? write_ods(archive, content) : write_xlsx(archive, content);
    IncidentReadOptions options;
    options.source.path = archive;
    options.declared_crs = options.analysis_crs = {"EPSG:9209"};
    options.x_field = "x";
    options.y_field = "y";
    options.time_field = "t";
    options.drop_personal = true;
    options.threads = 1;
    Progress progress;
    try {
        const IncidentReading reading = read_incidents(options, progress);
        if (reading.rows_read != reading.incidents.size() + reading.rejects.rows.size()) {
            std::abort();
        }
    } catch (const Error& error) {
        if (!catalogue(Language::kVietnamese).has(error.key())) {
            std::abort();
        }
    }
    VSIUnlink(archive.c_str());
    return 0;
}
