// How local statistics are taken: of which value, with which weights, on areas or cells. The same for the command and
// for the [hotspots] section of a project.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/local/local_statistics.hpp"
#include "layers/geometry/study_cells.hpp"
#include "layers/model/finding.hpp"
#include "layers/model/units.hpp"

namespace diaban {

class OptionTable;
struct StudySection;

/// Cells in place of areas.
enum class CellChoice { kNone, kAutomatic, kGiven };

/// What the statistic is taken of.
enum class RateKind {
    kCount,                ///< the value itself
    kRaw,                  ///< value / population
    kEmpiricalBayes,       ///< Marshall, global
    kLocalEmpiricalBayes,  ///< Marshall, neighbourhood
};

enum class WeightRule { kQueen, kRook, kNearest, kBand, kKernel, kAutomatic, kFile };

struct WeightChoice {
    WeightRule rule = WeightRule::kQueen;
    std::size_t nearest = 8;
    Metres length{};               ///< of a band or kernel
    std::filesystem::path file{};  ///< .gal or .gwt
    Metres tolerance{1.0};         ///< of contiguity
};

struct HotspotMethod {
    CellChoice cells = CellChoice::kNone;
    StudyCellOptions cell;
    RateKind rate = RateKind::kCount;
    WeightChoice weights;
    LocalOptions local;
};

/// What is printed, in order: how the CRS, cells and weights were chosen, what was counted, what was found.
struct HotspotSummary {
    std::vector<Finding> facts;
    std::vector<Finding> findings;  ///< notes and warnings
};

/// The keys of [hotspots]: flags of `diaban hotspots` too.
const OptionTable& hotspot_options();

/// [hotspots] of a project.
StudySection hotspot_section();

/// gi-star, gi, moran, geary.
std::string local_statistic_name(LocalStatistic statistic);

/// count, raw, eb, eb-local.
std::string rate_kind_name(RateKind rate);

}  // namespace diaban
