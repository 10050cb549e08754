#include "engine/studies/hotspots/weights.hpp"

#include <cmath>
#include <fstream>
#include <utility>

#include "engine/weights/distance_weights.hpp"
#include "engine/weights/weights_files.hpp"
#include "engine/weights/weights_summary.hpp"
#include "layers/base/short_figure.hpp"
#include "layers/geometry/centroid.hpp"
#include "layers/geometry/contiguity.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

/// Weights by distance among the areas that have a geometry; the others get no neighbour.
template <typename Make>
SpatialWeights by_centroids(const HotspotStudy& study, Make make) {
    WeightSites sites;
    std::vector<std::uint32_t> place;
    for (std::uint32_t i = 0; i < study.areas.size(); ++i) {
        if (!study.areas.geometry[i].empty()) {
            sites.ids.push_back(study.areas.id[i]);
            sites.points.push_back(study.cells ? study.cells->centre[i] : centroid(study.areas.geometry[i]));
            place.push_back(i);
        }
    }
    SpatialWeights part = make(sites);
    if (part.size() == study.areas.size()) {
        return part;
    }
    SpatialWeights whole;
    whole.ids = study.areas.id;
    for (std::uint32_t i = 0, at = 0; i < study.areas.size(); ++i) {
        if (at < place.size() && place[at] == i) {
            for (std::size_t k = 0; k < part.cardinality(at); ++k) {
                whole.neighbours.push_back(place[part.neighbours_of(at)[k]]);
                whole.weights.push_back(part.weights_of(at)[k]);
            }
            ++at;
        }
        whole.offsets.push_back(whole.neighbours.size());
    }
    return whole;
}

SpatialWeights contiguous(const HotspotStudy& study, const WeightChoice& choice) {
    const bool rook = choice.rule == WeightRule::kRook;
    if (study.cells) {
        CellNeighbours found = cell_neighbours(*study.cells, rook ? CellContact::kRook : CellContact::kQueen);
        return weights_from_neighbours(study.areas.id, {std::move(found.offsets), std::move(found.neighbours)});
    }
    Contiguity found = find_contiguity(
        study.areas.geometry,
        {rook ? ContiguityRule::kRook : ContiguityRule::kQueen, choice.tolerance, {10.0 * choice.tolerance.value}});
    return weights_from_neighbours(study.areas.id, {std::move(found.offsets), std::move(found.neighbours)});
}

SpatialWeights from_file(const HotspotStudy& study, const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) {
        throw Error(ErrorCode::kInput, "error.file-missing", {{"file", file.string()}});
    }
    const bool gwt = file.extension() == ".gwt";
    return gwt ? read_gwt(in, file.string(), study.areas.id)
               : weights_for_ids(read_gal(in, file.string()), study.areas.id);
}

/// The names of areas, the first few and how many more.
std::string names_of(const HotspotStudy& study, const std::vector<std::uint32_t>& which) {
    constexpr std::size_t kShown = 8;
    std::string text;
    for (std::size_t k = 0; k < which.size() && k < kShown; ++k) {
        text += (k > 0 ? ", " : "") + study.areas.name[which[k]];
    }
    return which.size() > kShown ? text + " (+" + std::to_string(which.size() - kShown) + ")" : text;
}

}  // namespace

SpatialWeights make_hotspot_weights(const HotspotStudy& study, const HotspotMethod& method, HotspotSummary& summary) {
    const WeightChoice& choice = method.weights;
    const unsigned threads = method.local.threads;
    SpatialWeights weights;
    Finding rule{Severity::kNote, "", {}};
    switch (choice.rule) {
        case WeightRule::kQueen:
        case WeightRule::kRook:
            weights = contiguous(study, choice);
            rule.key = choice.rule == WeightRule::kQueen ? "hotspots.weights.queen" : "hotspots.weights.rook";
            rule.arguments = {{"metres", short_figure(study.cells ? 0.0 : choice.tolerance.value)}};
            break;
        case WeightRule::kNearest:
            weights = by_centroids(study,
                                   [&](const WeightSites& s) { return k_nearest_weights(s, choice.nearest, threads); });
            rule = {Severity::kNote, "hotspots.weights.knn", {{"count", std::to_string(choice.nearest)}}};
            break;
        case WeightRule::kBand:
            weights = by_centroids(
                study, [&](const WeightSites& s) { return distance_band_weights(s, choice.length, threads); });
            rule = {Severity::kNote, "hotspots.weights.band", {{"metres", short_figure(choice.length.value)}}};
            break;
        case WeightRule::kKernel:
            weights = by_centroids(study, [&](const WeightSites& s) {
                return kernel_weights(s, choice.length, WeightKernel::kQuartic, threads);
            });
            rule = {Severity::kNote, "hotspots.weights.kernel", {{"metres", short_figure(choice.length.value)}}};
            break;
        case WeightRule::kAutomatic: {
            Metres band;
            weights = by_centroids(study, [&](const WeightSites& s) {
                band = automatic_band(s.points, threads);
                return distance_band_weights(s, band, threads);
            });
            rule = {Severity::kNote,
                    "hotspots.weights.auto",
                    {{"metres", short_figure(std::ceil(band.value * 100.0) / 100.0)}}};
            break;
        }
        case WeightRule::kFile:
            weights = from_file(study, choice.file);
            rule = {Severity::kNote, "hotspots.weights.file", {{"file", choice.file.filename().string()}}};
            break;
    }
    const WeightsSummary shape = summarise(weights);
    rule.arguments["links"] = std::to_string(shape.links);
    rule.arguments["components"] = std::to_string(shape.components);
    rule.arguments["least"] = std::to_string(shape.min_neighbours);
    rule.arguments["mean"] = short_figure(std::round(shape.mean_neighbours * 100.0) / 100.0);
    rule.arguments["most"] = std::to_string(shape.max_neighbours);
    summary.facts.push_back(std::move(rule));
    if (!shape.islands.empty()) {
        summary.findings.push_back(
            {Severity::kWarning,
             "hotspots.islands",
             {{"count", std::to_string(shape.islands.size())}, {"areas", names_of(study, shape.islands)}}});
    }
    return weights;
}

}  // namespace diaban
