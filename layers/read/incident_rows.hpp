// Rows as they came into incidents: what is done to each chunk of rows, on any thread.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "layers/crs/crs_information.hpp"
#include "layers/crs/transformation.hpp"
#include "layers/model/incident_set.hpp"
#include "layers/model/rejects.hpp"
#include "layers/read/column_time.hpp"
#include "layers/read/read_incidents.hpp"
#include "layers/read/row_chunk.hpp"
#include "layers/read/row_screen.hpp"

namespace diaban {

/// Columns by their index in the source; -1 where the project names none.
struct IncidentColumns {
    int x = -1;
    int y = -1;
    int area = -1;
    std::vector<int> time;  ///< one, or the parts of a time that is split
    int category = -1;
    int weight = -1;
    int detected = -1;
    std::vector<bool> is_personal;  ///< one entry a column: left out of the rejected rows
};

/// The most categories that an incident file may have.
inline constexpr std::size_t kMostCategories = 4096;

/// Incidents of one chunk. Row numbers count from 1 at the start of the chunk.
struct IncidentPart {
    IncidentSet incidents;
    std::vector<RejectedRow> rejects;
    std::uint64_t rows = 0;
    RowNumbers numbers;
    DateOrderDetector dates;
    RowScreen screen;
    std::vector<std::uint64_t> row_hash;  ///< one entry an incident
    bool transformed = false;
    std::string operation;
    std::optional<double> accuracy_m;
};

/// What holds for all chunks of a source.
struct IncidentRules {
    const IncidentReadOptions& options;
    IncidentColumns columns;
    TimeFormat format;         ///< `order` of dd/mm dates is what is believed so far
    bool has_place = false;    ///< coordinates are expected: columns or geometry
    bool typed_cells = false;  ///< a spreadsheet's: real dates and numbers may stand beside texts of the pattern
    CrsId source_crs;
    CrsKind source_kind = CrsKind::kOther;
    RowScreen screen;  ///< of no rows yet: what is looked at in each part
};

/// One thread's reader of rows. O(cells); coordinates are transformed a chunk at a time.
class IncidentRows {
public:
    explicit IncidentRows(const IncidentRules& rules);
    IncidentPart read(const RowChunk& chunk);

private:
    enum class Place { kLocated, kMissing, kUnreadable, kOutOfRange };
    Place place_of(const RowChunk& chunk, std::size_t row, RawCoordinate& at) const;
    void add_row(const RowChunk& chunk, std::size_t row, Place place, RawCoordinate at);
    void reject(const RowChunk& chunk, std::size_t row, const char* reason, std::string detail);
    std::string coordinate_text(const RowChunk& chunk, std::size_t row) const;
    std::optional<LocalTime> time_of(std::string_view text);
    std::string_view time_cell(const RowChunk& chunk, std::size_t row);
    CategoryIndex category_of(std::string_view value);
    /// A cell of names, whatever its encoding, which is counted. Valid until the next call.
    const std::string& decoded(std::string_view cell, const std::string& column);

    const IncidentRules& m_rules;
    std::optional<Transformation> m_transformation;
    std::optional<AreaColumn> m_area_column;
    TextDecoder m_decoder;
    std::string m_joined_time;
    std::unordered_map<std::string, CategoryIndex> m_category_index;
    std::string m_category_value;
    IncidentPart m_part;
};

/// Appends a part to what was read before it; its row numbers go on from there. Throws Error{kInput,
/// "error.too-many-categories"}.
void append_part(IncidentReading& whole, IncidentPart part, const IncidentReadOptions& options);

}  // namespace diaban
