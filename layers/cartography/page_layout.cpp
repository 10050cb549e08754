#include "layers/cartography/page_layout.hpp"

#include <algorithm>
#include <cstddef>

#include "layers/cartography/scale_bar.hpp"

namespace diaban {

namespace {

constexpr double kMargin = 10.0 * kPointsPerMillimetre;
constexpr double kGap = 8.0;
constexpr double kMarkingWidth = 118.0;
constexpr double kMarkingHeight = 30.0;
constexpr double kFooterHeight = 11.0;
constexpr double kCodeHeight = 52.0;
constexpr double kLandscapePanel = 206.0;
constexpr int kPortraitColumns = 3;

}  // namespace

PaperSize paper_size(PageSize size, PageOrientation orientation) {
    const double shorter = (size == PageSize::kA4 ? 210.0 : 297.0) * kPointsPerMillimetre;
    const double longer = (size == PageSize::kA4 ? 297.0 : 420.0) * kPointsPerMillimetre;
    return orientation == PageOrientation::kLandscape ? PaperSize{longer, shorter} : PaperSize{shorter, longer};
}

double text_scale(PageSize size) {
    return size == PageSize::kA4 ? 1.0 : 1.25;
}

double panel_width(PageSize size, PageOrientation orientation) {
    if (orientation == PageOrientation::kLandscape) {
        return kLandscapePanel * text_scale(size);
    }
    const double inner = paper_size(size, orientation).width - 2.0 * kMargin;
    return (inner - (kPortraitColumns - 1) * kGap) / kPortraitColumns;
}

double header_width(PageSize size, PageOrientation orientation) {
    return paper_size(size, orientation).width - 2.0 * kMargin - kMarkingWidth * text_scale(size) - kGap;
}

PageLayout page_layout(PageSize size, PageOrientation orientation, const BlockHeights& heights) {
    const double scale = text_scale(size);
    const double panel = panel_width(size, orientation);
    PageLayout layout;
    layout.paper = paper_size(size, orientation);
    const double left = kMargin;
    const double right = layout.paper.width - kMargin;
    const double inner_height = layout.paper.height - 2.0 * kMargin;

    const double header_height = std::clamp(heights.header, kMarkingHeight * scale, 0.25 * inner_height);
    layout.header = {left, kMargin, header_width(size, orientation), header_height};
    layout.marking = {right - kMarkingWidth * scale, kMargin, kMarkingWidth * scale, kMarkingHeight * scale};
    layout.footer = {left, layout.paper.height - kMargin - kFooterHeight * scale, right - left, kFooterHeight * scale};

    const double top = layout.header.bottom() + kGap;
    const double bottom = layout.footer.y - kGap / 2.0;
    const double scale_height = kScaleBlockHeight * scale;
    const double code_height = kCodeHeight * scale;

    if (orientation == PageOrientation::kLandscape) {
        const double x = right - panel;
        const double room = bottom - top;
        const double information = std::min(heights.information, 0.45 * room);
        const double legend = std::min(heights.legend, room - information - scale_height - code_height - 4.0 * kGap);
        layout.map = {left, top, x - kGap - left, room};
        layout.legend = {x, top, panel, legend};
        layout.scale = {x, layout.legend.bottom() + kGap, panel, scale_height};
        layout.code = {x, bottom - code_height, panel, code_height};
        layout.information = {x, layout.code.y - kGap - information, panel, information};
        const double list_top = layout.scale.bottom() + kGap;
        layout.list = {x, list_top, panel, std::max(0.0, layout.information.y - kGap - list_top)};
        return layout;
    }
    const double wanted = std::max(heights.legend + kGap + scale_height, heights.information + kGap + code_height);
    const double height = std::min(wanted, 0.42 * (bottom - top));
    const double panel_top = bottom - height;
    const double first = left;
    const double second = left + panel + kGap;
    const double third = second + panel + kGap;
    layout.map = {left, top, right - left, panel_top - kGap - top};
    layout.legend = {first, panel_top, panel, std::min(heights.legend, height - kGap - scale_height)};
    layout.scale = {first, bottom - scale_height, panel, scale_height};
    layout.list = {second, panel_top, panel, height};
    layout.information = {third, panel_top, panel, std::min(heights.information, height - kGap - code_height)};
    layout.code = {third, bottom - code_height, panel, code_height};
    return layout;
}

PageBox emptiest_corner(const PageBox& frame, const PageBox& block, double margin, const std::vector<PageBox>& things) {
    const double left = frame.x + margin;
    const double right = frame.right() - margin - block.width;
    const double low = frame.bottom() - margin - block.height;
    const double high = frame.y + margin;
    PageBox best;
    std::ptrdiff_t fewest = -1;
    for (const PagePoint at :
         {PagePoint{left, low}, PagePoint{right, low}, PagePoint{left, high}, PagePoint{right, high}}) {
        const PageBox corner{at.x, at.y, block.width, block.height};
        const std::ptrdiff_t hidden =
            std::count_if(things.begin(), things.end(), [&](const PageBox& thing) { return corner.overlaps(thing); });
        if (fewest < 0 || hidden < fewest) {
            fewest = hidden;
            best = corner;
        }
    }
    return best;
}

}  // namespace diaban
