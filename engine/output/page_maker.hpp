// A page that can be drawn from an output: a thematic map, a curve, a sheet. Whoever makes the layers says what is drawn of them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/output/output.hpp"
#include "layers/cartography/map_page.hpp"

namespace diaban {

/// Draws the page in any format; holds what it draws.
using DrawnPage = std::function<std::string(const PageOptions&)>;

/// A map's content together with what it refers to, for pages that hold maps among other things.
struct HeldMap {
    std::shared_ptr<const void> holds;
    std::function<MapContent(const PageOptions&)> content;
};

/// Which page of an output: its name as flag, key and file, and the language it is in.
struct PageRequest {
    const Output& output;
    const std::string& name;
    Language language;
};

/// Whether [maps] draws a page without being asked for it by name.
enum class DrawnUnasked { kYes, kNo };

struct PageMaker {
    /// "class"; of a family what the names begin with: "theme_".
    std::string name;
    /// Names of its pages that the output can give; empty: what it is made of was not computed.
    std::vector<std::string> (*available)(const Output& output);
    /// A page that is one map; null for others.
    HeldMap (*map)(const PageRequest& request);
    /// Any other page; null for maps.
    DrawnPage (*page)(const PageRequest& request) = nullptr;
    DrawnUnasked unasked = DrawnUnasked::kYes;
};
using PageMakers = std::vector<PageMaker>;

/// Keeps what a map is drawn from for as long as somebody may draw it.
template <typename Map>
HeldMap held(Map map, MapContent (*content)(const Map&, const PageOptions&)) {
    const auto kept = std::make_shared<const Map>(std::move(map));
    return {kept, [kept, content](const PageOptions& options) { return content(*kept, options); }};
}

/// {name} where `there`, else nothing: the answer of a maker of one page.
inline std::vector<std::string> only_if(bool there, const char* name) {
    return there ? std::vector<std::string>{name} : std::vector<std::string>{};
}

}  // namespace diaban
