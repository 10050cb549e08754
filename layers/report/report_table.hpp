// Tables of a report on paper.
#pragma once

#include <cstddef>

#include "layers/report/report.hpp"

namespace diaban {

/// Height of caption, headings and rows `first` .. `end` (not included) at `width`. O(cells).
double table_height(Typesetter& text, const ReportTable& table, double width, std::size_t first, std::size_t end);

/// Draws them: caption (before the first row only), headings, rows.
void draw_table(Typesetter& text, const ReportTable& table, const PageBox& box, std::size_t first, std::size_t end);

}  // namespace diaban
