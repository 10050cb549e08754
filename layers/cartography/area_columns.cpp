#include "layers/cartography/area_columns.hpp"

#include <variant>

namespace diaban {

namespace {

bool flag(const FeatureLayer& areas, const char* name, std::size_t area) {
    const Column* column = areas.table.find(name);
    const auto* values = column == nullptr ? nullptr : std::get_if<BooleanValues>(&column->values);
    return values != nullptr && area < values->size() && (*values)[area].value_or(false);
}

}  // namespace

Absence absence_of(const FeatureLayer& areas, std::size_t area) {
    if (flag(areas, "suppressed", area)) {
        return Absence::kSuppressed;
    }
    return flag(areas, "watched", area) ? Absence::kWithoutData : Absence::kOutside;
}

std::size_t StyledAreas::add(const AreaStyle& style, LegendRule rule, const std::string& label) {
    m_content.styles.push_back(style);
    m_categories.push_back({label, rule});
    return m_categories.size() - 1;
}

void StyledAreas::assign(std::size_t category) {
    m_content.style_of_area.push_back(category);
    ++m_categories[category].areas;
}

void StyledAreas::write_legend(const Catalogue& words) {
    for (std::size_t i = 0; i < m_categories.size(); ++i) {
        const Category& category = m_categories[i];
        if (category.rule == LegendRule::kAlways || category.areas > 0) {
            const std::string label =
                category.label.empty() ? words.say(m_content.styles[i].label_key) : category.label;
            m_content.legend.entries.push_back(
                {m_content.styles[i],
                 words.say("map.legend-entry",
                           {{"label", label}, {"count", words.integer(static_cast<std::int64_t>(category.areas))}})});
        }
    }
}

void add_overlay_legend(MapContent& content) {
    for (const MapOverlay& overlay : content.overlays) {
        if (!overlay.legend.empty()) {
            content.legend.entries.push_back({AreaStyle{}, overlay.legend, std::nullopt, overlay.symbol});
        }
    }
}

TextStyle legend_note_style(double scale) {
    return {7.0 * scale, FontWeight::kRegular, TextAlign::kLeft, kBlack};
}

std::vector<AreaName> names_of_areas(const FeatureLayer& areas) {
    std::vector<AreaName> names(areas.geometry.size());
    const Column* column = areas.table.find("name");
    const auto* values = column == nullptr ? nullptr : std::get_if<TextValues>(&column->values);
    for (std::size_t i = 0; values != nullptr && i < names.size(); ++i) {
        names[i].name = (*values)[i].value_or("");
    }
    return names;
}

}  // namespace diaban
