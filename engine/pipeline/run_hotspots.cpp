#include "engine/pipeline/run_hotspots.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>
#include <utility>

#include "engine/local/global_statistics.hpp"
#include "engine/local/rates.hpp"
#include "engine/pipeline/hotspot_study.hpp"
#include "engine/weights/weights_files.hpp"
#include "layers/model/error.hpp"
#include "layers/write/feature_file.hpp"
#include "layers/write/geopackage_metadata.hpp"
#include "layers/write/staged_folder.hpp"

namespace diaban {
namespace {

namespace fs = std::filesystem;

std::string lower_ascii(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// A figure with six significant digits.
std::string digits(double value) {
    std::ostringstream text;
    text.precision(6);
    text << value;
    return text.str();
}

std::vector<double> analysed_values(const HotspotStudy& study, const SpatialWeights& weights, RateKind rate) {
    const RateInput input{study.counts, study.population};
    switch (rate) {
        case RateKind::kCount:
            return study.counts;
        case RateKind::kRaw:
            return raw_rates(input);
        case RateKind::kEmpiricalBayes:
            return empirical_bayes(input).rate;
        case RateKind::kLocalEmpiricalBayes:
            return local_empirical_bayes(input, weights, LocalPriorVariance::kNeighbourhoodMean).rate;
    }
    throw Error(ErrorCode::kInternal, "error.local-statistic", {});
}

/// One figure for the whole map beside the local ones, over the areas that have a value; left out where it is not
/// defined.
void add_global(const HotspotStudy& study, const std::vector<double>& values, SpatialWeights weights,
                const HotspotOptions& options, HotspotSummary& summary) {
    const bool bayes = options.rate == RateKind::kEmpiricalBayes && options.local.statistic == LocalStatistic::kMoran;
    // Moran's I of shrunken rates is biased; Assuncao and Reis standardise the rates instead.
    const std::vector<double> taken = bayes ? assuncao_reis({study.counts, study.population}) : values;
    std::vector<std::uint8_t> keep(taken.size());
    std::vector<double> kept;
    for (std::size_t i = 0; i < taken.size(); ++i) {
        keep[i] = std::isfinite(taken[i]) ? 1 : 0;
        if (keep[i] != 0) {
            kept.push_back(taken[i]);
        }
    }
    weights = subset(weights, keep);
    weights =
        options.local.rows == RowWeights::kRowStandardised ? row_standardised(std::move(weights)) : std::move(weights);
    const bool moran = options.local.statistic == LocalStatistic::kMoran;
    const bool geary = options.local.statistic == LocalStatistic::kGeary;
    try {
        const GlobalEstimate estimate = global_statistic(kept, weights,
                                                         moran   ? GlobalStatistic::kMoran
                                                         : geary ? GlobalStatistic::kGeary
                                                                 : GlobalStatistic::kGeneralG);
        summary.facts.push_back({Severity::kNote,
                                 moran && bayes ? "hotspots.global.assuncao-reis"
                                 : moran        ? "hotspots.global.moran"
                                 : geary        ? "hotspots.global.geary"
                                                : "hotspots.global.general-g",
                                 {{"value", digits(estimate.value)},
                                  {"expected", digits(estimate.expectation)},
                                  {"z", digits(estimate.z_score)},
                                  {"p", digits(estimate.p_value)}}});
    } catch (const Error& error) {
        summary.findings.push_back({Severity::kNote, error.key(), error.arguments()});
    }
}

/// The columns of the contract for the statistic, then what explains them.
class ResultColumns {
public:
    ResultColumns(const LocalResult& result, const HotspotOptions& options) : m_result(result), m_options(options) {}

    Table build(const HotspotStudy& study, const std::vector<double>& values) {
        if (!m_options.sources.id.empty() && !study.cells) {
            text("area_id", [&](std::size_t i) { return std::optional(study.areas.id[i]); });
        }
        if (!m_options.sources.name.empty() && !study.cells) {
            text("name", [&](std::size_t i) { return std::optional(study.areas.name[i]); });
        }
        real("hotspot_count", [&](std::size_t i) { return finite(study.counts[i]); });
        if (m_options.rate != RateKind::kCount) {
            real("hotspot_rate", [&](std::size_t i) { return finite(values[i]); });
        }
        const auto score = [](double LocalArea::*member) {
            return [member](const LocalArea& area) { return area.*member; };
        };
        switch (m_options.local.statistic) {
            case LocalStatistic::kGetisOrdStar:
            case LocalStatistic::kGetisOrd:
                defined("GiZScore", score(&LocalArea::z_score));
                defined("GiPValue", score(&LocalArea::p_value));
                defined("GiPAdj", score(&LocalArea::p_adjusted));
                integer("Gi_Bin", [](const LocalArea& area) { return std::int64_t{area.bin}; });
                break;
            case LocalStatistic::kMoran:
                defined("LMiIndex", score(&LocalArea::value));
                defined("LMiZScore", score(&LocalArea::z_score));
                defined("LMiPValue", score(&LocalArea::p_value));
                defined("LMiPAdj", score(&LocalArea::p_adjusted));
                text("COType", [&](std::size_t i) -> std::optional<std::string> {
                    const LocalArea& area = m_result.areas[i];
                    return ok(i) && area.significant ? std::optional(std::string(quadrant_code(area.quadrant)))
                                                     : std::nullopt;
                });
                break;
            case LocalStatistic::kGeary:
                defined("LCIndex", score(&LocalArea::value));
                defined("LCZScore", score(&LocalArea::z_score));
                defined("LCPValue", score(&LocalArea::p_value));
                defined("LCPAdj", score(&LocalArea::p_adjusted));
                break;
        }
        integer_of_all("NNeighbors", [](const LocalArea& area) { return std::int64_t{area.neighbours}; });
        text("hotspot_state", [&](std::size_t i) { return std::optional(state_code(m_result.areas[i].state)); });
        text("p_source", [&](std::size_t i) {
            return ok(i) ? std::optional(source_code(m_result.areas[i].p_source)) : std::nullopt;
        });
        return std::move(m_table);
    }

private:
    static std::string state_code(LocalState state) {
        constexpr const char* kCodes[] = {"ok", "isolated", "undefined", "masked"};
        return kCodes[static_cast<std::size_t>(state)];
    }
    static std::string source_code(PValueSource source) {
        constexpr const char* kCodes[] = {"normal", "permutation", "exact", "tail"};
        return kCodes[static_cast<std::size_t>(source)];
    }
    static std::optional<double> finite(double value) {
        return std::isfinite(value) ? std::optional(value) : std::nullopt;
    }
    [[nodiscard]] bool ok(std::size_t i) const { return m_result.areas[i].state == LocalState::kOk; }

    template <typename Value, typename ValueOf>
    void add(const char* name, ValueOf value_of) {
        std::vector<std::optional<Value>> values;
        for (std::size_t i = 0; i < m_result.areas.size(); ++i) {
            values.push_back(value_of(i));
        }
        m_table.columns.push_back({name, std::move(values), "", std::string("field.") + name});
    }
    template <typename ValueOf>
    void text(const char* name, ValueOf value_of) {
        add<std::string>(name, value_of);
    }
    template <typename ValueOf>
    void real(const char* name, ValueOf value_of) {
        add<double>(name, value_of);
    }
    template <typename Member>
    void defined(const char* name, Member member) {
        add<double>(name, [&](std::size_t i) -> std::optional<double> {
            return ok(i) ? std::optional(member(m_result.areas[i])) : std::nullopt;
        });
    }
    template <typename Member>
    void integer(const char* name, Member member) {
        add<std::int64_t>(name, [&](std::size_t i) -> std::optional<std::int64_t> {
            return ok(i) ? std::optional(member(m_result.areas[i])) : std::nullopt;
        });
    }
    template <typename Member>
    void integer_of_all(const char* name, Member member) {
        add<std::int64_t>(name, [&](std::size_t i) { return std::optional(member(m_result.areas[i])); });
    }

    const LocalResult& m_result;
    const HotspotOptions& m_options;
    Table m_table;
};

/// Input attributes first; one whose name a column of ours takes is kept as src_<name>.
Table join(const Table& attributes, Table own) {
    std::set<std::string> taken = {"fid", "geom", "ogc_fid"};
    for (const Column& column : own.columns) {
        taken.insert(lower_ascii(column.name));
    }
    Table joined;
    for (Column attribute : attributes.columns) {
        const Column* same = own.find(attribute.name);
        if (same != nullptr && same->values == attribute.values) {
            continue;
        }
        while (taken.count(lower_ascii(attribute.name)) != 0) {
            attribute.name = "src_" + attribute.name;
        }
        taken.insert(lower_ascii(attribute.name));
        joined.columns.push_back(std::move(attribute));
    }
    for (Column& column : own.columns) {
        joined.columns.push_back(std::move(column));
    }
    return joined;
}

void tell_result(const LocalResult& result, const LocalOptions& options, HotspotSummary& summary) {
    std::size_t high = 0;
    std::size_t low = 0;
    for (const LocalArea& area : result.areas) {
        high += area.state == LocalState::kOk && area.significant && area.z_score > 0.0 ? 1 : 0;
        low += area.state == LocalState::kOk && area.significant && area.z_score < 0.0 ? 1 : 0;
    }
    summary.facts.push_back(
        {Severity::kNote,
         options.permutations == 0 ? "hotspots.p-normal" : "hotspots.p-permutation",
         {{"permutations", std::to_string(options.permutations)}, {"seed", std::to_string(options.seed)}}});
    summary.facts.push_back({Severity::kNote,
                             options.many_tests == ManyTests::kNone ? "hotspots.found-unadjusted" : "hotspots.found",
                             {{"tested", std::to_string(result.tested)},
                              {"isolated", std::to_string(result.isolated)},
                              {"undefined", std::to_string(result.undefined)},
                              {"alpha", digits(options.alpha)},
                              {"high", std::to_string(high)},
                              {"low", std::to_string(low)}}});
}

/// Counted p have a floor, and many tests lift it: said where one area alone could never be significant.
void tell_floor(const LocalResult& result, const LocalOptions& options, HotspotSummary& summary) {
    if (options.permutations == 0 || options.tail == TailRule::kApproximated ||
        options.many_tests == ManyTests::kNone) {
        return;
    }
    const double floor = 2.0 / (static_cast<double>(options.permutations) + 1.0);
    const double at_floor = std::ceil(floor * static_cast<double>(result.tested) / options.alpha);
    if (at_floor > 1.0) {
        summary.findings.push_back({Severity::kNote,
                                    "hotspots.floor",
                                    {{"permutations", std::to_string(options.permutations)},
                                     {"floor", digits(floor)},
                                     {"tested", std::to_string(result.tested)},
                                     {"needed", digits(at_floor)}}});
    }
}

/// The field's own colours for the statistic; none for Geary's c, which has no convention.
std::vector<LayerStyle> styles_of(const FeatureLayer& layer, const Catalogue& words) {
    if (layer.table.find("Gi_Bin") != nullptr) {
        return {layer_style(layer.name, words.say("style.hotspots"), gi_bin_style(words), "Getis-Ord Gi*")};
    }
    if (layer.table.find("COType") != nullptr) {
        return {layer_style(layer.name, words.say("style.clusters"), cluster_type_style(words), "Local Moran")};
    }
    return {};
}

/// Writes beside the target and renames at the end, so that a failed run leaves nothing and an older output whole.
void write_layer(const FeatureLayer& layer, const HotspotOptions& options) {
    fs::path part = options.output;
    part.replace_filename("." + options.output.stem().string() + ".part" + options.output.extension().string());
    std::error_code ignored;
    fs::remove(part, ignored);
    const LocalDay stamp = options.sources.to.value_or(LocalDay{});
    write_feature_file(part, {layer}, {stamp});
    if (options.output.extension() == ".gpkg") {
        const Catalogue& words = catalogue(options.language);
        add_geopackage_metadata(part, {layer}, styles_of(layer, words), words, stamp);
    }
    std::error_code failure;
    fs::rename(part, options.output, failure);
    if (failure) {
        fs::remove(part, ignored);
        throw Error(ErrorCode::kOutput, "error.cannot-write",
                    {{"file", options.output.string()}, {"cause", failure.message()}});
    }
}

/// What cannot be written is said before anything is computed, and of the file that was named.
void check_output(const fs::path& file) {
    static const std::set<std::string> kEndings = {".gpkg", ".geojson", ".fgb", ".shp", ".kml", ".xlsx", ".csv"};
    if (kEndings.count(file.extension().string()) == 0) {
        throw Error(ErrorCode::kUsage, "error.format-unknown", {{"file", file.string()}});
    }
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    std::error_code failure;
    if (!fs::is_directory(folder, failure)) {
        throw Error(ErrorCode::kOutput, "error.hotspots-folder",
                    {{"file", file.string()}, {"folder", folder.string()}});
    }
}

void save_weights(const SpatialWeights& weights, const fs::path& file) {
    std::ostringstream text;
    file.extension() == ".gwt" ? write_gwt(text, weights) : write_gal(text, weights);
    write_text_file(file, text.str());
}

}  // namespace

HotspotSummary run_hotspots(const HotspotOptions& options, Progress& progress) {
    check_output(options.output);
    HotspotSummary summary;
    const HotspotStudy study = read_hotspot_study(options, summary, progress);
    const SpatialWeights weights = make_hotspot_weights(study, options, summary);
    const std::vector<double> values = analysed_values(study, weights, options.rate);
    add_global(study, values, weights, options, summary);
    const LocalResult result = local_statistics({values}, weights, options.local, progress);
    tell_result(result, options.local, summary);
    tell_floor(result, options.local, summary);
    if (!options.save_weights.empty()) {
        save_weights(weights, options.save_weights);
    }
    progress.begin("step.write-layers", 0);
    FeatureLayer layer;
    layer.name = "hotspots";
    layer.crs = study.areas.crs;
    layer.kind = GeometryKind::kArea;
    layer.geometry.assign(study.areas.geometry.begin(), study.areas.geometry.end());
    for (Geometry& geometry : layer.geometry) {
        if (std::get<MultiPolygon>(geometry).empty()) {
            geometry = std::monostate{};
        }
    }
    layer.table = join(study.areas.attributes, ResultColumns(result, options).build(study, values));
    write_layer(layer, options);
    return summary;
}

}  // namespace diaban
