#include "engine/classify/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "layers/base/parallel_chunks.hpp"
#include "layers/base/random.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace {

constexpr std::uint32_t kFoldStream = 0x43414C01;
constexpr std::uint32_t kBootstrapStream = 0x43414C02;

double cost_of(std::size_t label, std::size_t found) {
    const double apart = static_cast<double>(label) - static_cast<double>(found);
    return apart * apart / 4.0;
}

/// The pairs of thresholds that are tried, nearest to the present rule first, so that a tie changes as little as
/// possible.
std::vector<EvidenceRule> candidates(const EvidenceRule& present) {
    std::vector<EvidenceRule> rules = {present};
    for (int elevated = 105; elevated <= 200; elevated += 5) {
        for (int down = 50; down <= 95; down += 5) {
            EvidenceRule rule = present;
            rule.elevated_above = elevated / 100.0;
            rule.brought_down_below = down / 100.0;
            rules.push_back(rule);
        }
    }
    const auto distance = [&](const EvidenceRule& rule) {
        return std::fabs(std::log(rule.elevated_above / present.elevated_above)) +
               std::fabs(std::log(rule.brought_down_below / present.brought_down_below));
    };
    std::stable_sort(rules.begin(), rules.end(),
                     [&](const EvidenceRule& a, const EvidenceRule& b) { return distance(a) < distance(b); });
    return rules;
}

struct LabelledArea {
    std::size_t area;
    std::size_t label;
    std::size_t fold = 0;
};

/// Each class dealt out over the folds in a random order that only the seed decides.
void deal_folds(std::vector<LabelledArea>& areas, const CalibrationOptions& options) {
    for (std::size_t label = 0; label < 3; ++label) {
        std::vector<std::size_t> members;
        for (std::size_t k = 0; k < areas.size(); ++k) {
            if (areas[k].label == label) {
                members.push_back(k);
            }
        }
        RandomSequence random(options.seed, kFoldStream, label);
        for (std::size_t k = members.size(); k > 1; --k) {
            std::swap(members[k - 1], members[random.below(static_cast<std::uint32_t>(k))]);
        }
        for (std::size_t k = 0; k < members.size(); ++k) {
            areas[members[k]].fold = k % options.folds;
        }
    }
}

using Classes = std::vector<std::optional<AreaClass>>;

ConfusionMatrix confusion_without_fold(const std::vector<LabelledArea>& areas, const Classes& classes,
                                       std::optional<std::size_t> left_out) {
    ConfusionMatrix matrix{};
    for (const LabelledArea& area : areas) {
        if (area.fold != left_out) {
            ++matrix[area.label][static_cast<std::size_t>(*classes[area.area])];
        }
    }
    return matrix;
}

std::size_t best_candidate(const std::vector<LabelledArea>& areas, const std::vector<Classes>& by_candidate,
                           std::optional<std::size_t> left_out) {
    std::size_t best = 0;
    double best_kappa = -2.0;
    for (std::size_t c = 0; c < by_candidate.size(); ++c) {
        const double kappa = weighted_kappa(confusion_without_fold(areas, by_candidate[c], left_out)).value_or(-1.0);
        if (kappa > best_kappa + 1e-12) {
            best_kappa = kappa;
            best = c;
        }
    }
    return best;
}

void require_enough(const std::vector<LabelledArea>& areas, const CalibrationOptions& options) {
    if (areas.size() < options.least_labels) {
        throw Error(ErrorCode::kInput, "error.labels-too-few",
                    {{"labels", std::to_string(areas.size())}, {"least", std::to_string(options.least_labels)}});
    }
    for (std::size_t label = 0; label < 3; ++label) {
        const auto count = static_cast<std::size_t>(
            std::count_if(areas.begin(), areas.end(), [&](const LabelledArea& a) { return a.label == label; }));
        if (count < options.least_of_each_class) {
            static constexpr const char* kCodes[] = {"stable", "contained", "complex"};
            throw Error(ErrorCode::kInput, "error.labels-class-too-few",
                        {{"class", kCodes[label]},
                         {"labels", std::to_string(count)},
                         {"least", std::to_string(options.least_of_each_class)}});
        }
    }
}

void bootstrap_interval(const std::vector<LabelledArea>& areas, const CalibrationOptions& options,
                        CalibrationResult& result) {
    std::vector<double> kappas;
    for (std::size_t draw = 0; draw < options.bootstrap_draws; ++draw) {
        RandomSequence random(options.seed, kBootstrapStream, draw);
        ConfusionMatrix matrix{};
        for (std::size_t k = 0; k < areas.size(); ++k) {
            const LabelledArea& area = areas[random.below(static_cast<std::uint32_t>(areas.size()))];
            ++matrix[area.label][static_cast<std::size_t>(*result.cross_validated[area.area])];
        }
        if (const auto kappa = weighted_kappa(matrix)) {
            kappas.push_back(*kappa);
        }
    }
    if (kappas.size() < 40) {
        return;  // no percentile to speak of
    }
    std::sort(kappas.begin(), kappas.end());
    const double last = static_cast<double>(kappas.size() - 1);
    result.kappa_low = kappas[static_cast<std::size_t>(std::floor(0.025 * last))];
    result.kappa_high = kappas[static_cast<std::size_t>(std::ceil(0.975 * last))];
}

}  // namespace

std::optional<double> weighted_kappa(const ConfusionMatrix& matrix) {
    std::array<double, 3> rows{};
    std::array<double, 3> columns{};
    double total = 0.0;
    double observed = 0.0;
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) {
            const auto count = static_cast<double>(matrix[i][j]);
            rows[i] += count;
            columns[j] += count;
            total += count;
            observed += cost_of(i, j) * count;
        }
    }
    double expected = 0.0;
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) {
            expected += cost_of(i, j) * rows[i] * columns[j];
        }
    }
    if (!(expected > 0.0)) {
        return std::nullopt;
    }
    return 1.0 - observed * total / expected;
}

CalibrationResult calibrate(const EvidenceInput& input, std::span<const std::optional<AreaClass>> labels,
                            const EvidenceRule& present, const CalibrationOptions& options) {
    std::vector<LabelledArea> areas;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i] && input.baseline_exposure[i] > 0.0 && input.current_exposure[i] > 0.0) {
            areas.push_back({i, static_cast<std::size_t>(*labels[i])});
        }
    }
    require_enough(areas, options);
    deal_folds(areas, options);
    const std::vector<EvidenceRule> rules = candidates(present);
    std::vector<Classes> by_candidate(rules.size());
    for_each_chunk(rules.size(), 1, options.threads, [&](std::size_t c, std::size_t, std::size_t) {
        for (const auto& found : class_probabilities_by_evidence(input, rules[c])) {
            by_candidate[c].push_back(found ? std::optional<AreaClass>(found->likeliest()) : std::nullopt);
        }
    });
    CalibrationResult result;
    result.labels = areas.size();
    const std::size_t best = best_candidate(areas, by_candidate, std::nullopt);
    result.rule = rules[best];
    result.kappa_before = weighted_kappa(confusion_without_fold(areas, by_candidate[0], std::nullopt));
    result.kappa_apparent = weighted_kappa(confusion_without_fold(areas, by_candidate[best], std::nullopt));
    result.cross_validated.resize(labels.size());
    for (std::size_t fold = 0; fold < options.folds; ++fold) {
        const Classes& classes = by_candidate[best_candidate(areas, by_candidate, fold)];
        for (const LabelledArea& area : areas) {
            if (area.fold == fold) {
                const auto found = *classes[area.area];
                result.cross_validated[area.area] = found;
                ++result.confusion[area.label][static_cast<std::size_t>(found)];
                result.cost += cost_of(area.label, static_cast<std::size_t>(found));
            }
        }
    }
    result.kappa = weighted_kappa(result.confusion);
    bootstrap_interval(areas, options, result);
    return result;
}

}  // namespace diaban
