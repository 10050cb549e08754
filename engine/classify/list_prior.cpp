#include "engine/classify/list_prior.hpp"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <functional>
#include <iterator>
#include <numeric>
#include <span>
#include <utility>

#include "engine/classify/list_evidence.hpp"
#include "layers/base/log_gamma.hpp"
#include "layers/base/parallel_chunks.hpp"

namespace diaban {

namespace {

using Plain = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

constexpr int kIterations = 60;
constexpr double kBaseAreas = 3.0;  // c
constexpr double kBroadShare = 0.1;
constexpr double kBroadShape = 2.0;
constexpr double kLargestBaseShape = 300.0;  // a narrower base than 6 % would lie within one cell
constexpr double kNegligible = 1e-12;
constexpr std::size_t kAreasInAChunk = 256;

/// One window of one area.
struct WindowCount {
    double count;
    double expected;  ///< at the reference rate
    double level;
};

/// P(shape, x). Boost 1.74 overflows for a large shape next to zero, where the value is 0 to the last digit.
double lower_gamma(double shape, double x) {
    return x < 1e-3 && shape > 100.0 ? 0.0 : boost::math::gamma_p(shape, x, Plain());
}

/// Gauss-Legendre nodes on [-1/2, 1/2] and weights that sum to 1.
constexpr double kFiveNodes[] = {-0.4530899229693320, -0.2692346550528415, 0.0, 0.2692346550528415, 0.4530899229693320};
constexpr double kFiveWeights[] = {0.1184634425280945, 0.2393143352496832, 0.2844444444444444, 0.2393143352496832,
                                   0.1184634425280945};
constexpr double kTenNodes[] = {-0.4869532642585859, -0.4325316833444923, -0.3397047841495122, -0.2166976970646236,
                                -0.0744371694908156, 0.0744371694908156,  0.2166976970646236,  0.3397047841495122,
                                0.4325316833444923,  0.4869532642585859};
constexpr double kTenWeights[] = {0.0333356721543441, 0.0747256745752903, 0.1095431812579910, 0.1346333596549982,
                                  0.1477621123573764, 0.1477621123573764, 0.1346333596549982, 0.1095431812579910,
                                  0.0747256745752903, 0.0333356721543441};
// Up to which width of a cell, in standard deviations of the likelihood, a rule serves (the header has its error).
constexpr double kFiveReach = 0.5;
constexpr double kTenReach = 2.5;

/// One cell's nodes: what does not depend on an area.
void lay_nodes(ListPrior& prior) {
    const auto lay = [&](std::span<const double> nodes, ListNodes& laid) {
        for (std::size_t cell = 0; cell < prior.cells; ++cell) {
            for (const double node : nodes) {
                laid.log_multiple.push_back(prior.lowest + prior.step * (static_cast<double>(cell) + 0.5 + node));
                laid.multiple.push_back(std::exp(laid.log_multiple.back()));
            }
        }
    };
    lay(kFiveNodes, prior.five_nodes);
    lay(kTenNodes, prior.ten_nodes);
}

/// Mean of (L / level)^y exp(-m (L - level)), over exp(log_scale), on each of the cells [first, last].
std::vector<double> cell_means(const ListPrior& prior, const WindowCount& window, double log_scale, std::size_t first,
                               std::size_t last) {
    const double y = window.count;
    const double m = window.expected;
    const double at_h0 = y * std::log(window.level) - m * window.level + log_scale;
    std::vector<double> means;
    means.reserve(last - first + 1);
    const double width = prior.step * std::sqrt(std::max(y, 1.0));
    if (width <= kTenReach) {
        const bool few = width <= kFiveReach;
        const ListNodes& nodes = few ? prior.five_nodes : prior.ten_nodes;
        const double* weights = few ? kFiveWeights : kTenWeights;
        const std::size_t count = few ? std::size(kFiveNodes) : std::size(kTenNodes);
        for (std::size_t cell = first; cell <= last; ++cell) {
            const std::size_t at = cell * count;
            double mean = 0.0;
            for (std::size_t k = 0; k < count; ++k) {
                mean += weights[k] * std::exp(y * nodes.log_multiple[at + k] - m * nodes.multiple[at + k] - at_h0);
            }
            means.push_back(mean);
        }
        return means;
    }
    // Far narrower than a cell: a difference of gamma functions.
    const double whole = log_gamma(y) - y * std::log(m) - std::log(prior.step) - at_h0;
    double below = lower_gamma(y, m * prior.edge[first]);
    for (std::size_t cell = first; cell <= last; ++cell) {
        const double up_to = lower_gamma(y, m * prior.edge[cell + 1]);
        const double mass = up_to - below;
        below = up_to;
        if (mass > 1e-8) {
            means.push_back(std::exp(std::log(mass) + whole));
        } else {
            // In the tails the difference has lost its digits: the middle serves.
            const double log_middle = prior.lowest + prior.step * (static_cast<double>(cell) + 0.5);
            means.push_back(std::exp(y * log_middle - m * std::exp(log_middle) - at_h0));
        }
    }
    return means;
}

CellLikelihood cell_likelihood(const ListPrior& prior, const WindowCount& window) {
    // The cells within eight standard deviations of the count's own multiple, and always the one that holds it.
    const double centre = std::log(std::max(window.count, 0.5) / window.expected);
    const double reach = 8.0 / std::sqrt(std::max(window.count, 1.0));
    const auto cell_of = [&](double log_multiple) {
        const double place = std::floor((log_multiple - prior.lowest) / prior.step);
        return static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(prior.cells - 1)));
    };
    // Far below its own multiple a small count still has a likelihood: exp(-m L) never falls under exp(-m).
    const std::size_t first = window.count > 16.0 ? cell_of(centre - reach) : 0;
    const double highest = prior.lowest + prior.step * static_cast<double>(prior.cells);
    const double peak = std::clamp(centre, prior.lowest, highest);
    const double log_scale =
        window.count * (peak - std::log(window.level)) - window.expected * (std::exp(peak) - window.level);
    const std::vector<double> means = cell_means(prior, window, log_scale, first, cell_of(centre + reach));
    const double least = kNegligible * *std::max_element(means.begin(), means.end());
    std::size_t begin = 0;
    std::size_t end = means.size();
    while (means[begin] < least) {
        ++begin;
    }
    while (means[end - 1] < least) {
        --end;
    }
    return {first + begin,
            {means.begin() + static_cast<std::ptrdiff_t>(begin), means.begin() + static_cast<std::ptrdiff_t>(end)},
            log_scale};
}

CellLikelihood likelihood_before(const ListPrior& prior, const CountsAtReference& area) {
    return cell_likelihood(prior, {area.baseline_count, area.baseline_expected, prior.baseline.level});
}

CellLikelihood likelihood_now(const ListPrior& prior, const CountsAtReference& area, double count) {
    return cell_likelihood(prior, {count, area.current_expected, prior.current.level});
}

/// `marginal_value`: P(y | w) over exp(the two scales). The weights never vanish where a count reaches, because of the
/// broad base.
double log_evidence(const CellLikelihood& before, const CellLikelihood& now, double marginal_value) {
    return std::log(marginal_value) + before.log_scale + now.log_scale;
}

/// Mass of a gamma distribution with the given mean on each cell; the outermost cells take the tails.
std::vector<double> gamma_on_cells(const ListPrior& prior, double shape, double mean) {
    std::vector<double> mass(prior.cells);
    for (std::size_t cell = 0; cell < prior.cells; ++cell) {
        const double low = cell == 0 ? 0.0 : shape * prior.edge[cell] / mean;
        const double high = shape * prior.edge[cell + 1] / mean;
        // The difference is taken on the side of the smaller values, where no digits are lost.
        if (cell + 1 == prior.cells) {
            mass[cell] = boost::math::gamma_q(shape, low, Plain());
        } else if (low > shape) {
            mass[cell] = boost::math::gamma_q(shape, low, Plain()) - boost::math::gamma_q(shape, high, Plain());
        } else {
            mass[cell] = lower_gamma(shape, high) - lower_gamma(shape, low);
        }
    }
    return mass;
}

std::vector<double> base_measure(const ListPrior& prior) {
    const auto fitted = [&](const WindowSpread& window) {
        return gamma_on_cells(prior, std::min(window.shape, kLargestBaseShape), window.level);
    };
    const auto broad = [&](const WindowSpread& window) { return gamma_on_cells(prior, kBroadShape, window.level); };
    const std::vector<double> fitted_before = fitted(prior.baseline);
    const std::vector<double> fitted_now = fitted(prior.current);
    const std::vector<double> broad_before = broad(prior.baseline);
    const std::vector<double> broad_now = broad(prior.current);
    std::vector<double> base(prior.cells * prior.cells);
    for (std::size_t i = 0; i < prior.cells; ++i) {
        for (std::size_t j = 0; j < prior.cells; ++j) {
            base[i * prior.cells + j] =
                (1.0 - kBroadShare) * fitted_before[i] * fitted_now[j] + kBroadShare * broad_before[i] * broad_now[j];
        }
    }
    return base;
}

/// Cells fine enough for the counts at hand, with the rule's lines on edges.
void lay_grid(ListPrior& prior, const std::vector<CountsAtReference>& areas) {
    double counts = 0.0;
    double largest = 0.0;
    for (const CountsAtReference& area : areas) {
        counts += area.baseline_count + area.current_count;
        largest = std::max({largest, (area.baseline_count + 1.0) / area.baseline_expected,
                            (area.current_count + 1.0) / area.current_expected});
    }
    const double mean_count = counts / (2.0 * static_cast<double>(areas.size()));
    const double finest = std::clamp(0.35 / std::sqrt(std::max(mean_count, 1.0)), 0.02, 0.075);
    const double drop = -std::log(prior.lines.brought_down_below);
    prior.drop_cells = static_cast<std::size_t>(std::ceil(drop / finest));
    prior.step = drop / static_cast<double>(prior.drop_cells);
    const double line = prior.lines.elevated_above;
    const double highest = std::clamp(2.0 * largest, 8.0 * line, 100.0 * line);
    prior.line_cell = static_cast<std::size_t>(std::ceil(std::log(line / 0.03) / prior.step));
    const auto above = static_cast<std::size_t>(std::ceil(std::log(highest / line) / prior.step));
    prior.cells = prior.line_cell + above;
    prior.lowest = std::log(line) - prior.step * static_cast<double>(prior.line_cell);
    for (std::size_t k = 0; k <= prior.cells; ++k) {
        prior.edge.push_back(std::exp(prior.lowest + prior.step * static_cast<double>(k)));
    }
}

ListTotals totals_of(const std::vector<CountsAtReference>& areas) {
    ListTotals totals;
    double before = 0.0;
    double now = 0.0;
    for (const CountsAtReference& area : areas) {
        totals.baseline_count += area.baseline_count;
        totals.current_count += area.current_count;
        before += area.baseline_expected;
        now += area.current_expected;
    }
    totals.current_share = now / (before + now);
    return totals;
}

/// The area's baseline against every cell of the current window: what a current count is then weighed with.
void settle_rows(const ListPrior& prior, AreaInList& area) {
    area.steady.assign(prior.cells, 0.0);
    area.contained.assign(prior.cells, 0.0);
    area.elevated_before.assign(prior.cells, 0.0);
    for (std::size_t i = 0; i < area.before.value.size(); ++i) {
        const std::size_t before = area.before.first + i;
        const double* row = prior.weight.data() + before * prior.cells;
        const double b = area.before.value[i];
        const bool was_elevated = before >= prior.line_cell;
        std::vector<double>& below_line = was_elevated ? area.contained : area.steady;
        for (std::size_t now = 0; now < prior.line_cell; ++now) {
            below_line[now] += b * row[now];
        }
        // Above the line an area is brought down when it lies more than drop_cells under the baseline; on that diagonal
        // it counts half.
        const std::size_t diagonal = before >= prior.drop_cells ? before - prior.drop_cells : 0;
        const bool has_diagonal = before >= prior.drop_cells && diagonal >= prior.line_cell;
        const std::size_t first_complex = has_diagonal ? diagonal + 1 : prior.line_cell;
        for (std::size_t now = prior.line_cell; now < std::min(first_complex, prior.cells); ++now) {
            area.contained[now] += b * row[now];
        }
        if (has_diagonal) {
            area.contained[diagonal] -= b * row[diagonal] / 2.0;
            area.steady[diagonal] += b * row[diagonal] / 2.0;
        }
        for (std::size_t now = first_complex; now < prior.cells; ++now) {
            area.steady[now] += b * row[now];
        }
        if (was_elevated) {
            for (std::size_t now = 0; now < prior.cells; ++now) {
                area.elevated_before[now] += b * row[now];
            }
        }
    }
}

/// Shares of an area's posterior under w; `total` is P(y | w) over the scales.
ClassProbabilities under_difference(const ListPrior& prior, const AreaInList& area,
                                    const CellLikelihood& likelihood_now, double& total) {
    ClassProbabilities p;
    for (std::size_t j = 0; j < likelihood_now.value.size(); ++j) {
        const std::size_t now = likelihood_now.first + j;
        const double value = likelihood_now.value[j];
        const double steady = value * area.steady[now];
        const double contained = value * area.contained[now];
        p.contained += contained;
        p.elevated_before += value * area.elevated_before[now];
        if (now < prior.line_cell) {
            p.stable += steady;
        } else {
            p.complex += steady;
            p.elevated_now += steady + contained;
        }
    }
    total = p.stable + p.contained + p.complex;
    for (double* share : {&p.stable, &p.contained, &p.complex, &p.elevated_before, &p.elevated_now}) {
        *share /= total;
    }
    return p;
}

}  // namespace

ListPrior learn_list_prior(const std::vector<CountsAtReference>& areas, const ListSetting& setting, unsigned threads) {
    ListPrior prior;
    prior.lines = setting.lines;
    prior.baseline = setting.baseline;
    prior.current = setting.current;
    lay_grid(prior, areas);
    lay_nodes(prior);
    std::vector<PairLikelihood> likelihoods(areas.size());
    for_each_chunk(areas.size(), kAreasInAChunk, threads, [&](std::size_t begin, std::size_t end, std::size_t) {
        for (std::size_t i = begin; i < end; ++i) {
            likelihoods[i] = {likelihood_before(prior, areas[i]),
                              likelihood_now(prior, areas[i], areas[i].current_count)};
        }
    });
    const std::vector<double> base = base_measure(prior);
    prior.weight = base;
    const double n = static_cast<double>(areas.size());
    std::vector<std::vector<double>> shares(chunk_count(areas.size(), kAreasInAChunk));
    for (int iteration = 0; iteration < kIterations; ++iteration) {
        // P(cell | y_i, w) summed over the areas of a chunk, without the factor w that all of them share.
        for_each_chunk(
            areas.size(), kAreasInAChunk, threads, [&](std::size_t begin, std::size_t end, std::size_t chunk) {
                std::vector<double>& share = shares[chunk];
                share.assign(base.size(), 0.0);
                std::vector<double> by_now;
                for (std::size_t area = begin; area < end; ++area) {
                    const double whole = marginal(prior.weight.data(), prior.cells, likelihoods[area], by_now);
                    add_likelihood(share.data(), prior.cells, likelihoods[area], 1.0 / whole);
                }
            });
        for (std::size_t chunk = 1; chunk < shares.size(); ++chunk) {
            std::transform(shares[0].begin(), shares[0].end(), shares[chunk].begin(), shares[0].begin(), std::plus<>());
        }
        renew(prior.weight, {base, shares[0], kBaseAreas, n});
    }
    prior.areas = areas.size();
    prior.evidence_of_difference = evidence_of_difference({areas, likelihoods, base, prior.cells, kBaseAreas}, threads);
    prior.at_one_rate = classes_at_common_rate(totals_of(areas), prior.lines);
    return prior;
}

double probability_of_one_rate(const ListPrior& prior) {
    return probability_of_one_rate(prior.evidence_of_difference, prior.areas);
}

AreaInList area_in_list(const ListPrior& prior, const CountsAtReference& counts) {
    AreaInList area{counts, likelihood_before(prior, counts), {}, {}, {}, 0.0};
    settle_rows(prior, area);
    const CellLikelihood now = likelihood_now(prior, counts, counts.current_count);
    double total = 0.0;
    (void)under_difference(prior, area, now, total);
    area.log_evidence = log_evidence(area.before, now, total);
    return area;
}

ClassProbabilities class_probabilities(const ListPrior& prior, const AreaInList& area, double current_count) {
    const CellLikelihood now = likelihood_now(prior, area.counts, current_count);
    double total = 0.0;
    const ClassProbabilities different = under_difference(prior, area, now, total);
    double evidence = prior.evidence_of_difference;
    if (current_count != area.counts.current_count) {
        evidence += log_evidence(area.before, now, total) - area.log_evidence;
    }
    const double one_rate = probability_of_one_rate(evidence, prior.areas);
    const ClassProbabilities& same = prior.at_one_rate;
    const auto mixed = [&](double a, double b) { return one_rate * a + (1.0 - one_rate) * b; };
    ClassProbabilities p;
    p.stable = mixed(same.stable, different.stable);
    p.complex = mixed(same.complex, different.complex);
    p.contained = mixed(same.contained, different.contained);
    p.elevated_before = mixed(same.elevated_before, different.elevated_before);
    p.elevated_now = mixed(same.elevated_now, different.elevated_now);
    return p;
}

}  // namespace diaban
