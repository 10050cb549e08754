#include "engine/studies/hotspots/section.hpp"

#include <type_traits>

#include "engine/output/map_parts.hpp"
#include "engine/output/table_builder.hpp"
#include "engine/studies/hotspots/analysis.hpp"
#include "engine/studies/hotspots/kinds.hpp"
#include "engine/studies/hotspots/table.hpp"
#include "layers/cartography/map_themes.hpp"
#include "layers/crs/geographic_function.hpp"

namespace diaban {

namespace {

/// Gi* and local Moran under the names that Esri's and GeoDa's users know, one value an area.
std::vector<Column> area_columns(const HotspotAnalysis& hotspots) {
    const std::vector<LocalArea>& gi = hotspots.areas.find(LocalStatistic::kGetisOrdStar)->local.areas;
    const std::vector<LocalArea>& moran = hotspots.areas.find(LocalStatistic::kMoran)->local.areas;
    const auto of_gi = [&gi](auto member) {
        return [&gi, member](std::size_t i) {
            using Value =
                std::conditional_t<std::is_same_v<std::decay_t<decltype(gi[i].*member)>, double>, double, std::int64_t>;
            return gi[i].state == LocalState::kOk ? std::optional<Value>(gi[i].*member) : std::nullopt;
        };
    };
    TableBuilder columns(gi.size());
    columns.real("GiZScore", "", of_gi(&LocalArea::z_score));
    columns.real("GiPValue", "", of_gi(&LocalArea::p_value));
    columns.real("GiPAdj", "", of_gi(&LocalArea::p_adjusted));
    columns.integer("Gi_Bin", of_gi(&LocalArea::bin));
    columns.integer("NNeighbors", [&](std::size_t i) { return std::optional<std::int64_t>(gi[i].neighbours); });
    columns.text("COType", [&](std::size_t i) {
        return moran[i].state == LocalState::kOk && moran[i].significant
                   ? std::optional<std::string>(quadrant_code(moran[i].quadrant))
                   : std::nullopt;
    });
    columns.text("hotspot_state", [&](std::size_t i) { return std::optional<std::string>(state_code(gi[i].state)); });
    return std::move(columns.table().columns);
}

std::optional<StudyResult> run(const StudyInput& input, Progress& progress) {
    if (input.project.section<HotspotMethod>("hotspots") == nullptr) {
        return std::nullopt;
    }
    const HotspotAnalysis hotspots =
        analyse_hotspots({input.project, input.data, input.analysis.current, input.threads, progress});
    StudyResult result;
    result.layers.push_back({hotspot_layer(hotspots_kind(), hotspots.areas.study, hotspots.areas.results.front())});
    if (hotspots.cells) {
        result.layers.push_back({hotspot_layer(cells_kind(), hotspots.cells->study, hotspots.cells->results.front())});
    }
    result.area_columns = area_columns(hotspots);
    result.findings = hotspots.summary.findings;
    result.record = findings_record(hotspots.summary.facts);
    return result;
}

void also_recorded(const Project&, Json& options) {
    options["cells"] = !options.at("grid_m").is_null();
}

/// The layer that carries Gi_Bin or COType: the areas, else a layer of its own.
const FeatureLayer* layer_with(const Output& output, const char* field) {
    if (output.areas().table.find(field) != nullptr) {
        return &output.areas();
    }
    const FeatureLayer* own = output.find(hotspots_kind());
    return own != nullptr && own->table.find(field) != nullptr ? own : nullptr;
}

HeldMap map_of_field(const Output& output, const char* column, LocalField field) {
    return held(HotspotMap{output.header, *layer_with(output, column), field, to_geographic(output.header.crs),
                           overlays_of(output)},
                hotspot_content);
}

/// Cells with what their map reads: their names are numbers.
FeatureLayer without_names(const FeatureLayer& cells) {
    FeatureLayer bare = cells;
    std::erase_if(bare.table.columns, [](const Column& column) { return column.name != "Gi_Bin"; });
    return bare;
}

bool has_cells(const Output& output) {
    const FeatureLayer* cells = output.find(cells_kind());
    return cells != nullptr && cells->table.find("Gi_Bin") != nullptr;
}

}  // namespace

Study hotspots_study() {
    return {"hotspots",
            hotspot_section(),
            RecordPlace::kResults,
            {&hotspots_kind(), &cells_kind()},
            {{"hotspots", [](const Output& o) { return only_if(layer_with(o, "Gi_Bin") != nullptr, "hotspots"); },
              [](const PageRequest& r) { return map_of_field(r.output, "Gi_Bin", LocalField::kGiBin); }},
             {"clusters", [](const Output& o) { return only_if(layer_with(o, "COType") != nullptr, "clusters"); },
              [](const PageRequest& r) { return map_of_field(r.output, "COType", LocalField::kClusterType); }},
             {"cells", [](const Output& o) { return only_if(has_cells(o), "cells"); },
              [](const PageRequest& r) {
                  return held(
                      HotspotMap{r.output.header, without_names(*r.output.find(cells_kind())), LocalField::kGiBin,
                                 to_geographic(r.output.header.crs), area_outlines(r.output)},
                      hotspot_content);
              }}},
            run,
            nullptr,
            also_recorded};
}

}  // namespace diaban
