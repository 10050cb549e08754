#include <algorithm>

#include "layers/cartography/area_columns.hpp"
#include "layers/cartography/map_themes.hpp"
#include "layers/cartography/palette.hpp"

namespace diaban {

MapContent category_content(const CategoryMap& map, const PageOptions& options) {
    const Catalogue& words = catalogue(options.language);
    const double scale = text_scale(options);
    MapContent content{map.header, map.areas, map.to_geographic, map.theme, {}, {}, {}, {}, {}, map.overlays};
    StyledAreas styled(content);
    const std::vector<AreaStyle> styles = graded_styles(map.classes.size());
    for (std::size_t k = 0; k < map.classes.size(); ++k) {
        styled.add(styles[k], LegendRule::kAlways, map.classes[k].second);
    }
    const std::size_t undecided =
        styled.add(absence_style(Absence::kWithoutData), LegendRule::kWhereUsed, words.say("map.theme.undecided"));
    const std::size_t suppressed = styled.add(absence_style(Absence::kSuppressed), LegendRule::kWhereUsed);
    const std::size_t outside = styled.add(absence_style(Absence::kOutside), LegendRule::kWhereUsed);
    std::size_t borderline = 0;
    if (!map.areas.geometry.empty()) {
        content.names = names_of_areas(map.areas);
        const auto& codes = column_of<TextValues>(map.areas, map.field);
        const BooleanValues* flags = map.flag.empty() ? nullptr : &column_of<BooleanValues>(map.areas, map.flag);
        for (std::size_t i = 0; i < codes.size(); ++i) {
            const auto found = std::find_if(map.classes.begin(), map.classes.end(), [&](const auto& a_class) {
                return codes[i] && a_class.first == *codes[i];
            });
            const Absence absence = absence_of(map.areas, i);
            const bool classified = found != map.classes.end() && absence != Absence::kSuppressed;
            if (classified) {
                styled.assign(static_cast<std::size_t>(found - map.classes.begin()));
                content.names[i].marked = flags != nullptr && (*flags)[i].value_or(false);
                borderline += content.names[i].marked ? 1 : 0;
            } else {
                styled.assign(absence == Absence::kSuppressed    ? suppressed
                              : absence == Absence::kWithoutData ? undecided
                                                                 : outside);
            }
            content.names[i].priority = classified ? 1.0 : 0.0;
        }
    }
    content.legend.heading = words.say("map.legend.class");
    styled.write_legend(words);
    add_overlay_legend(content);
    content.legend.notes.gap = 2.0 * scale;
    if (borderline > 0) {
        content.legend.notes.paragraphs.push_back(
            {words.say("map.borderline", {{"count", words.integer(static_cast<std::int64_t>(borderline))}}),
             legend_note_style(scale)});
    }
    return content;
}

}  // namespace diaban
