#include <cmath>

#include "layers/cartography/area_columns.hpp"
#include "layers/cartography/density_classes.hpp"
#include "layers/cartography/map_themes.hpp"
#include "layers/cartography/palette.hpp"

namespace diaban {

namespace {

/// Of cells without any density: not white, which is what lies outside.
constexpr Colour kZeroColour{0.945, 0.945, 0.925};

std::string unit_in_words(const std::string& unit, const Catalogue& words) {
    std::string key = "map.unit.";
    for (const char c : unit) {
        key += c == ' ' ? '-' : c;
    }
    return words.has(key) ? words.say(key) : unit;
}

std::string bandwidth_in_words(const ReviewHeader& header, const Catalogue& words) {
    const std::string key = "map.bandwidth-rule." + header.bandwidth_rule;
    const std::string rule = words.has(key) ? words.say(key) : header.bandwidth_rule;
    return words.say("map.bandwidth", {{"metres", words.integer(std::llround(header.bandwidth_m))}, {"rule", rule}});
}

}  // namespace

MapContent density_content(const DensityMap& map, const PageOptions& options) {
    const Catalogue& words = catalogue(options.language);
    const double scale = text_scale(options);
    MapContent content{map.header, map.areas, map.to_geographic, words.say("map.theme.density"), {}, {}, {},
                       {},         {},        map.overlays};
    if (!map.areas.geometry.empty()) {
        for (const auto& name : column_of<TextValues>(map.areas, "name")) {
            content.names.push_back({name.value_or(""), false, 0.0});
        }
    }
    const DensityClasses classes = density_classes(map.density, map.breaks, kDensityMapClasses);
    const std::vector<Colour> colours = sequential_colours(classes.count());
    content.surface = surface_image(map.density, classes, kZeroColour, colours);

    content.legend.heading = words.say("map.legend.density", {{"unit", unit_in_words(map.density.unit, words)}});
    const auto swatch = [](const Colour& fill) { return AreaStyle{fill, HatchKind::kNone, kBlack, 4.0, 0.5, ""}; };
    for (std::size_t back = classes.count(); back > 0; --back) {
        content.legend.entries.push_back({swatch(colours[back - 1]), class_in_words(classes, back - 1, words)});
    }
    if (classes.has_zero) {
        content.legend.entries.push_back({swatch(kZeroColour), words.say("map.density.zero")});
    }
    add_overlay_legend(content);
    auto& notes = content.legend.notes;
    notes.gap = 2.0 * scale;
    notes.paragraphs.push_back(
        {words.say("map.density.window", {{"window", words.window(map.window.value_or(map.header.current))}}),
         legend_note_style(scale)});
    if (classes.count() == 0 && !classes.has_zero) {
        notes.paragraphs.push_back({words.say("map.density.none"), legend_note_style(scale)});
    } else {
        notes.paragraphs.push_back({words.say(map.breaks == DensityBreaks::kEqualSteps ? "map.density.equal-steps"
                                              : map.breaks == DensityBreaks::kSeries   ? "map.density.series"
                                                                                       : "map.density.quantiles"),
                                    legend_note_style(scale)});
    }
    if (map.header.bandwidth_m > 0.0) {
        notes.paragraphs.push_back({bandwidth_in_words(map.header, words), legend_note_style(scale)});
    }
    notes.paragraphs.push_back(
        {words.say("map.density.cell", {{"metres", words.decimal(map.density.grid.cell.value, 0)}}),
         legend_note_style(scale)});
    return content;
}

std::vector<double> density_map_breaks(const DensityMap& map) {
    const DensityClasses classes = density_classes(map.density, map.breaks, kDensityMapClasses);
    return classes.count() < 2 ? std::vector<double>{}
                               : std::vector<double>(classes.breaks.begin() + 1, classes.breaks.end() - 1);
}

}  // namespace diaban
