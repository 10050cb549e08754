#include "layers/read/text_table_shape.hpp"

namespace diaban {

std::vector<Finding> shape_findings(const TextTableShape& shape, const SourceSpec& source) {
    std::vector<Finding> findings;
    const auto tell = [&](const char* key, std::uint64_t count, std::uint64_t line) {
        if (count > 0) {
            findings.push_back(
                {Severity::kWarning,
                 key,
                 {{"file", source.path}, {"count", std::to_string(count)}, {"line", std::to_string(line)}}});
        }
    };
    tell("finding.rows-too-long", shape.with_more_columns, shape.first_with_more);
    tell("finding.nul-bytes", shape.nul_bytes, shape.first_nul);
    tell("finding.rows-over-lines", shape.over_lines, shape.longest_from);
    if (shape.over_lines > 0) {
        findings.back().arguments["lines"] = std::to_string(shape.most_lines);
    }
    return findings;
}

}  // namespace diaban
