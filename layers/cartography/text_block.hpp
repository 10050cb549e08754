// Paragraphs one below the other: measured for the layout, then drawn into the box that the layout gave them.
#pragma once

#include <string>
#include <vector>

#include "layers/cartography/typesetting.hpp"

namespace diaban {

struct Paragraph {
    std::string text;
    TextStyle style;
    int most_lines = 0;  ///< a longer paragraph ends in "..."; 0: as many lines as it takes
};

/// Paragraphs with `gap` points between them.
struct TextBlock {
    std::vector<Paragraph> paragraphs;
    double gap = 1.5;
};

/// Height of the block wrapped at `width`.
double height_of(Typesetter& text, const TextBlock& block, double width);

/// Draws from the top of `box`. A paragraph that the box ends in is cut with "..."; those after it are left out.
/// Returns the height used.
double draw_block(Typesetter& text, const TextBlock& block, const PageBox& box);

}  // namespace diaban
