// Opening any vector or table source that GDAL reads: a file, FILE:layer, or a "PG:" database.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "layers/crs/crs_information.hpp"
#include "layers/gdal/gdal_session.hpp"
#include "layers/model/crs_id.hpp"
#include "layers/model/finding.hpp"

class OGRLayer;

namespace diaban {

/// Where rows come from.
struct SourceSpec {
    /// File (also .gz, also in a file system of GDAL's: "/vsizip/...") or "PG:..." connection string.
    std::string path;
    std::string layer;  ///< empty: the only layer, an error when there are several
    std::string where;  ///< attribute filter in SQL, empty for none
};

/// Splits "FILE:layer" when the part before a colon exists as a file; "PG:" strings are left whole.
SourceSpec parse_source(const std::string& text);

/// A source as it may be shown and written down: of a database, the password is left out.
std::string shown_source(const std::string& path);

/// The same as a short name: a file without its folder.
std::string shown_name(const std::string& path);

/// Any text (a message of a driver, a command) without the passwords of connection strings in it.
std::string without_passwords(const std::string& text);

/// The file as GDAL's file layer names it: gzip files are unpacked on the way.
std::string gdal_file_name(const std::string& path);

/// True for .csv, .tsv and .txt files, also gzipped: tables whose cells are all read as text.
bool is_text_table(const std::string& path);

/// Index of a field by exact name. Throws Error{kInput}: "error.field-unknown" naming the nearest, "error.field-twice"
/// when several columns have that name.
int field_index(const std::vector<std::string>& names, const std::string& name, const std::string& file);

class TextCopy;

/// An open layer. Movable.
class Source {
public:
    /// Spreadsheets are read whole, as text (see spreadsheet.hpp); text tables in UTF-16 or with title rows are
    /// rewritten first (see text_copy.hpp). Throws Error{kInput}: error.file-missing, error.file-unreadable (with
    /// GDAL's words), error.layer-unknown and error.layer-needed (both name the layers there are), error.where-invalid.
    static Source open(const SourceSpec& spec);

    Source(Source&&) noexcept;
    Source& operator=(Source&&) noexcept;
    ~Source();

    [[nodiscard]] OGRLayer& layer() const { return *m_layer; }
    [[nodiscard]] const SourceSpec& spec() const { return m_spec; }
    /// The CRS the source itself carries; empty when it carries none.
    [[nodiscard]] CrsId own_crs() const;
    [[nodiscard]] std::vector<std::string> field_names() const;
    /// Index of a field by exact name. Throws Error{kInput}: "error.field-unknown" naming the nearest,
    /// "error.field-twice" when several columns have that name.
    [[nodiscard]] int field(const std::string& name) const;
    [[nodiscard]] bool has_geometry() const;
    /// True for XLSX and ODS: a layer of text, whose cells may have been dates or numbers.
    [[nodiscard]] bool is_spreadsheet() const;
    /// What was noticed on opening.
    [[nodiscard]] const std::vector<Finding>& findings() const { return m_findings; }

private:
    Source(SourceSpec spec, DatasetHandle dataset, OGRLayer* layer);
    std::vector<Finding> m_findings;
    SourceSpec m_spec;
    std::unique_ptr<TextCopy> m_text;  ///< what the dataset reads, where it is not the file itself
    DatasetHandle m_dataset;
    OGRLayer* m_layer = nullptr;
};

/// The CRS to read a source in: the declared one always wins, else its own. Throws Error{kInput, "error.crs-missing"}
/// when there is neither: a CRS is never guessed.
CrsId crs_of(const Source& source, const CrsId& declared);

/// The layer's extent in longitude and latitude (edges densified, so that bent edges are kept). Reads the geometry
/// where the format has no stored extent. Throws Error{kInput, "error.layer-empty"} for an empty layer.
GeographicBox geographic_extent(const Source& source, const CrsId& declared);

}  // namespace diaban
