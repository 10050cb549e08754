#include "layers/read/text_table.hpp"

#include <algorithm>
#include <cstring>

#include "layers/read/text_header.hpp"

namespace diaban {

namespace {

/// Where the last whole record of the bytes ends; 0 when there is none. The bytes begin at the start of a record. A
/// carriage return at the very end is left: its line feed may follow.
std::size_t end_of_records(const std::vector<char>& bytes) {
    bool quoted = std::count(bytes.begin(), bytes.end(), '"') % 2 != 0;
    for (std::size_t i = bytes.size(); i > 0; --i) {
        const char c = bytes[i - 1];
        if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == '\n' || (c == '\r' && i < bytes.size() && bytes[i] != '\n'))) {
            return i;
        }
    }
    return 0;
}

/// Line breaks of any kind; a carriage return with its line feed is one.
std::uint64_t line_breaks(const std::vector<char>& bytes) {
    std::int64_t lines = std::count(bytes.begin(), bytes.end(), '\n');
    if (std::memchr(bytes.data(), '\r', bytes.size()) != nullptr) {
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            lines += bytes[i] == '\r' && (i + 1 == bytes.size() || bytes[i + 1] != '\n') ? 1 : 0;
        }
    }
    return static_cast<std::uint64_t>(lines);
}

/// Takes the records of one block apart. Text is compacted in place: a cell never grows.
class BlockParser {
public:
    BlockParser(std::vector<char> bytes, char separator, std::size_t columns) : m_separator(separator) {
        m_out.chunk.columns = columns;
        m_out.chunk.bytes = std::move(bytes);
        m_out.chunk.numbers.kind = RowNumberKind::kLine;
        m_out.shape.columns = columns;
    }

    ParsedBlock parse() {
        std::vector<char>& bytes = m_out.chunk.bytes;
        const std::size_t size = bytes.size();
        m_cell = m_to = bytes.data();
        for (std::size_t i = 0; i < size; ++i) {
            const char c = bytes[i];
            if (c == '"') {
                m_blank = false;
                if (m_quoted && i + 1 < size && bytes[i + 1] == '"') {
                    put(c);
                    ++i;
                } else {
                    m_quoted = !m_quoted;
                }
            } else if (c == '\n' || c == '\r') {
                const bool pair = c == '\r' && i + 1 < size && bytes[i + 1] == '\n';
                if (m_quoted) {
                    m_cut = false;
                    put('\n');  // whatever the file's line break, as its first half of a pair would stay in the text
                } else {
                    end_record();
                }
                i += pair ? 1 : 0;
                ++m_out.lines;
                if (!m_quoted) {
                    m_first_line = m_out.lines + 1;
                    m_cell = m_to = bytes.data() + i + 1;
                }
            } else if (c == '\0') {
                m_out.shape.first_nul = m_out.shape.nul_bytes++ == 0 ? m_out.lines + 1 : m_out.shape.first_nul;
                m_cut = true;
                m_blank = false;
            } else if (c == m_separator && !m_quoted) {
                m_blank = false;
                if (!m_cut) {
                    end_cell();
                }
            } else {
                m_blank = false;
                put(c);
            }
        }
        m_out.shape.unclosed_from = m_quoted ? m_first_line : 0;
        end_record();
        return std::move(m_out);
    }

private:
    void put(char c) {
        if (!m_cut) {
            *m_to++ = c;
        }
    }

    void end_cell() {
        if (m_in_row < m_out.chunk.columns || m_out.chunk.columns == 0) {
            m_out.chunk.cells.emplace_back(m_cell, static_cast<std::size_t>(m_to - m_cell));
        }
        ++m_in_row;
        m_cell = m_to;
    }

    void end_record() {
        if (m_blank) {
            return;
        }
        end_cell();
        RowChunk& chunk = m_out.chunk;
        TextTableShape& shape = m_out.shape;
        if (chunk.columns > 0) {
            if (m_in_row > chunk.columns) {
                shape.first_with_more = shape.with_more_columns++ == 0 ? m_first_line : shape.first_with_more;
            }
            for (; m_in_row < chunk.columns; ++m_in_row) {
                chunk.cells.emplace_back();
            }
        }
        if (const std::uint64_t lines = m_out.lines + 1 - m_first_line + 1; lines > 1) {
            ++shape.over_lines;
            if (lines > shape.most_lines) {
                shape.most_lines = lines;
                shape.longest_from = m_first_line;
            }
        }
        ++shape.records;
        ++chunk.rows;
        chunk.numbers.add(m_first_line);
        m_in_row = 0;
        m_blank = true;
        m_cut = false;
    }

    ParsedBlock m_out;
    char m_separator;
    char* m_cell = nullptr;
    char* m_to = nullptr;
    std::size_t m_in_row = 0;
    std::uint64_t m_first_line = 1;
    bool m_quoted = false;
    bool m_blank = true;
    bool m_cut = false;  ///< behind a NUL, up to the end of the line
};

}  // namespace

ParsedBlock parse_block(TextBlock block, const TextTableLayout& layout) {
    return BlockParser(std::move(block.bytes), layout.separator, layout.field_names.size()).parse();
}

TextTable::TextTable(const SourceSpec& source) : m_stream(source.path), m_source(source) {
    read_header();
}

TextBlock TextTable::take(std::size_t bytes) {
    TextBlock block;
    std::vector<char> rest(m_waiting.begin() + static_cast<std::ptrdiff_t>(bytes), m_waiting.end());
    m_waiting.resize(bytes);
    block.bytes.swap(m_waiting);
    m_waiting.swap(rest);
    return block;
}

void TextTable::refuse_unclosed(const std::vector<char>& bytes) const {
    ParsedBlock parsed = BlockParser(bytes, m_layout.separator, m_layout.field_names.size()).parse();
    throw Error(ErrorCode::kInput, "error.quote-unclosed",
                {{"file", m_source.path}, {"line", std::to_string(m_lines_given + parsed.shape.unclosed_from)}});
}

void TextTable::read_header() {
    TextHeader header;
    while (header.names.empty() && m_stream.append_to(m_waiting)) {
        header = find_text_header(m_waiting, m_stream.at_end());
    }
    if (header.names.empty()) {
        if (std::count(m_waiting.begin(), m_waiting.end(), '"') % 2 != 0) {
            refuse_unclosed(m_waiting);
        }
        throw Error(ErrorCode::kInput, "error.layer-empty", {{"file", m_source.path}});
    }
    m_layout = {header.separator, std::move(header.names), header.line,   std::move(header.above),
                m_stream.utf16(), header.as_gdal,          header.missing};
    const TextBlock above = take(header.begin);
    TextBlock own = take(header.end - header.begin);
    const std::uint64_t lines_above = line_breaks(above.bytes);
    m_header_lines = m_lines_given = lines_above + line_breaks(own.bytes);
    const ParsedBlock parsed = parse_block(std::move(own), {m_layout.separator, {}});
    m_header_shape.columns = m_layout.field_names.size();
    add_block_shape(m_header_shape, parsed.shape, lines_above);
    m_header_shape.records = header.missing ? 0 : 1;
}

std::optional<TextBlock> TextTable::next() {
    std::size_t end = 0;
    while (end == 0) {
        const bool more = m_stream.append_to(m_waiting);
        if (!more) {
            break;
        }
        end = end_of_records(m_waiting);
    }
    if (end == 0) {
        if (m_waiting.empty()) {
            return std::nullopt;
        }
        if (std::count(m_waiting.begin(), m_waiting.end(), '"') % 2 != 0) {
            refuse_unclosed(m_waiting);
        }
        end = m_waiting.size();
    }
    TextBlock block = take(end);
    m_lines_given += line_breaks(block.bytes);
    return block;
}

void add_block_shape(TextTableShape& whole, const TextTableShape& block, std::uint64_t lines_before) {
    const auto first = [lines_before](std::uint64_t count_before, std::uint64_t line_before, std::uint64_t line) {
        return count_before > 0 || line == 0 ? line_before : lines_before + line;
    };
    whole.first_with_more = first(whole.with_more_columns, whole.first_with_more, block.first_with_more);
    whole.first_nul = first(whole.nul_bytes, whole.first_nul, block.first_nul);
    if (block.most_lines > whole.most_lines) {
        whole.most_lines = block.most_lines;
        whole.longest_from = lines_before + block.longest_from;
    }
    whole.records += block.records;
    whole.with_more_columns += block.with_more_columns;
    whole.nul_bytes += block.nul_bytes;
    whole.over_lines += block.over_lines;
}

TextTableSurvey survey_text_table(const SourceSpec& source) {
    TextTable table(source);
    TextTableSurvey survey{table.header_shape(), {}};
    survey.numbers.kind = RowNumberKind::kLine;
    std::uint64_t lines = table.header_lines();
    while (auto block = table.next()) {
        const ParsedBlock parsed = parse_block(std::move(*block), table.layout());
        add_block_shape(survey.shape, parsed.shape, lines);
        survey.numbers.append(parsed.chunk.numbers, lines);
        lines += parsed.lines;
    }
    return survey;
}

}  // namespace diaban
