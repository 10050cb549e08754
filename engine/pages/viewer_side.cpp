#include "engine/pages/viewer_side.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/review/side_columns.hpp"
#include "layers/crs/geographic_function.hpp"

namespace diaban {

namespace {

constexpr std::size_t kNodes = 33;
constexpr double kSideOfBox = 3.0;

ViewerWords in_both(const TwoLanguages& words) {
    return {words.vi, words.en};
}

/// A project's own label, the catalogue's word for a usual code ("hamlet"), or the code itself.
ViewerWords said(const std::string& label, const std::string& code) {
    const std::string key = "viewer.level." + code;
    if (label.empty() && catalogue(Language::kVietnamese).has(key)) {
        return viewer_words(key);
    }
    const std::string& text = label.empty() ? code : label;
    return {text, text};
}

/// What a reader asks of a unit; the reasons and intervals of each stay in the GeoPackage.
FeatureLayer in_short(FeatureLayer level) {
    constexpr std::array<std::string_view, 8> kTold{"area_id",    "name",       "parent",    "class",
                                                    "borderline", "n_baseline", "n_current", "population"};
    std::erase_if(level.table.columns, [&](const Column& column) {
        return std::find(kTold.begin(), kTold.end(), column.name) == kTold.end();
    });
    return level;
}

ViewerTheme theme_of(const ThemeSection& section) {
    ViewerTheme theme{section.name, in_both(section.label), {}};
    if (section.criteria) {
        for (const CriteriaClass& each : section.criteria->classes) {
            theme.classes.push_back({each.code, in_both(each.label)});
        }
        theme.classes.push_back({section.criteria->otherwise_code, in_both(section.criteria->otherwise_label)});
        return theme;
    }
    for (const char* code : {"complex", "contained", "stable"}) {
        theme.classes.push_back({code, viewer_words(std::string("class.") + code)});
    }
    return theme;
}

}  // namespace

void add_side_content(const ViewerInputs& inputs, ViewerContent& content) {
    const Project& project = inputs.project;
    for (FeatureLayer& layer : side_layers(project, inputs.data, inputs.analysis)) {
        for (const LevelSection& level : project.levels) {
            if (layer.name == "level_" + level.level) {
                content.layers.push_back({in_short(std::move(layer)), said(level.label, level.level), {}});
                break;
            }
        }
    }
    for (std::size_t k = 0; k < inputs.analysis.overlays.size(); ++k) {
        const OverlaySection& section = project.overlays[k];
        // Dated points are events, such as tips: the setting for single incidents is theirs too.
        if (section.time.empty() || project.privacy.show_incidents) {
            content.layers.push_back(
                {overlay_layer(project, inputs.data, inputs.analysis, k), said(section.label, section.name), {}});
        } else if (section.count_per_area) {
            // Its counts by area are told, its places are not.
            content.layers.push_back({{"overlay_" + section.name, content.areas.crs, GeometryKind::kNone, {}, {}},
                                      said(section.label, section.name),
                                      {}});
        }
    }
    for (const ThemeResult& result : inputs.analysis.themes) {
        if (!result.level) {
            content.themes.push_back(theme_of(project.themes[result.theme]));
        }
    }
}

ViewerGraticule viewer_graticule(const CrsId& crs, const Box& box) {
    ViewerGraticule graticule;
    graticule.columns = kNodes;
    graticule.rows = kNodes;
    const double side = kSideOfBox * std::max({box.x_max - box.x_min, box.y_max - box.y_min, 1.0});
    graticule.step_m = side / static_cast<double>(kNodes - 1);
    graticule.x_min = (box.x_min + box.x_max - side) / 2.0;
    graticule.y_min = (box.y_min + box.y_max - side) / 2.0;
    const GeographicFunction geographic = to_geographic(crs);
    for (std::size_t node = 0; node < kNodes * kNodes; ++node) {
        const GeographicPoint at =
            geographic({graticule.x_min + static_cast<double>(node % kNodes) * graticule.step_m,
                        graticule.y_min + static_cast<double>(node / kNodes) * graticule.step_m});
        graticule.longitude.push_back(at.longitude);
        graticule.latitude.push_back(at.latitude);
    }
    return graticule;
}

}  // namespace diaban
