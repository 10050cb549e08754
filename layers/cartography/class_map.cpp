#include <array>

#include "layers/cartography/area_columns.hpp"
#include "layers/cartography/map_themes.hpp"
#include "layers/cartography/palette.hpp"

namespace diaban {

namespace {

AreaCategory category_of(const FeatureLayer& areas, const TextValues& classes, std::size_t i) {
    const auto category = area_category_from_text(classes[i]);
    if (!category) {
        throw Error(ErrorCode::kInput, "error.map-class-unknown",
                    {{"layer", areas.name}, {"row", std::to_string(i + 1)}, {"value", *classes[i]}});
    }
    if (*category != AreaCategory::kOutside) {
        return *category;
    }
    switch (absence_of(areas, i)) {
        case Absence::kSuppressed:
            return AreaCategory::kSuppressed;
        case Absence::kWithoutData:
            return AreaCategory::kWithoutData;
        default:
            return AreaCategory::kOutside;
    }
}

}  // namespace

MapContent class_content(const ClassMap& map, const PageOptions& options) {
    const Catalogue& words = catalogue(options.language);
    const double scale = text_scale(options);
    MapContent content{map.header,
                       map.areas,
                       map.to_geographic,
                       map.theme.empty() ? words.say("map.theme.class") : map.theme,
                       {},
                       {},
                       {},
                       {},
                       {},
                       map.overlays};
    StyledAreas styled(content);
    for (std::size_t i = 0; i < kAreaCategoryCount; ++i) {
        styled.add(class_styles()[i], i <= static_cast<std::size_t>(AreaCategory::kComplex) ? LegendRule::kAlways
                                                                                            : LegendRule::kWhereUsed);
    }
    std::size_t borderline_count = 0;
    // An empty layer may come without any column.
    if (!map.areas.geometry.empty()) {
        const auto& names = column_of<TextValues>(map.areas, "name");
        const auto& classes = column_of<TextValues>(map.areas, "class");
        const auto& borderline = column_of<BooleanValues>(map.areas, "borderline");
        for (std::size_t i = 0; i < classes.size(); ++i) {
            const AreaCategory category = category_of(map.areas, classes, i);
            const bool marked = borderline[i].value_or(false) && category <= AreaCategory::kComplex;
            borderline_count += marked ? 1 : 0;
            styled.assign(static_cast<std::size_t>(category));
            content.names.push_back({names[i].value_or(""), marked, category == AreaCategory::kOutside ? 0.0 : 1.0});
        }
    }
    content.legend.heading = words.say("map.legend.class");
    styled.write_legend(words);
    add_overlay_legend(content);
    content.legend.notes.gap = 2.0 * scale;
    if (borderline_count > 0) {
        content.legend.notes.paragraphs.push_back(
            {words.say("map.borderline", {{"count", words.integer(static_cast<std::int64_t>(borderline_count))}}),
             legend_note_style(scale)});
    }
    return content;
}

}  // namespace diaban
