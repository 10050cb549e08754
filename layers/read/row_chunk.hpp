// A run of rows of any source, as they came: what is read once and then made into plain values by many threads.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "layers/crs/transformation.hpp"
#include "layers/model/row_numbers.hpp"

namespace diaban {

/// What a row's own geometry says of its place.
enum class GeometryPlace : std::uint8_t { kMissing, kPoint, kNoPoint };

/// Rows of `columns` cells each. A cell is the text that stands in the source (numbers shortest, dates as yyyy-mm-dd);
/// a missing cell is empty. Cells point into `bytes` and `made`. Movable, not copyable.
struct RowChunk {
    RowChunk() = default;
    RowChunk(RowChunk&&) noexcept = default;
    RowChunk& operator=(RowChunk&&) noexcept = default;
    RowChunk(const RowChunk&) = delete;
    RowChunk& operator=(const RowChunk&) = delete;

    std::size_t columns = 0;
    std::size_t rows = 0;
    std::vector<char> bytes;              ///< of the file
    std::deque<std::string> made;         ///< texts made from typed values
    std::vector<std::string_view> cells;  ///< row after row
    std::vector<GeometryPlace> place;     ///< one entry a row where the source has geometry, else empty
    std::vector<RawCoordinate> point;     ///< the same; means something for kPoint only
    RowNumbers numbers;                   ///< lines of a text table count from 1 at the start of the chunk

    [[nodiscard]] std::string_view cell(std::size_t row, int column) const {
        return cells[row * columns + static_cast<std::size_t>(column)];
    }
};

}  // namespace diaban
