// Blocks of a report laid out on pages: first where everything stands, then the drawing, as page numbers need the whole
// count.
#pragma once

#include <functional>
#include <vector>

#include "layers/report/report.hpp"

namespace diaban {

/// Something at its place on a page.
struct PlacedBlock {
    PageBox box;
    std::function<void(Typesetter&, const PageBox&)> draw;
};

/// A page of blocks, or of one map.
struct FlowPage {
    std::vector<PlacedBlock> blocks;
    const ReportMap* map = nullptr;
};

/// Lays a report out in `body`, the box that blocks may fill on each page. A block higher than the body is cut at its
/// edge.
std::vector<FlowPage> flow_report(Typesetter& text, const Report& report, const PageBox& body);

}  // namespace diaban
