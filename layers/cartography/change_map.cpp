#include "layers/cartography/area_columns.hpp"
#include "layers/cartography/map_themes.hpp"
#include "layers/cartography/palette.hpp"

namespace diaban {

namespace {

constexpr double kClearlyUp = 1.25;
constexpr double kClearlyDown = 0.8;

enum ChangeCategory : std::size_t { kUpStrong, kUp, kNoise, kDown, kDownStrong, kWithoutData, kSuppressed, kOutside };

std::size_t absent_category(const FeatureLayer& areas, std::size_t area) {
    switch (absence_of(areas, area)) {
        case Absence::kSuppressed:
            return kSuppressed;
        case Absence::kWithoutData:
            return kWithoutData;
        default:
            return kOutside;
    }
}

/// The order of ChangeCategory.
void add_change_categories(StyledAreas& styled, const Catalogue& words) {
    const auto& styles = change_styles();
    styled.add(styles[0], LegendRule::kAlways);
    styled.add(styles[1], LegendRule::kAlways);
    styled.add(absence_style(Absence::kNotSignificant), LegendRule::kAlways, words.say("map.change.noise"));
    styled.add(styles[2], LegendRule::kAlways);
    styled.add(styles[3], LegendRule::kAlways);
    for (const Absence absence : {Absence::kWithoutData, Absence::kSuppressed, Absence::kOutside}) {
        styled.add(absence_style(absence), LegendRule::kWhereUsed);
    }
}

std::optional<int> severity(const std::optional<std::string>& area_class) {
    const auto category = area_category_from_text(area_class);
    if (!category || *category > AreaCategory::kComplex) {
        return std::nullopt;
    }
    return static_cast<int>(*category);
}

}  // namespace

MapContent change_content(const ChangeMap& map, const PageOptions& options) {
    const Catalogue& words = catalogue(options.language);
    const double scale = text_scale(options);
    MapContent content{map.header, map.areas, map.to_geographic, words.say("map.theme.change"), {}, {}, {},
                       {},         {},        map.overlays};
    StyledAreas styled(content);
    add_change_categories(styled, words);
    if (!map.areas.geometry.empty()) {
        const auto& ratio = column_of<RealValues>(map.areas, "change_ratio");
        const auto& low = column_of<RealValues>(map.areas, "change_low");
        const auto& high = column_of<RealValues>(map.areas, "change_high");
        content.names = names_of_areas(map.areas);
        for (std::size_t i = 0; i < ratio.size(); ++i) {
            std::size_t category = kNoise;
            if (!ratio[i] || !low[i] || !high[i] || absence_of(map.areas, i) == Absence::kSuppressed) {
                category = absent_category(map.areas, i);
            } else if (*low[i] > 1.0) {
                category = *ratio[i] > kClearlyUp ? kUpStrong : kUp;
            } else if (*high[i] < 1.0) {
                category = *ratio[i] < kClearlyDown ? kDownStrong : kDown;
            }
            content.names[i].priority = category == kOutside ? 0.0 : 1.0;
            styled.assign(category);
        }
    }
    content.legend.heading = words.say("map.legend.change");
    styled.write_legend(words);
    add_overlay_legend(content);
    content.legend.notes.gap = 2.0 * scale;
    content.legend.notes.paragraphs.push_back(
        {words.say("map.change.note", {{"current", words.window(map.header.current)},
                                       {"baseline", words.window(map.header.baseline)},
                                       {"interval", words.decimal(100.0 * map.header.interval, 0)}}),
         legend_note_style(scale)});
    return content;
}

MapContent review_change_content(const ReviewChangeMap& map, const PageOptions& options) {
    const Catalogue& words = catalogue(options.language);
    const double scale = text_scale(options);
    MapContent content{map.header, map.areas, map.to_geographic, words.say("map.theme.review-change"), {}, {}, {},
                       {},         {},        map.overlays};
    StyledAreas styled(content);
    const auto& styles = change_styles();
    const AreaStyle same{colour_from_hex(0xEFEBDD), HatchKind::kNone, kBlack, 4.0, 0.5, "map.review-change.same"};
    const std::size_t two_up = styled.add(styles[0], LegendRule::kAlways, words.say("map.review-change.worse-two"));
    const std::size_t up = styled.add(styles[1], LegendRule::kAlways, words.say("map.review-change.worse"));
    const std::size_t unchanged = styled.add(same, LegendRule::kAlways);
    const std::size_t down = styled.add(styles[2], LegendRule::kAlways, words.say("map.review-change.better"));
    const std::size_t two_down = styled.add(styles[3], LegendRule::kAlways, words.say("map.review-change.better-two"));
    const std::size_t first = styled.add({kWhite, HatchKind::kDots, colour_from_hex(0x303030), 6.0, 0.8, ""},
                                         LegendRule::kWhereUsed, words.say("map.review-change.first"));
    const std::size_t no_data = styled.add(absence_style(Absence::kWithoutData), LegendRule::kWhereUsed);
    const std::size_t suppressed = styled.add(absence_style(Absence::kSuppressed), LegendRule::kWhereUsed);
    const std::size_t outside = styled.add(absence_style(Absence::kOutside), LegendRule::kWhereUsed);
    if (!map.areas.geometry.empty()) {
        const auto& now = column_of<TextValues>(map.areas, "class");
        const auto& before = column_of<TextValues>(map.areas, "previous_class");
        content.names = names_of_areas(map.areas);
        for (std::size_t i = 0; i < now.size(); ++i) {
            const auto current = severity(now[i]);
            const auto previous = severity(before[i]);
            std::size_t category = outside;
            if (!current || absence_of(map.areas, i) == Absence::kSuppressed) {
                const Absence absence = absence_of(map.areas, i);
                category = absence == Absence::kSuppressed    ? suppressed
                           : absence == Absence::kWithoutData ? no_data
                                                              : outside;
            } else if (!previous) {
                category = first;
            } else {
                const int step = *current - *previous;
                category = step > 1 ? two_up : step == 1 ? up : step == 0 ? unchanged : step == -1 ? down : two_down;
            }
            content.names[i].priority = category == outside ? 0.0 : 1.0;
            styled.assign(category);
        }
    }
    content.legend.heading = words.say("map.legend.review-change");
    styled.write_legend(words);
    add_overlay_legend(content);
    content.legend.notes.gap = 2.0 * scale;
    content.legend.notes.paragraphs.push_back({words.say("map.review-change.note"), legend_note_style(scale)});
    return content;
}

}  // namespace diaban
