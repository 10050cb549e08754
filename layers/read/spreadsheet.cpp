#include "layers/read/spreadsheet.hpp"

#include <cpl_conv.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cctype>
#include <charconv>

#include "layers/base/ascii_text.hpp"
#include "layers/model/error.hpp"
#include "layers/model/nearest_name.hpp"
#include "layers/read/table_header.hpp"

namespace diaban {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Spreadsheets keep 17 digits of a number, "490320.29899999998" for 490320.299.
std::string shortest_number(std::string text) {
    const auto digits = std::count_if(text.begin(), text.end(), is_digit);
    constexpr std::ptrdiff_t kMoreThanWritten = 15;
    if (digits <= kMoreThanWritten || text.find('.') == std::string::npos) {
        return text;
    }
    double value = 0.0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failure == std::errc() && end == text.data() + text.size() ? fmt::format("{}", value) : text;
}

/// GDAL writes a real date as "2017/12/14" and a time as "2017/12/14 22:48:00" or "22:48:00.000".
std::string iso_separators(std::string text) {
    const auto digits = [&](std::size_t from, std::size_t count) {
        return text.size() >= from + count &&
               std::all_of(text.begin() + static_cast<std::ptrdiff_t>(from),
                           text.begin() + static_cast<std::ptrdiff_t>(from + count), is_digit);
    };
    constexpr std::size_t kDate = 10;
    if (text.size() >= kDate && digits(0, 4) && text[4] == '/' && digits(5, 2) && text[7] == '/' && digits(8, 2) &&
        (text.size() == kDate || text[kDate] == ' ')) {
        text[4] = text[7] = '-';
    }
    constexpr std::string_view kNoThousandths = ".000";
    if (text.size() > kDate && text.ends_with(kNoThousandths) && text.find(':') != std::string::npos) {
        text.resize(text.size() - kNoThousandths.size());
    }
    return text;
}

std::string join_names(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) {
        text += (text.empty() ? "" : ", ") + name;
    }
    return text;
}

SheetRows rows_of(OGRLayer& layer) {
    SheetRows rows;
    layer.ResetReading();
    for (const auto& feature : layer) {
        std::vector<std::string> row;
        for (int field = 0; field < feature->GetFieldCount(); ++field) {
            row.push_back(feature->IsFieldSetAndNotNull(field)
                              ? shortest_number(iso_separators(feature->GetFieldAsString(field)))
                              : std::string());
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

bool blank(const std::vector<std::string>& row) {
    return std::all_of(row.begin(), row.end(),
                       [](const std::string& cell) { return cell.find_first_not_of(" \t\r\n") == std::string::npos; });
}

OGRLayer& choose_sheet(GDALDataset& dataset, const std::string& path, const std::string& wanted) {
    std::vector<std::string> names;
    std::vector<std::string> names_with_cells;
    OGRLayer* chosen = nullptr;
    for (int i = 0; i < dataset.GetLayerCount(); ++i) {
        OGRLayer* layer = dataset.GetLayer(i);
        names.emplace_back(layer->GetName());
        const bool is_wanted = wanted.empty() ? layer->GetFeatureCount(TRUE) > 0 : names.back() == wanted;
        if (is_wanted) {
            names_with_cells.push_back(names.back());
            chosen = layer;
        }
    }
    if (!wanted.empty() && chosen == nullptr) {
        throw Error(ErrorCode::kInput, "error.layer-unknown",
                    {{"file", path},
                     {"layer", wanted},
                     {"nearest", nearest_name(wanted, names)},
                     {"layers", join_names(names)}});
    }
    if (chosen == nullptr) {
        throw Error(ErrorCode::kInput, "error.layer-empty", {{"file", path}});
    }
    if (wanted.empty() && names_with_cells.size() > 1) {
        throw Error(ErrorCode::kInput, "error.layer-needed",
                    {{"file", path}, {"layers", join_names(names_with_cells)}});
    }
    return *chosen;
}

DatasetHandle text_dataset(const std::string& name, const TableHeader& header, const SheetRows& rows) {
    DatasetHandle dataset(GetGDALDriverManager()->GetDriverByName("Memory")->Create("", 0, 0, 0, GDT_Unknown, nullptr));
    OGRLayer* layer = dataset->CreateLayer(name.c_str(), nullptr, wkbNone, nullptr);
    for (const std::string& column : header.names) {
        OGRFieldDefn field(column.c_str(), OFTString);
        layer->CreateField(&field);
    }
    for (std::size_t i = header.first_data_row; i < rows.size(); ++i) {
        if (blank(rows[i])) {
            continue;
        }
        OGRFeature feature(layer->GetLayerDefn());
        feature.SetFID(static_cast<GIntBig>(i) + 1);  // the sheet's row
        for (std::size_t column = 0; column < std::min(rows[i].size(), header.names.size()); ++column) {
            if (!rows[i][column].empty()) {
                feature.SetField(static_cast<int>(column), rows[i][column].c_str());
            }
        }
        if (layer->CreateFeature(&feature) != OGRERR_NONE) {
            throw Error(ErrorCode::kInternal, "error.file-unreadable", {{"file", name}, {"cause", "memory"}});
        }
    }
    layer->ResetReading();
    return dataset;
}

}  // namespace

bool is_spreadsheet(const std::string& path) {
    const std::size_t dot = path.rfind('.');
    if (dot == std::string::npos || path.starts_with("PG:")) {
        return false;
    }
    std::string ending = path.substr(dot);
    ending = lower_ascii(ending);
    return ending == ".xlsx" || ending == ".xlsm" || ending == ".ods";
}

SheetTable read_sheet(const std::string& path, const std::string& layer_name) {
    start_gdal();
    GdalErrors errors;
    // Every row is data and every cell text to GDAL: its own guess of header and types looks at the first rows only.
    const CPLConfigOptionSetter xlsx_headers("OGR_XLSX_HEADERS", "DISABLE", false);
    const CPLConfigOptionSetter xlsx_types("OGR_XLSX_FIELD_TYPES", "STRING", false);
    const CPLConfigOptionSetter ods_headers("OGR_ODS_HEADERS", "DISABLE", false);
    const CPLConfigOptionSetter ods_types("OGR_ODS_FIELD_TYPES", "STRING", false);
    const DatasetHandle file(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                               nullptr, nullptr, nullptr));
    if (!file) {
        throw Error(ErrorCode::kInput, "error.file-unreadable", {{"file", path}, {"cause", errors.message()}});
    }
    OGRLayer& sheet = choose_sheet(*file, path, layer_name);
    const SheetRows rows = rows_of(sheet);
    const auto header = find_table_header(rows);
    if (errors.failed()) {
        throw Error(ErrorCode::kInput, "error.file-unreadable", {{"file", path}, {"cause", errors.message()}});
    }
    if (!header) {
        throw Error(ErrorCode::kInput, "error.layer-empty", {{"file", path}});
    }
    SheetTable table;
    table.dataset = text_dataset(sheet.GetName(), *header, rows);
    if (!header->above.empty()) {
        table.findings.push_back(
            {Severity::kNote,
             "finding.rows-above-header",
             {{"file", path}, {"row", std::to_string(header->first_row + 1)}, {"above", header->above}}});
    }
    return table;
}

}  // namespace diaban
