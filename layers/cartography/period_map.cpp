#include <cmath>

#include "layers/cartography/area_columns.hpp"
#include "layers/cartography/density_classes.hpp"
#include "layers/cartography/map_themes.hpp"
#include "layers/cartography/palette.hpp"

namespace diaban {

namespace {

constexpr std::size_t kRateClasses = 5;

/// Classes that hold for every panel: equal steps over the rates of all periods together.
DensityClasses common_classes(const PeriodMap& map) {
    Raster all;
    for (const PeriodValues& period : map.periods) {
        for (const auto& value : period.values) {
            if (value && std::isfinite(*value)) {
                all.values.push_back(*value);
            }
        }
    }
    return density_classes(all, DensityBreaks::kEqualSteps, kRateClasses);
}

}  // namespace

MapContent period_content(const PeriodMap& map, const PageOptions& options) {
    const Catalogue& words = catalogue(options.language);
    const double scale = text_scale(options);
    MapContent content{map.header, map.areas, map.to_geographic, words.say("map.theme.periods"), {}, {}, {}, {}, {}};
    const DensityClasses classes = common_classes(map);
    const std::vector<Colour> colours = sequential_colours(classes.count());
    for (const Colour& colour : colours) {
        content.styles.push_back({colour, HatchKind::kNone, kBlack, 4.0, 0.5, ""});
    }
    const std::size_t zero = content.styles.size();
    content.styles.push_back({{0.945, 0.945, 0.925}, HatchKind::kNone, kBlack, 4.0, 0.5, ""});
    const std::size_t absent = content.styles.size();
    for (const Absence absence : {Absence::kWithoutData, Absence::kSuppressed, Absence::kOutside}) {
        content.styles.push_back(absence_style(absence));
    }
    std::vector<std::uint8_t> used(content.styles.size(), 0);
    for (const PeriodValues& period : map.periods) {
        MapPanel panel{period.title, {}};
        for (std::size_t i = 0; i < map.areas.geometry.size(); ++i) {
            const std::optional<double> value = i < period.values.size() ? period.values[i] : std::nullopt;
            std::size_t style = zero;
            if (!value || absence_of(map.areas, i) == Absence::kSuppressed) {
                style = absent + static_cast<std::size_t>(absence_of(map.areas, i)) - 1;
            } else if (*value > 0.0) {
                style = classes.class_of(*value);
            }
            used[style] = 1;
            panel.style_of_area.push_back(style);
        }
        content.panels.push_back(std::move(panel));
    }
    content.panel_columns = map.columns;

    content.legend.heading = words.say("map.legend.periods", {{"unit", map.unit}});
    for (std::size_t back = classes.count(); back > 0; --back) {
        content.legend.entries.push_back({content.styles[back - 1], class_in_words(classes, back - 1, words)});
    }
    if (used[zero] != 0) {
        content.legend.entries.push_back({content.styles[zero], words.say("map.density.zero")});
    }
    for (std::size_t i = absent; i < content.styles.size(); ++i) {
        if (used[i] != 0) {
            content.legend.entries.push_back({content.styles[i], words.say(content.styles[i].label_key)});
        }
    }
    content.legend.notes.gap = 2.0 * scale;
    content.legend.notes.paragraphs.push_back({words.say("map.periods.note"), legend_note_style(scale)});
    return content;
}

}  // namespace diaban
