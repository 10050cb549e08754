#include "layers/cartography/text_block.hpp"

namespace diaban {

double height_of(Typesetter& text, const TextBlock& block, double width) {
    double height = 0.0;
    for (const Paragraph& paragraph : block.paragraphs) {
        height += (height > 0.0 ? block.gap : 0.0) + text.measure(paragraph.text, paragraph.style, width).height;
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
        used += text.draw(paragraph.text, paragraph.style, {box.x, box.y + used, box.width, box.height - used});
    }
    return used;
}

}  // namespace diaban
