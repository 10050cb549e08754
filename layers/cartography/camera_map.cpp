#include "layers/cartography/camera_map.hpp"

#include "layers/cartography/map_themes.hpp"
#include "layers/cartography/page_file.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace {

constexpr Colour kProposedColour{0.62, 0.05, 0.24};
constexpr Colour kWorkingColour{0.10, 0.33, 0.55};
constexpr Colour kBrokenColour{0.20, 0.20, 0.20};
constexpr Colour kViewColour{0.99, 0.85, 0.55};

template <typename Values>
const Values& column_of(const FeatureLayer& layer, const std::string& name) {
    const Column* column = layer.table.find(name);
    const auto* values = column == nullptr ? nullptr : std::get_if<Values>(&column->values);
    if (values == nullptr) {
        throw Error(ErrorCode::kInput, "error.map-column-missing", {{"layer", layer.name}, {"column", name}});
    }
    return *values;
}

TextStyle note_style(double scale) {
    return {7.0 * scale, FontWeight::kRegular, TextAlign::kLeft, kBlack};
}

}  // namespace

MapContent camera_content(const CameraMap& map, const PageOptions& options) {
    const Catalogue& words = catalogue(options.language);
    const double scale = text_scale(options);
    MapContent content{map.header, map.areas, map.to_geographic, words.say("map.theme.cameras"), {}, {}, {}, {}, {}};
    if (!map.areas.geometry.empty()) {
        for (const auto& name : column_of<TextValues>(map.areas, "name")) {
            content.names.push_back({name.value_or(""), false, 0.0});
        }
    }
    const auto& status = column_of<TextValues>(map.cameras, "status");
    const auto& working = column_of<BooleanValues>(map.cameras, "working");
    const auto& rank = column_of<IntegerValues>(map.cameras, "rank");
    std::int64_t counts[3] = {0, 0, 0};
    for (std::size_t i = 0; i < map.cameras.geometry.size(); ++i) {
        const auto* at = std::get_if<ProjectedPoint>(&map.cameras.geometry[i]);
        if (at == nullptr) {
            continue;
        }
        if (status[i] == "proposed") {
            content.symbols.push_back(
                {*at, SymbolShape::kNumbered, kProposedColour, std::to_string(rank[i].value_or(0))});
            ++counts[0];
        } else if (working[i].value_or(true)) {
            content.symbols.push_back({*at, SymbolShape::kDisc, kWorkingColour, ""});
            ++counts[1];
        } else {
            content.symbols.push_back({*at, SymbolShape::kCross, kBrokenColour, ""});
            ++counts[2];
        }
    }
    const auto& seen_working = column_of<BooleanValues>(map.views, "working");
    for (std::size_t i = 0; i < map.views.geometry.size(); ++i) {
        const auto* view = std::get_if<MultiPolygon>(&map.views.geometry[i]);
        if (view != nullptr && seen_working[i].value_or(true)) {
            content.shapes.push_back(*view);
        }
    }
    content.shape_style = {kViewColour, HatchKind::kNone, kBlack, 4.0, 0.5, ""};
    content.legend.heading = words.say("map.legend.cameras");
    const MapSymbol symbols[3] = {{{}, SymbolShape::kNumbered, kProposedColour, "1"},
                                  {{}, SymbolShape::kDisc, kWorkingColour, ""},
                                  {{}, SymbolShape::kCross, kBrokenColour, ""}};
    const char* keys[3] = {"map.cameras.proposed", "map.cameras.working", "map.cameras.broken"};
    for (std::size_t k = 0; k < 3; ++k) {
        if (k == 0 || counts[k] > 0) {
            content.legend.entries.push_back(
                {{}, words.say(keys[k], {{"count", words.integer(counts[k])}}), symbols[k]});
        }
    }
    content.legend.entries.push_back({content.shape_style, words.say("map.cameras.views"), std::nullopt});
    content.legend.notes.gap = 2.0 * scale;
    for (const std::string& note : map.notes) {
        content.legend.notes.paragraphs.push_back({note, note_style(scale)});
    }
    return content;
}

std::string render_camera_map(const CameraMap& map, const PageOptions& options) {
    return render_page(camera_content(map, options), options);
}

void draw_camera_map(const CameraMap& map, const PageOptions& options, const std::filesystem::path& file) {
    write_page(render_camera_map(map, options), file);
}

void draw_curve_plot(const CurvePlot& plot, const PageOptions& options, const std::filesystem::path& file) {
    write_page(render_curve_plot(plot, options), file);
}

}  // namespace diaban
