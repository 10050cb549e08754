// The one page that a team takes along: numbered boxes on a small map, and the list of them with hours and reasons.
//
// A4 upright, black on white: nothing is told by a colour or a shade, so that it survives a photocopier; boxes are told
// apart by their numbers.
#pragma once

#include <string>
#include <vector>

#include "layers/cartography/thematic_map.hpp"
#include "layers/model/geometry.hpp"

namespace diaban {

struct SweepSheetBox {
    std::string number;  ///< on the map and in the list
    MultiPolygon shape;
    std::vector<std::string> cells;  ///< of the list, after the number
};

struct SweepSheet {
    ReviewHeader header;  ///< marking, run id and version; without a run id no code is printed
    GeographicFunction to_geographic = {};
    std::string title;
    std::vector<std::string> lines;    ///< under the title: theme and unit, window, model
    MultiPolygon area;                 ///< outline around the boxes
    std::vector<LineString> streets;   ///< thin lines under the boxes, may be empty
    std::vector<SweepSheetBox> boxes;  ///< in order of rank
    std::vector<std::string> columns;  ///< headings, the number's first
    std::vector<double> widths;        ///< shares of the page's width, one a column
    std::string instruction;           ///< dose
    std::string more;                  ///< said when the list does not hold all boxes; {count} is filled in
    std::vector<std::string> notes;    ///< at the foot: plan, sources, coordinates
    LocalDay date{};
};

/// The page as the bytes of a file, upright whatever the options say. Rows that do not fit are left out and counted in
/// `more`. Throws as render_class_map.
std::string render_sweep_page(const SweepSheet& sheet, const PageOptions& options);

}  // namespace diaban
