#include "layers/text/text_tally.hpp"

#include <algorithm>

namespace diaban {

void TextTally::add(const std::string& column, std::uint64_t row, const DecodedText& text) {
    if (text.encoding == TextEncoding::kUtf8 && text.confidence > 0.5) {
        return;
    }
    EncodingCount& count = m_counts[{column, text.encoding}];
    if (count.cells == 0) {
        count.first_row = row;
        count.example = text.text;
    }
    ++count.cells;
    count.unsure += text.confidence < kSureReading ? 1 : 0;
    count.least_confidence = std::min(count.least_confidence, text.confidence);
}

void TextTally::merge(const TextTally& later, std::uint64_t rows_before) {
    for (const auto& [key, more] : later.m_counts) {
        EncodingCount& count = m_counts[key];
        if (count.cells == 0) {
            count.first_row = rows_before + more.first_row;
            count.example = more.example;
        }
        count.cells += more.cells;
        count.unsure += more.unsure;
        count.least_confidence = std::min(count.least_confidence, more.least_confidence);
    }
}

std::vector<Finding> TextTally::findings(const std::string& file) const {
    std::vector<Finding> out;
    for (const auto& [key, count] : m_counts) {
        const MessageArguments arguments = {
            {"file", file},
            {"column", key.first},
            {"encoding", std::string(encoding_name(key.second))},
            {"count", std::to_string(count.cells)},
            {"unsure", std::to_string(count.unsure)},
            {"confidence", std::to_string(static_cast<int>(100.0 * count.least_confidence))},
            {"row", std::to_string(count.first_row)},
            {"example", count.example}};
        out.push_back(
            {Severity::kWarning, count.unsure == 0 ? "finding.text-decoded" : "finding.text-unsure", arguments});
    }
    return out;
}

}  // namespace diaban
