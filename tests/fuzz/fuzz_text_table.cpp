// Any bytes as a text table: as many cells as rows times columns, the shape that text_table_shape finds, and the same
// cells when the table is taken apart in two blocks. Covers TextTable, parse_block, add_block_shape
// (layers/read/text_table.cpp).
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

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
        const TextTableShape expected = text_table_shape(source);
        require(shape.records == expected.records && shape.columns == expected.columns &&
                shape.with_more_columns == expected.with_more_columns &&
                shape.first_with_more == expected.first_with_more && shape.over_lines == expected.over_lines &&
                shape.longest_from == expected.longest_from);
    } catch (const Error& error) {
        require(catalogue(Language::kVietnamese).has(error.key()));
    }
    return 0;
}
