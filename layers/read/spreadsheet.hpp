// Spreadsheets (XLSX, ODS) as tables of text: a column's meaning is decided with the whole column in view, as for CSV.
#pragma once

#include <string>
#include <vector>

#include "layers/gdal/gdal_session.hpp"
#include "layers/model/finding.hpp"

namespace diaban {

/// True for .xlsx, .xlsm and .ods files.
bool is_spreadsheet(const std::string& path);

/// A sheet as a GDAL dataset in memory with one layer of text columns.
struct SheetTable {
    DatasetHandle dataset;
    std::vector<Finding> findings;  ///< title rows above the header, told with what stands in them
};

/// Reads one sheet: `layer` by its name, or the only sheet that has cells. Formulas count with the values that the
/// spreadsheet has stored, real dates become "yyyy-mm-dd[ hh:mm:ss]", numbers their shortest text. The header is found
/// by `find_table_header`; blank rows are left out. Throws Error{kInput}: error.file-unreadable, error.layer-unknown,
/// error.layer-needed, error.layer-empty. O(cells), all in memory.
SheetTable read_sheet(const std::string& path, const std::string& layer);

}  // namespace diaban
