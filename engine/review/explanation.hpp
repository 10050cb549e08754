// Why an area has its class, in sentences made of the figures of its row and nothing else.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/classify/evidence.hpp"
#include "engine/review/analysis.hpp"
#include "layers/model/periods.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

/// A probability in whole percent; what rounds to 0 or 100 is "< 1" or "> 99".
std::string percent_text(double probability, const Catalogue& words);

/// What lies in the area of one [[overlays]].
struct OverlayFigures {
    std::string label;
    std::uint64_t count = 0;
    std::optional<double> per_thousand;       ///< residents
    std::optional<std::uint64_t> n_baseline;  ///< of dated ones, such as tips
    std::optional<std::uint64_t> n_current;
};

/// The figures a reason is made of. Each stands in a field of the area's row.
struct ReasonFigures {
    AreaEvidence evidence;
    EvidenceRule rule;
    TimeWindow baseline;
    TimeWindow current;
    std::uint64_t n_baseline = 0;  ///< of the incidents that are counted
    std::uint64_t n_current = 0;
    ExposureBasis exposure_basis = ExposureBasis::kResidents;
    CountedIncidents incidents = CountedIncidents::kAll;
    std::optional<AreaVerdict> verdict;  ///< memory and forced split; empty: the rule alone
    std::optional<NeighbourState> neighbours;
    std::optional<double> class_share;  ///< of the sensitivity study
    std::vector<OverlayFigures> overlays = {};
};

/// The reason in the catalogue's language: windows, counts, multiple of the reference with its interval, change with
/// its interval, what tipped it, the three probabilities, borderline, memory with its dates, a forced split, the
/// neighbours, the overlays, the sensitivity, and the nearest change.
std::string reason_sentence(const ReasonFigures& figures, const Catalogue& words);

}  // namespace diaban
