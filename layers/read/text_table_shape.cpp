#include "layers/read/text_table_shape.hpp"

#include <cpl_vsi.h>

#include <algorithm>
#include <memory>
#include <string_view>

namespace diaban {

namespace {

struct FileCloser {
    void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};

/// Reads a table byte by byte, in the two states "inside quotation marks" and "outside".
class ShapeReader {
public:
    void add(char c) {
        if (c == '"') {
            m_quoted = !m_quoted;
        } else if (c == '\0') {
            m_shape.first_nul = m_shape.nul_bytes++ == 0 ? m_line : m_shape.first_nul;
            m_cut = true;
        } else if (c == '\n' || c == '\r') {
            add_line_break(c);
            m_cut = false;
            m_last = c;
            return;
        } else if (!m_quoted && !m_cut) {
            count_separator(c);
        }
        m_blank = false;
        m_last = c;
    }

    TextTableShape finish() {
        if (m_quoted) {
            m_shape.unclosed_from = m_first_line;
        }
        end_record();
        return m_shape;
    }

private:
    void add_line_break(char c) {
        if (c == '\n' && m_last == '\r') {
            return;
        }
        if (!m_quoted) {
            end_record();
            m_first_line = m_line + 1;
        }
        ++m_line;
    }

    void count_separator(char c) {
        constexpr std::string_view kSeparators = ",;\t";
        const std::size_t kind = kSeparators.find(c);
        if (kind != std::string_view::npos) {
            ++m_separators[kind];
        }
    }

    void end_record() {
        if (m_blank) {
            return;
        }
        if (m_shape.records == 0) {
            const auto kinds = std::count_if(std::begin(m_separators), std::end(m_separators), [](auto n) { return n > 0; });
            const auto* present = std::find_if(std::begin(m_separators), std::end(m_separators), [](auto n) { return n > 0; });
            m_separator = kinds == 1 ? static_cast<std::size_t>(present - std::begin(m_separators)) : 0;
            m_shape.columns = m_separators[m_separator] + 1;
        } else if (m_separators[m_separator] + 1 > m_shape.columns) {
            m_shape.first_with_more = m_shape.with_more_columns++ == 0 ? m_first_line : m_shape.first_with_more;
        }
        if (const std::uint64_t lines = m_line - m_first_line + 1; lines > 1) {
            ++m_shape.over_lines;
            if (lines > m_shape.most_lines) {
                m_shape.most_lines = lines;
                m_shape.longest_from = m_first_line;
            }
        }
        ++m_shape.records;
        std::fill(std::begin(m_separators), std::end(m_separators), std::uint64_t{0});
        m_blank = true;
    }

    TextTableShape m_shape;
    std::uint64_t m_separators[3] = {0, 0, 0};
    std::size_t m_separator = 0;
    std::uint64_t m_line = 1;
    std::uint64_t m_first_line = 1;
    bool m_quoted = false;
    bool m_blank = true;
    bool m_cut = false;  ///< behind a NUL, up to the end of the line: not read, so not counted
    char m_last = '\0';
};

}  // namespace

TextTableShape text_table_shape(const SourceSpec& source) {
    start_gdal();
    GdalErrors errors;
    const std::unique_ptr<VSILFILE, FileCloser> file(VSIFOpenL(gdal_file_name(source.path).c_str(), "rb"));
    if (!file) {
        throw Error(ErrorCode::kInput, "error.file-unreadable", {{"file", source.path}, {"cause", errors.message()}});
    }
    ShapeReader reader;
    std::vector<char> buffer(std::size_t{1} << 18);
    while (const std::size_t got = VSIFReadL(buffer.data(), 1, buffer.size(), file.get())) {
        for (std::size_t i = 0; i < got; ++i) {
            reader.add(buffer[i]);
        }
    }
    if (errors.failed()) {
        throw Error(ErrorCode::kInput, "error.file-unreadable", {{"file", source.path}, {"cause", errors.message()}});
    }
    return reader.finish();
}

std::vector<Finding> shape_findings(const TextTableShape& shape, const SourceSpec& source) {
    if (shape.unclosed_from > 0) {
        throw Error(ErrorCode::kInput, "error.quote-unclosed",
                    {{"file", source.path}, {"line", std::to_string(shape.unclosed_from)}});
    }
    std::vector<Finding> findings;
    const auto tell = [&](const char* key, std::uint64_t count, std::uint64_t line) {
        if (count > 0) {
            findings.push_back({Severity::kWarning, key,
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
