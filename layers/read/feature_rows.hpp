// Rows of a GDAL layer as chunks of text cells and points.
#pragma once

#include <cstddef>
#include <optional>

#include "layers/read/row_chunk.hpp"
#include "layers/read/source.hpp"

class OGRFeature;

namespace diaban {

/// A cell of a feature as text: texts as they are, numbers shortest, dates as "yyyy-mm-dd", with "hh:mm:ss" and an
/// offset
/// ("+07:00") where the value has them (midnight without an offset is the day); empty where the cell is missing.
std::string cell_text(OGRFeature& feature, int field);

/// Reads a source's layer from its first row on.
class FeatureRows {
public:
    explicit FeatureRows(const Source& source);

    /// The next rows, 4,096 or fewer; none at the end. Throws Error{kInput, "error.file-unreadable"}.
    std::optional<RowChunk> next();

private:
    const Source& m_source;
    int m_columns = 0;
    bool m_has_geometry = false;
    bool m_at_end = false;
};

}  // namespace diaban
