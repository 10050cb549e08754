#include "engine/studies/cameras/layers.hpp"

#include <fmt/format.h>

#include <string>

#include "engine/output/table_builder.hpp"
#include "engine/studies/cameras/kinds.hpp"

namespace diaban {

namespace {

std::optional<std::string> text(const std::string& value) {
    return value.empty() ? std::nullopt : std::optional<std::string>(value);
}

/// A row of `cameras`: an existing camera or a proposal.
struct CameraRow {
    std::uint32_t site = 0;
    std::optional<std::size_t> rank;  ///< 0-based place among the proposals
};

std::vector<CameraRow> rows_of(const CameraOutcome& outcome) {
    std::vector<CameraRow> rows;
    for (std::uint32_t j = 0; j < outcome.inputs.existing; ++j) {
        rows.push_back({j, std::nullopt});
    }
    for (std::size_t k = 0; k < outcome.plan.proposed.size(); ++k) {
        rows.push_back({outcome.plan.proposed[k].site, k});
    }
    return rows;
}

double share(double part, double whole) {
    return whole > 0.0 ? part / whole : 0.0;
}

std::string reason(const CameraOutcome& outcome, const CameraRow& row, const Catalogue& words) {
    const CameraSite& site = outcome.inputs.sites[row.site];
    if (!row.rank) {
        const double weight = outcome.plan.covered_by_existing[row.site];
        return words.say(site.working ? "reason.camera-existing" : "reason.camera-broken",
                         {{"share", words.decimal(100.0 * share(weight, outcome.inputs.total_weight), 1)},
                          {"checked", site.last_check.empty() ? "-" : site.last_check}});
    }
    const ProposedCamera& camera = outcome.plan.proposed[*row.rank];
    const char* key = camera.marginal_weight > 0.0 ? "reason.camera-proposed" : "reason.camera-nothing-new";
    std::string must;
    for (const std::uint32_t i : outcome.plan.must_of_site.row(row.site)) {
        must += (must.empty() ? "" : ", ") + outcome.inputs.must_cover[i].id;
    }
    const std::string also = must.empty() ? "" : " " + words.say("reason.camera-must", {{"names", must}});
    return words.say(
               key,
               {{"reach", words.decimal(site.view.reach.value, 0)},
                {"seen", words.decimal(camera.covered_weight, camera.covered_weight < 10.0 ? 1 : 0)},
                {"new", words.decimal(camera.marginal_weight, camera.marginal_weight < 10.0 ? 1 : 0)},
                {"share", words.decimal(100.0 * share(camera.marginal_weight, outcome.inputs.total_weight), 1)},
                {"total", words.decimal(100.0 * share(camera.cumulative_weight, outcome.inputs.total_weight), 1)}}) +
           also;
}

LocalDay a_year_later(LocalDay day) {
    const std::chrono::year_month_day date{day};
    const std::chrono::year_month_day later = date + std::chrono::years(1);
    return later.ok() ? LocalDay{later} : LocalDay{later.year() / later.month() / std::chrono::last};
}

FeatureLayer cameras_layer(const CameraOutcome& outcome, const std::vector<CameraRow>& rows) {
    const CameraInputs& inputs = outcome.inputs;
    const CameraPlan& plan = outcome.plan;
    TableBuilder columns(rows.size());
    const auto site = [&](std::size_t i) -> const CameraSite& { return inputs.sites[rows[i].site]; };
    const auto proposed = [&](std::size_t i) { return rows[i].rank ? &plan.proposed[*rows[i].rank] : nullptr; };
    using Text = std::optional<std::string>;
    using Real = std::optional<double>;
    using Whole = std::optional<std::int64_t>;
    columns.add<std::string>("site_id", "", [&](std::size_t i) { return Text(site(i).id); });
    columns.add<std::string>("status", "",
                             [&](std::size_t i) { return Text(site(i).existing ? "existing" : "proposed"); });
    columns.add<bool>("working", "", [&](std::size_t i) {
        return site(i).existing ? std::optional<bool>(site(i).working) : std::nullopt;
    });
    columns.add<std::int64_t>("rank", "", [&](std::size_t i) {
        return rows[i].rank ? Whole(static_cast<std::int64_t>(*rows[i].rank) + 1) : std::nullopt;
    });
    columns.add<double>("reach_m", "m", [&](std::size_t i) { return Real(site(i).view.reach.value); });
    columns.add<double>("bearing_deg", "degrees", [&](std::size_t i) { return site(i).view.bearing_deg; });
    columns.add<double>("field_of_view_deg", "degrees",
                        [&](std::size_t i) { return Real(site(i).view.field_of_view_deg); });
    columns.add<double>("covered_weight", "", [&](std::size_t i) {
        return Real(proposed(i) != nullptr ? proposed(i)->covered_weight : plan.covered_by_existing[rows[i].site]);
    });
    columns.add<double>("marginal_weight", "", [&](std::size_t i) {
        return proposed(i) != nullptr ? Real(proposed(i)->marginal_weight) : std::nullopt;
    });
    columns.add<double>("cumulative_share", "", [&](std::size_t i) {
        return proposed(i) != nullptr ? Real(share(proposed(i)->cumulative_weight, inputs.total_weight)) : std::nullopt;
    });
    columns.add<double>("cost", "",
                        [&](std::size_t i) { return site(i).existing ? std::nullopt : Real(site(i).cost); });
    columns.add<std::string>("last_check", "", [&](std::size_t i) { return text(site(i).last_check); });
    columns.add<std::string>("reason_vi", "", [&](std::size_t i) {
        return Text(reason(outcome, rows[i], catalogue(Language::kVietnamese)));
    });
    columns.add<std::string>(
        "reason_en", "", [&](std::size_t i) { return Text(reason(outcome, rows[i], catalogue(Language::kEnglish))); });
    const std::string purpose =
        outcome.options.purpose.empty() ? outcome.words.say("cameras.purpose") : outcome.options.purpose;
    columns.add<std::string>("purpose", "", [&](std::size_t i) { return rows[i].rank ? Text(purpose) : std::nullopt; });
    const std::string review = iso_date(a_year_later(inputs.as_of));
    columns.add<std::string>("review_date", "",
                             [&](std::size_t i) { return rows[i].rank ? Text(review) : std::nullopt; });
    FeatureLayer layer{
        std::string(cameras_kind().name), inputs.crs.crs, GeometryKind::kPoint, {}, std::move(columns.table())};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        layer.geometry.emplace_back(site(i).view.at);
    }
    return layer;
}

FeatureLayer views_layer(const CameraOutcome& outcome, const std::vector<CameraRow>& rows) {
    TableBuilder columns(rows.size());
    const auto site = [&](std::size_t i) -> const CameraSite& { return outcome.inputs.sites[rows[i].site]; };
    columns.add<std::string>("site_id", "", [&](std::size_t i) { return std::optional<std::string>(site(i).id); });
    columns.add<std::string>("status", "", [&](std::size_t i) {
        return std::optional<std::string>(site(i).existing ? "existing" : "proposed");
    });
    columns.add<bool>("working", "", [&](std::size_t i) {
        return site(i).existing ? std::optional<bool>(site(i).working) : std::nullopt;
    });
    FeatureLayer layer{
        std::string(views_kind().name), outcome.inputs.crs.crs, GeometryKind::kArea, {}, std::move(columns.table())};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        layer.geometry.emplace_back(view_outline(site(i).view));
    }
    return layer;
}

FeatureLayer demand_layer(const CameraOutcome& outcome, const LayerKind& kind) {
    const bool seen = &kind == &coverage_kind();
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < outcome.inputs.demand.size(); ++i) {
        if ((outcome.plan.views_after[i] > 0) == seen) {
            places.push_back(i);
        }
    }
    TableBuilder columns(places.size());
    const auto whole = [](std::uint64_t n) { return std::optional<std::int64_t>(static_cast<std::int64_t>(n)); };
    columns.add<double>("weight", "",
                        [&](std::size_t k) { return std::optional<double>(outcome.inputs.demand[places[k]].weight); });
    columns.add<std::int64_t>("points", "",
                              [&](std::size_t k) { return whole(outcome.inputs.demand[places[k]].points); });
    if (seen) {
        columns.add<std::int64_t>("seen_by", "",
                                  [&](std::size_t k) { return whole(outcome.plan.views_after[places[k]]); });
        columns.add<std::int64_t>("seen_before", "",
                                  [&](std::size_t k) { return whole(outcome.plan.views_before[places[k]]); });
    }
    FeatureLayer layer{
        std::string(kind.name), outcome.inputs.crs.crs, GeometryKind::kPoint, {}, std::move(columns.table())};
    for (const std::size_t i : places) {
        layer.geometry.emplace_back(outcome.inputs.demand[i].at);
    }
    return layer;
}

FeatureLayer curve_layer(const CameraOutcome& outcome) {
    const auto& proposed = outcome.plan.proposed;
    TableBuilder columns(proposed.size() + 1);
    // Row 0 is what the existing cameras see.
    const auto real = [](double v) { return std::optional<double>(v); };
    columns.add<std::int64_t>("rank", "",
                              [&](std::size_t k) { return std::optional<std::int64_t>(static_cast<std::int64_t>(k)); });
    columns.add<std::string>("site_id", "", [&](std::size_t k) {
        return k == 0 ? std::nullopt : std::optional<std::string>(outcome.inputs.sites[proposed[k - 1].site].id);
    });
    columns.add<double>("marginal_weight", "",
                        [&](std::size_t k) { return k == 0 ? std::nullopt : real(proposed[k - 1].marginal_weight); });
    columns.add<double>("cumulative_weight", "", [&](std::size_t k) {
        return real(k == 0 ? outcome.plan.weight_before : proposed[k - 1].cumulative_weight);
    });
    columns.add<double>("cumulative_share", "", [&](std::size_t k) {
        return real(share(k == 0 ? outcome.plan.weight_before : proposed[k - 1].cumulative_weight,
                          outcome.inputs.total_weight));
    });
    columns.add<double>("cumulative_cost", "",
                        [&](std::size_t k) { return real(k == 0 ? 0.0 : proposed[k - 1].cumulative_cost); });
    return {std::string(marginal_curve_kind().name), {}, GeometryKind::kNone, {}, std::move(columns.table())};
}

/// Lines of coverage_summary as a table.
FeatureLayer summary_layer(const CameraOutcome& outcome) {
    const std::vector<CoverageLine>& lines = outcome.coverage;
    TableBuilder columns(lines.size());
    columns.text("by", [&](std::size_t k) { return std::optional<std::string>(lines[k].by); });
    columns.text("key", [&](std::size_t k) { return std::optional<std::string>(lines[k].key); });
    columns.text("name", [&](std::size_t k) { return text(lines[k].name); });
    columns.text("unit", [&](std::size_t k) { return std::optional<std::string>(lines[k].unit); });
    const auto real = [](double v) { return std::optional<double>(v); };
    columns.real("total", "", [&](std::size_t k) { return real(lines[k].total); });
    columns.real("covered_before", "", [&](std::size_t k) { return real(lines[k].before); });
    columns.real("covered_after", "", [&](std::size_t k) { return real(lines[k].after); });
    columns.real("share_before", "",
                 [&](std::size_t k) { return lines[k].total > 0.0 ? real(lines[k].share_before()) : std::nullopt; });
    columns.real("share_after", "",
                 [&](std::size_t k) { return lines[k].total > 0.0 ? real(lines[k].share_after()) : std::nullopt; });
    return {std::string(coverage_summary_kind().name), {}, GeometryKind::kNone, {}, std::move(columns.table())};
}

}  // namespace

std::string siting_model_name(SitingModel model) {
    switch (model) {
        case SitingModel::kMaxCoverage:
            return "mclp";
        case SitingModel::kSetCover:
            return "lscp";
        case SitingModel::kMedian:
            return "p-median";
    }
    return "";
}

LayerFacts camera_facts(const CameraOutcome& outcome) {
    const SitingResult& result = outcome.plan.result;
    const auto number = [](double v) { return fmt::format("{}", v); };
    return {{"model", siting_model_name(outcome.options.model)},
            {"objective", number(result.objective)},
            {"upper_bound", number(result.upper_bound)},
            {"gap", number(result.gap)},
            {"solver", siting_solver_name(result.solver)},
            {"stop", siting_stop_name(result.stop)},
            {"total_weight", number(outcome.inputs.total_weight)},
            {"covered_share_before", number(share(outcome.plan.weight_before, outcome.inputs.total_weight))},
            {"covered_share_after", number(share(outcome.plan.weight_after, outcome.inputs.total_weight))},
            {"covered_twice_share", number(share(outcome.plan.weight_twice, outcome.inputs.total_weight))}};
}

std::vector<OutputLayer> camera_layers(const CameraOutcome& outcome) {
    const std::vector<CameraRow> rows = rows_of(outcome);
    const DemandKind demand = outcome.options.demand_kind;
    const bool areal =
        demand == DemandKind::kRunAreas || demand == DemandKind::kRunDensity || demand == DemandKind::kRaster;
    const ShowsPlaces places = areal ? ShowsPlaces::kOfAreas : ShowsPlaces::kOfSingleIncidents;
    return {{cameras_layer(outcome, rows), {}, camera_facts(outcome)},
            {views_layer(outcome, rows)},
            {demand_layer(outcome, coverage_kind()), {}, {}, places},
            {demand_layer(outcome, uncovered_kind()), {}, {}, places},
            {curve_layer(outcome)},
            {summary_layer(outcome)}};
}

}  // namespace diaban
