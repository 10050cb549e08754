// Thresholds that agree best with a review board's own labels, and how far that agreement can be trusted.
//
// kappa_w = 1 - sum w_ij O_ij / sum w_ij E_ij,  w_ij = (i - j)^2 / 4 over stable, contained, complex      (quadratic
// weights)
//
// Every pair of thresholds on a grid classifies the whole list once; the labels only choose among the pairs. For the
// honest figure the labels are cut in stratified folds: each fold is judged by the pair that agrees best with the
// others. The interval is the percentile bootstrap of that cross-validated kappa over labelled areas. Ties go to the
// pair nearest to the present rule.
//
// Sources: weighted kappa: Cohen 1968, doi:10.1037/h0026256; cross-validation: Stone 1974,
// doi:10.1111/j.2517-6161.1974.tb00994.x; bootstrap: Efron 1979, doi:10.1214/aos/1176344552.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/classify/evidence.hpp"

namespace diaban {

struct CalibrationOptions {
    std::uint64_t seed = 1;
    std::size_t folds = 5;
    std::size_t bootstrap_draws = 2000;
    std::size_t least_labels = 30;        ///< refused below
    std::size_t least_of_each_class = 3;  ///< refused below, for each of the three classes
    unsigned threads = 0;                 ///< changes nothing but the time
};

/// counts[label][class by the rule]
using ConfusionMatrix = std::array<std::array<std::size_t, 3>, 3>;

/// Empty where chance alone would agree fully (one class only). O(1).
std::optional<double> weighted_kappa(const ConfusionMatrix& matrix);

struct CalibrationResult {
    EvidenceRule rule;  ///< the present rule with the thresholds that agree best with all labels
    std::size_t labels = 0;
    std::optional<double> kappa_before;    ///< of the present rule with the labels
    std::optional<double> kappa_apparent;  ///< of the new thresholds with the labels that chose them: too high
    std::optional<double> kappa;           ///< cross-validated
    std::optional<double> kappa_low;       ///< 95 % interval of the cross-validated kappa
    std::optional<double> kappa_high;
    ConfusionMatrix confusion{};  ///< cross-validated
    double cost = 0.0;            ///< sum of w_ij over labelled areas, cross-validated
    /// Of each labelled area, by thresholds that did not see its label.
    std::vector<std::optional<AreaClass>> cross_validated;
};

/// `labels`: one entry an area, empty where the board gave none. Throws Error{kInput}: "error.labels-too-few",
/// "error.labels-class-too-few", and what `classify_by_evidence` throws. 200 classifications of the list.
CalibrationResult calibrate(const EvidenceInput& input, std::span<const std::optional<AreaClass>> labels,
                            const EvidenceRule& present, const CalibrationOptions& options);

}  // namespace diaban
