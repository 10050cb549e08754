#include <algorithm>
#include <array>
#include <cstdint>

#include "layers/cartography/area_columns.hpp"
#include "layers/cartography/map_themes.hpp"
#include "layers/cartography/palette.hpp"

namespace diaban {

namespace {

constexpr std::array<std::int64_t, 6> kBins{3, 2, 1, -1, -2, -3};
constexpr std::array<const char*, 4> kTypes{"HH", "LL", "HL", "LH"};

/// Indices of the categories that have no colour of the statistic.
struct AbsentCategories {
    std::size_t not_significant = 0;
    std::size_t no_data = 0;
    std::size_t suppressed = 0;
    std::size_t outside = 0;

    [[nodiscard]] std::size_t of(const FeatureLayer& areas, std::size_t area) const {
        switch (absence_of(areas, area)) {
            case Absence::kSuppressed:
                return suppressed;
            case Absence::kWithoutData:
                return no_data;
            default:
                return outside;
        }
    }
};

AbsentCategories add_absent(StyledAreas& styled) {
    AbsentCategories absent;
    absent.not_significant = styled.add(absence_style(Absence::kNotSignificant), LegendRule::kAlways);
    absent.no_data = styled.add(absence_style(Absence::kWithoutData), LegendRule::kWhereUsed);
    absent.suppressed = styled.add(absence_style(Absence::kSuppressed), LegendRule::kWhereUsed);
    absent.outside = styled.add(absence_style(Absence::kOutside), LegendRule::kWhereUsed);
    return absent;
}

void assign_bins(StyledAreas& styled, const FeatureLayer& areas, const AbsentCategories& absent) {
    const auto& bins = column_of<IntegerValues>(areas, "Gi_Bin");
    for (std::size_t i = 0; i < bins.size(); ++i) {
        const auto found = std::find(kBins.begin(), kBins.end(), bins[i].value_or(0));
        if (!bins[i] || absence_of(areas, i) == Absence::kSuppressed) {
            styled.assign(absent.of(areas, i));
        } else {
            styled.assign(found == kBins.end() ? absent.not_significant
                                               : static_cast<std::size_t>(found - kBins.begin()));
        }
    }
}

/// Whether the statistic had an answer: by its p, else by `hotspot_state`, else where it names a type.
std::vector<bool> tested_areas(const FeatureLayer& areas) {
    std::vector<bool> tested;
    if (areas.table.find("LMiPValue") != nullptr) {
        for (const auto& p : column_of<RealValues>(areas, "LMiPValue")) {
            tested.push_back(p.has_value());
        }
    } else if (areas.table.find("hotspot_state") != nullptr) {
        for (const auto& state : column_of<TextValues>(areas, "hotspot_state")) {
            tested.push_back(state == "ok");
        }
    } else {
        for (const auto& type : column_of<TextValues>(areas, "COType")) {
            tested.push_back(type.has_value());
        }
    }
    return tested;
}

void assign_types(StyledAreas& styled, const FeatureLayer& areas, const AbsentCategories& absent) {
    const auto& types = column_of<TextValues>(areas, "COType");
    const std::vector<bool> tested = tested_areas(areas);
    for (std::size_t i = 0; i < types.size(); ++i) {
        const auto found = std::find(kTypes.begin(), kTypes.end(), types[i].value_or(""));
        if (!tested[i] || absence_of(areas, i) == Absence::kSuppressed) {
            styled.assign(absent.of(areas, i));
        } else {
            styled.assign(found == kTypes.end() ? absent.not_significant
                                                : static_cast<std::size_t>(found - kTypes.begin()));
        }
    }
}

}  // namespace

MapContent hotspot_content(const HotspotMap& map, const PageOptions& options) {
    const Catalogue& words = catalogue(options.language);
    const double scale = text_scale(options);
    const bool bins = map.field == LocalField::kGiBin;
    MapContent content{map.header,
                       map.areas,
                       map.to_geographic,
                       words.say(bins ? "map.theme.hotspots" : "map.theme.clusters"),
                       {},
                       {},
                       {},
                       {},
                       {},
                       map.overlays};
    StyledAreas styled(content);
    if (bins) {
        for (const AreaStyle& style : hot_spot_styles()) {
            styled.add(style, LegendRule::kAlways);
        }
    } else {
        for (const AreaStyle& style : cluster_styles()) {
            styled.add(style, LegendRule::kAlways);
        }
    }
    const AbsentCategories absent = add_absent(styled);
    if (!map.areas.geometry.empty()) {
        content.names = names_of_areas(map.areas);
        bins ? assign_bins(styled, map.areas, absent) : assign_types(styled, map.areas, absent);
    }
    content.legend.heading = words.say(bins ? "map.legend.hotspots" : "map.legend.clusters");
    styled.write_legend(words);
    add_overlay_legend(content);
    content.legend.notes.gap = 2.0 * scale;
    content.legend.notes.paragraphs.push_back(
        {words.say("map.density.window", {{"window", words.window(map.header.current)}}), legend_note_style(scale)});
    content.legend.notes.paragraphs.push_back(
        {words.say(bins ? "map.hotspots.note" : "map.clusters.note"), legend_note_style(scale)});
    return content;
}

}  // namespace diaban
