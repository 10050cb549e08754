// What was read from old encodings, counted by column, so that it can be told with its confidence.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "layers/model/finding.hpp"
#include "layers/text/text_encoding.hpp"

namespace diaban {

/// Counts of one column and one encoding. A value that merges.
struct EncodingCount {
    std::uint64_t cells = 0;
    std::uint64_t unsure = 0;  ///< of these, with a confidence below kSureReading
    double least_confidence = 1.0;
    std::uint64_t first_row = 0;  ///< first data row = 1
    std::string example;          ///< as read, of that row
};

class TextTally {
public:
    /// Cells that are UTF-8 and sure to be cost nothing and are not counted.
    void add(const std::string& column, std::uint64_t row, const DecodedText& text);
    /// Rows of `later` count from 1 behind `rows_before`.
    void merge(const TextTally& later, std::uint64_t rows_before);
    [[nodiscard]] const std::map<std::pair<std::string, TextEncoding>, EncodingCount>& counts() const {
        return m_counts;
    }

    /// finding.text-decoded (file, column, encoding, count, confidence in percent at the least, row, example) for each
    /// column and encoding, finding.text-unsure where some of it is a guess.
    [[nodiscard]] std::vector<Finding> findings(const std::string& file) const;

private:
    std::map<std::pair<std::string, TextEncoding>, EncodingCount> m_counts;
};

}  // namespace diaban
