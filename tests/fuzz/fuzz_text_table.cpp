// Any bytes as a text table: as many cells as rows times columns, lines that ascend below the header, and the same
// cells when the table is taken apart in two blocks. Covers TextTable, parse_block, survey_text_table
// (layers/read/text_table.cpp), find_text_header, TextStream (UTF-16) and copy_for_gdal.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "layers/read/text_copy.hpp"
#include "layers/read/text_table.hpp"
#include "layers/words/catalogue.hpp"
#include "tests/fuzz/memory_file.hpp"

namespace {

using namespace diaban;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

/// Cells of a block and of the rest behind its first record.
void compare_with_two_blocks(const TextBlock& block, const TextTableLayout& layout) {
    bool quoted = false;
    std::size_t cut = 0;
    for (std::size_t i = 0; i < block.bytes.size() && cut == 0; ++i) {
        quoted = block.bytes[i] == '"' ? !quoted : quoted;
        cut = !quoted && block.bytes[i] == '\n' ? i + 1 : 0;
    }
    const auto middle = block.bytes.begin() + static_cast<std::ptrdiff_t>(cut);
    const ParsedBlock whole = parse_block(block, layout);
    const ParsedBlock first = parse_block({{block.bytes.begin(), middle}}, layout);
    const ParsedBlock second = parse_block({{middle, block.bytes.end()}}, layout);
    require(whole.chunk.rows == first.chunk.rows + second.chunk.rows && whole.lines == first.lines + second.lines);
    for (std::size_t i = 0; i < whole.chunk.cells.size(); ++i) {
        const std::size_t in_first = first.chunk.cells.size();
        require(whole.chunk.cells[i] == (i < in_first ? first.chunk.cells[i] : second.chunk.cells[i - in_first]));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const fuzz::MemoryFile file("/vsimem/table.csv", data, size);
    const SourceSpec source{"/vsimem/table.csv", "", ""};
    try {
        TextTable table(source);
        TextTableShape shape = table.header_shape();
        std::uint64_t lines = table.header_lines();
        while (auto block = table.next()) {
            compare_with_two_blocks(*block, table.layout());
            const ParsedBlock parsed = parse_block(std::move(*block), table.layout());
            require(parsed.chunk.columns == table.layout().field_names.size());
            require(parsed.chunk.cells.size() == parsed.chunk.rows * parsed.chunk.columns);
            add_block_shape(shape, parsed.shape, lines);
            lines += parsed.lines;
        }
        const TextTableSurvey survey = survey_text_table(source);
        require(shape.records == survey.shape.records &&
                survey.numbers.rows() + (table.layout().header_missing ? 0 : 1) == shape.records);
        for (std::uint64_t row = 1; row <= survey.numbers.rows(); ++row) {
            require(survey.numbers.of(row) > table.header_lines() &&
                    (row == 1 || survey.numbers.of(row) > survey.numbers.of(row - 1)));
        }
        std::vector<Finding> findings;
        (void)copy_for_gdal(source, findings);
    } catch (const Error& error) {
        require(catalogue(Language::kVietnamese).has(error.key()));
    }
    return 0;
}
