// Names on a map and the list of those that stand there as numbers.
#pragma once

#include <string>
#include <vector>

#include "layers/cartography/label_placement.hpp"
#include "layers/cartography/page_geometry.hpp"
#include "layers/cartography/typesetting.hpp"

namespace diaban {

/// What is to be named. An empty name is not drawn.
struct AreaName {
    std::string name;
    bool marked = false;    ///< drawn with an asterisk (borderline)
    double priority = 0.0;  ///< where room is contested
};

/// A text set in its place.
struct PlacedLabel {
    std::string text;
    double size = 0.0;
    PageBox box;
};

/// An entry of the list beside the map.
struct NumberedName {
    std::size_t number = 0;
    std::string name;
};

struct MapLabels {
    std::vector<PlacedLabel> placed;
    std::vector<NumberedName> numbered;  ///< in the order of their numbers: from north to south, then west to east
    std::size_t unnamed = 0;             ///< drawn areas whose name found no room, neither there nor in the list
};

/// Where labels may stand.
struct LabelRoom {
    PageBox frame;              ///< labels lie inside it
    std::size_t list_room = 0;  ///< entries that the list beside the map can hold
    double scale = 1.0;         ///< of the type
    LabelObstacles obstacles = {};
};

/// Places one name for each outline with geometry inside `frame`. Names are tried from large to small type, on one to
/// three lines.
MapLabels label_areas(Typesetter& text, const std::vector<PageOutline>& outlines, const std::vector<AreaName>& names,
                      const LabelRoom& room);

/// Names broken at spaces into `lines` lines, as even as they come; fewer lines where there are fewer words.
std::string broken_into(const std::string& name, std::size_t lines);

void draw_labels(Typesetter& text, const MapLabels& labels);

/// Columns and rows of a list in `box`.
struct ListShape {
    std::size_t columns = 1;
    std::size_t rows = 0;
    [[nodiscard]] std::size_t room() const { return columns * rows; }
};
ListShape list_shape(const PageBox& box, double scale);

/// Draws the numbered names column by column and returns the y below them.
double draw_list(Typesetter& text, const std::vector<NumberedName>& numbered, const PageBox& box, double scale);

}  // namespace diaban
