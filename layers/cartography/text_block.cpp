#include "layers/cartography/text_block.hpp"

#include <algorithm>

namespace diaban {

namespace {

double height_of(Typesetter& text, const Paragraph& paragraph, double width) {
    const double whole = text.measure(paragraph.text, paragraph.style, width).height;
    if (paragraph.most_lines == 0 || text.line_count(paragraph.text, paragraph.style, width) <= paragraph.most_lines) {
        return whole;
    }
    return text.measure("A", paragraph.style).height * paragraph.most_lines;
}

}  // namespace

double height_of(Typesetter& text, const TextBlock& block, double width) {
    double height = 0.0;
    for (const Paragraph& paragraph : block.paragraphs) {
        height += (height > 0.0 ? block.gap : 0.0) + height_of(text, paragraph, width);
    }
    return height;
}

double draw_block(Typesetter& text, const TextBlock& block, const PageBox& box) {
    double used = 0.0;
    for (const Paragraph& paragraph : block.paragraphs) {
        used += used > 0.0 ? block.gap : 0.0;
        const double line = paragraph.style.size;
        if (box.height - used < line) {
            break;
        }
        const double height = std::min(height_of(text, paragraph, box.width), box.height - used);
        used += text.draw(paragraph.text, paragraph.style, {box.x, box.y + used, box.width, height});
    }
    return used;
}

}  // namespace diaban
