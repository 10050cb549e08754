// Any bytes as the cells of a sheet (rows by line breaks, cells by tabs): a header within the sheet, with a name for
// every column. Covers find_table_header (layers/read/table_header.cpp).
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "layers/read/table_header.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace diaban;
    SheetRows rows(1);
    rows.back().emplace_back();
    for (std::size_t i = 0; i < size; ++i) {
        const char c = static_cast<char>(data[i]);
        if (c == '\n') {
            rows.emplace_back();
            rows.back().emplace_back();
        } else if (c == '\t') {
            rows.back().emplace_back();
        } else {
            rows.back().back() += c;
        }
    }
    if (const auto header = find_table_header(rows)) {
        std::size_t width = 0;
        for (const auto& row : rows) {
            width = std::max(width, row.size());
        }
        if (header->first_data_row <= header->first_row || header->first_row >= rows.size() ||
            header->first_data_row > rows.size() || header->names.empty() || header->names.size() > width) {
            std::abort();
        }
        for (const std::string& name : header->names) {
            if (name.empty()) {
                std::abort();
            }
        }
    }
    return 0;
}
