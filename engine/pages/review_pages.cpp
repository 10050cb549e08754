#include "engine/pages/review_pages.hpp"

#include <algorithm>
#include <cmath>

#include "engine/output/map_parts.hpp"
#include "engine/output/review_kinds.hpp"
#include "engine/output/table_values.hpp"
#include "engine/pages/period_panels.hpp"
#include "layers/cartography/density_classes.hpp"
#include "layers/cartography/map_themes.hpp"
#include "layers/crs/geographic_function.hpp"

namespace diaban {

namespace {

constexpr std::string_view kThemePrefix = "theme_";

MapOverlay isoline_overlay(const FeatureLayer& isolines, const Catalogue& words) {
    MapOverlay overlay;
    overlay.symbol = {
        GeometryKind::kLine, PointSymbol::kCircle, kWhite, {0.42, 0.2, 0.02}, 6.0, 0.55, LineKind::kSolid, 0.35};
    overlay.legend = words.say("map.isolines");
    overlay.geometry = isolines.geometry;
    const TableValues values(isolines.table);
    for (std::size_t i = 0; i < isolines.size(); ++i) {
        const double level = values.number("density_per_km2", i).value_or(0.0);
        overlay.labels.push_back(words.decimal(level, level == std::floor(level) ? 0 : 1));
    }
    return overlay;
}

Raster drawn(const Output& output, const char* name) {
    return as_written(output.surface(name)->raster, output.float64);
}

HeldMap density_of(const Output& output, const char* name, const TimeWindow& window, Language language) {
    DensityMap map{output.header,
                   output.areas(),
                   drawn(output, name),
                   fitting_breaks(drawn(output, "density"), kDensityMapClasses),
                   to_geographic(output.header.crs),
                   window,
                   {}};
    const FeatureLayer* isolines = output.find(isolines_kind());
    if (isolines != nullptr && output.maps.isolines && window == output.header.current) {
        map.overlays.push_back(isoline_overlay(*isolines, catalogue(language)));
    }
    for (MapOverlay& overlay : overlays_of(output)) {
        map.overlays.push_back(std::move(overlay));
    }
    return held(std::move(map), density_content);
}

/// A map of the areas with the overlays, in one of the themes that take nothing else.
template <typename Map>
HeldMap of_areas(const Output& output, MapContent (*content)(const Map&, const PageOptions&)) {
    return held(Map{output.header, output.areas(), to_geographic(output.header.crs), overlays_of(output)}, content);
}

/// The theme of a map's name, null where it is none's.
const ReviewTheme* theme_of(const Output& output, std::string_view name) {
    const auto found = std::find_if(output.themes.begin(), output.themes.end(), [&](const ReviewTheme& theme) {
        return name == std::string(kThemePrefix) + theme.name.name;
    });
    return found == output.themes.end() ? nullptr : &*found;
}

/// The layer whose units a theme classifies, null where the output lacks it.
const FeatureLayer* layer_of(const Output& output, const ReviewTheme& theme) {
    if (theme.level.empty()) {
        return &output.areas();
    }
    for (const FeatureLayer* level : output.family(levels_kind())) {
        if (level->name == levels_kind().member(theme.level)) {
            return level;
        }
    }
    return nullptr;
}

std::vector<std::string> themes_there(const Output& output) {
    std::vector<std::string> names;
    for (const ReviewTheme& theme : output.themes) {
        const std::string name = std::string(kThemePrefix) + theme.name.name;
        const FeatureLayer* layer = layer_of(output, theme);
        if (layer != nullptr && TableValues(layer->table).any(name + "_class")) {
            names.push_back(name);
        }
    }
    return names;
}

HeldMap theme_map(const PageRequest& request) {
    const Output& output = request.output;
    const ReviewTheme& theme = *theme_of(output, request.name);
    const FeatureLayer& layer = *layer_of(output, theme);
    CategoryMap map{output.header,
                    theme.level.empty() ? layer : all_watched(layer),
                    {},
                    request.name + "_class",
                    {},
                    {},
                    to_geographic(output.header.crs),
                    overlays_of(output)};
    map.theme = catalogue(request.language).say("map.theme.theme", {{"theme", theme.name.label.say(request.language)}});
    if (layer.table.find(request.name + "_borderline") != nullptr) {
        map.flag = request.name + "_borderline";
    }
    for (const Labelled& a_class : theme.classes) {
        map.classes.emplace_back(a_class.name, a_class.label.say(request.language));
    }
    return held(std::move(map), category_content);
}

std::vector<std::string> levels_there(const Output& output) {
    std::vector<std::string> names;
    for (const FeatureLayer* level : output.family(levels_kind())) {
        names.push_back(level->name);
    }
    return names;
}

HeldMap level_map(const PageRequest& request) {
    const Output& output = request.output;
    const std::vector<const FeatureLayer*> levels = output.family(levels_kind());
    const FeatureLayer& level = **std::find_if(levels.begin(), levels.end(),
                                               [&](const FeatureLayer* each) { return each->name == request.name; });
    const std::string label = label_of(output.level_labels, levels_kind().code_of(request.name));
    return held(ClassMap{output.header, all_watched(level), to_geographic(output.header.crs), overlays_of(output),
                         catalogue(request.language).say("map.theme.level", {{"level", label}})},
                class_content);
}

bool any_area(const Output& output, const char* column) {
    return TableValues(output.areas().table).any(column);
}

}  // namespace

PageMakers review_pages() {
    return {
        {"class", [](const Output&) { return only_if(true, "class"); },
         [](const PageRequest& r) { return of_areas<ClassMap>(r.output, class_content); }},
        {"density", [](const Output& o) { return only_if(o.surface("density") != nullptr, "density"); },
         [](const PageRequest& r) { return density_of(r.output, "density", r.output.header.current, r.language); }},
        {"change", [](const Output& o) { return only_if(any_area(o, "change_ratio"), "change"); },
         [](const PageRequest& r) { return of_areas<ChangeMap>(r.output, change_content); }},
        {"review_change", [](const Output& o) { return only_if(any_area(o, "previous_class"), "review_change"); },
         [](const PageRequest& r) { return of_areas<ReviewChangeMap>(r.output, review_change_content); }},
        {"periods", [](const Output& o) { return only_if(TableValues(o.area_periods().table).any("from"), "periods"); },
         [](const PageRequest& r) { return held(period_panels(r.output, r.language), period_content); }},
        // The surface of the window before is one of the rasters; on paper it is drawn when it is asked for.
        {"density_baseline",
         [](const Output& o) { return only_if(o.surface("density_baseline") != nullptr, "density_baseline"); },
         [](const PageRequest& r) {
             return density_of(r.output, "density_baseline", r.output.header.baseline, r.language);
         },
         nullptr, DrawnUnasked::kNo},
        {std::string(kThemePrefix), themes_there, theme_map},
        {std::string(levels_kind().name), levels_there, level_map},
    };
}

}  // namespace diaban
