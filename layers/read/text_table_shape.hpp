// What is wrong with the shape of a text table, which the reader behind it passes over without a word.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "layers/model/finding.hpp"
#include "layers/read/source.hpp"

namespace diaban {

/// Counts over all records of a CSV-like file. Line numbers start at 1; 0 = there is none.
struct TextTableShape {
    std::uint64_t records = 0;            ///< the header is one (where there is one); blank lines are none
    std::uint64_t columns = 0;            ///< of the header
    std::uint64_t with_more_columns = 0;  ///< what stands beyond the last column is not read
    std::uint64_t first_with_more = 0;    ///< line
    std::uint64_t nul_bytes = 0;          ///< the rest of a line behind one is not read
    std::uint64_t first_nul = 0;          ///< line
    std::uint64_t over_lines = 0;         ///< records that hold line breaks in quotation marks
    std::uint64_t most_lines = 0;         ///< of the longest of these
    std::uint64_t longest_from = 0;       ///< its first line
    std::uint64_t unclosed_from = 0;      ///< first line of a record whose quotation mark is not closed in the block
};

/// What of it a person must be told.
std::vector<Finding> shape_findings(const TextTableShape& shape, const SourceSpec& source);

}  // namespace diaban
