// A table whose cells are coloured by what they say, as a page of its own.
#pragma once

#include <string>
#include <vector>

#include "layers/cartography/colour.hpp"
#include "layers/cartography/page_options.hpp"
#include "layers/model/review.hpp"

namespace diaban {

struct TableCell {
    std::string figure;  ///< large
    std::string detail;  ///< small, below it
    Colour ground = kWhite;
    bool bold = false;
};

struct CellTable {
    ReviewHeader header;
    std::string theme;
    std::string row_title;
    std::string column_title;
    std::vector<std::string> rows;
    std::vector<std::string> columns;
    std::vector<TableCell> cells;  ///< row by row
    std::vector<std::string> notes;
};

/// The bytes of the page. Figures are legible without colour: what is coloured is bold as well. O(cells).
std::string render_cell_table(const CellTable& table, const PageOptions& options);

}  // namespace diaban
