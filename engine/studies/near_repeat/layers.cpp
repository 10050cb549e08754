#include "engine/studies/near_repeat/layers.hpp"

#include <array>
#include <set>

#include "engine/output/table_builder.hpp"
#include "engine/studies/near_repeat/kinds.hpp"
#include "layers/model/areas.hpp"

namespace diaban {

namespace {

/// Classes of the theme from the most, each from this share on.
struct RepeatClass {
    const char* code;
    const char* label_key;
    double from;
};
constexpr std::array<RepeatClass, 3> kClasses{{{"many", "near-repeat.class-many", 0.20},
                                               {"some", "near-repeat.class-some", 0.05},
                                               {"few", "near-repeat.class-few", 0.0}}};

}  // namespace

FeatureLayer near_repeat_layer(const KnoxTable& table) {
    const std::vector<KnoxCell>& cells = table.cells;
    TableBuilder columns(cells.size());
    columns.real("distance_from_m", "m",
                 [&](std::size_t i) { return std::optional<double>(cells[i].distance_from_m); });
    columns.real("distance_to_m", "m", [&](std::size_t i) { return cells[i].distance_to_m; });
    columns.integer("days_from", [&](std::size_t i) { return std::optional<std::int64_t>(cells[i].days_from); });
    columns.integer("days_to", [&](std::size_t i) {
        return cells[i].days_to ? std::optional<std::int64_t>(*cells[i].days_to) : std::nullopt;
    });
    columns.integer(
        "pairs", [&](std::size_t i) { return std::optional<std::int64_t>(static_cast<std::int64_t>(cells[i].pairs)); });
    columns.real("expected", "", [&](std::size_t i) { return std::optional<double>(cells[i].expected); });
    columns.titled("field.pairs_expected");
    columns.real("ratio", "", [&](std::size_t i) { return cells[i].ratio; });
    columns.real("p", "", [&](std::size_t i) { return std::optional<double>(cells[i].p_value); });
    return {std::string(near_repeat_kind().name), {}, GeometryKind::kNone, {}, std::move(columns.table())};
}

FeatureLayer near_repeat_links_layer(const IncidentSet& incidents, const std::vector<LinkedPair>& links) {
    TableBuilder columns(links.size());
    columns.text("first_day", [&](std::size_t i) {
        return std::optional<std::string>(iso_date(day_of(incidents.time[links[i].first])));
    });
    columns.add<std::int64_t>("days", "", [&](std::size_t i) { return std::optional<std::int64_t>(links[i].days); });
    columns.titled("field.days_apart");
    columns.real("distance_m", "m", [&](std::size_t i) { return std::optional<double>(links[i].distance_m); });
    FeatureLayer layer{
        std::string(near_repeat_links_kind().name), incidents.crs, GeometryKind::kLine, {}, std::move(columns.table())};
    for (const LinkedPair& link : links) {
        const ProjectedPoint from = incidents.point[link.first];
        const ProjectedPoint to = incidents.point[link.second];
        layer.geometry.push_back(from == to ? Geometry{} : Geometry{LineString{{from, to}}});
    }
    return layer;
}

std::vector<Column> near_repeat_columns(const IncidentSet& incidents, const std::vector<LinkedPair>& links,
                                        std::size_t areas) {
    std::vector<std::uint64_t> all(areas, 0);
    std::vector<std::uint64_t> repeats(areas, 0);
    for (const std::uint32_t area : incidents.area_of) {
        if (area != kNoArea) {
            ++all[area];
        }
    }
    std::set<std::uint32_t> later;
    for (const LinkedPair& link : links) {
        if (later.insert(link.second).second && incidents.area_of[link.second] != kNoArea) {
            ++repeats[incidents.area_of[link.second]];
        }
    }
    const auto share = [&](std::size_t i) {
        return all[i] > 0 ? std::optional<double>(static_cast<double>(repeats[i]) / static_cast<double>(all[i]))
                          : std::nullopt;
    };
    const auto class_of = [&](std::size_t i) -> const RepeatClass* {
        const auto value = share(i);
        for (const RepeatClass& each : kClasses) {
            if (value && *value >= each.from) {
                return &each;
            }
        }
        return nullptr;
    };
    TableBuilder columns(areas);
    columns.text("theme_near_repeat_class", [&](std::size_t i) {
        const RepeatClass* found = class_of(i);
        return found != nullptr ? std::optional<std::string>(found->code) : std::nullopt;
    });
    columns.titled("field.theme_class");
    columns.integer("theme_near_repeat_n_current",
                    [&](std::size_t i) { return std::optional<std::int64_t>(static_cast<std::int64_t>(repeats[i])); });
    columns.titled("field.near_repeat_n");
    columns.real("theme_near_repeat_share", "", share);
    columns.titled("field.near_repeat_share");
    return std::move(columns.table().columns);
}

ReviewTheme near_repeat_theme() {
    ReviewTheme theme{{"near_repeat", in_both_languages("near-repeat.theme")}, "", {}};
    for (const RepeatClass& each : kClasses) {
        theme.classes.push_back({each.code, in_both_languages(each.label_key)});
    }
    return theme;
}

}  // namespace diaban
