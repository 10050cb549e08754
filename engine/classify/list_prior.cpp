#include "engine/classify/list_prior.hpp"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <utility>

namespace diaban {

namespace {

using Plain = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

constexpr int kIterations = 60;
constexpr double kBaseAreas = 3.0;        // c
constexpr double kBroadShare = 0.1;
constexpr double kBroadShape = 2.0;
constexpr double kLargestBaseShape = 300.0;  // a narrower base than 6 % would lie within one cell
constexpr double kPenalty = 2.0;             // times log n: four parameters
const double kPriorLogOdds = std::log(20.0); // of one common rate
constexpr double kNegligible = 1e-12;

/// P(shape, x). Boost 1.74 overflows for a large shape next to zero, where the value is 0 to the last digit.
double lower_gamma(double shape, double x) {
    return x < 1e-3 && shape > 100.0 ? 0.0 : boost::math::gamma_p(shape, x, Plain());
}

/// log of the mean of (L / level)^y exp(-m (L - level)) over each of the cells [first, last].
std::vector<double> log_cell_means(const ListPrior& prior, double count, double expected, double level,
                                   std::size_t first, std::size_t last) {
    const double at_h0 = count * std::log(level) - expected * level;
    const double whole = count > 0.0 ? std::lgamma(count) - count * std::log(expected) - std::log(prior.step) - at_h0 : 0.0;
    std::vector<double> logs;
    logs.reserve(last - first + 1);
    double below = count > 0.0 ? lower_gamma(count, expected * prior.edge[first]) : 0.0;
    for (std::size_t cell = first; cell <= last; ++cell) {
        double mass = 0.0;
        if (count > 0.0) {
            const double up_to = lower_gamma(count, expected * prior.edge[cell + 1]);
            mass = up_to - below;
            below = up_to;
        }
        if (mass > 1e-8) {
            logs.push_back(std::log(mass) + whole);
        } else {
            // In the tails the difference has lost its digits, and for no incident at all there is none: the middle serves.
            const double log_middle = prior.lowest + prior.step * (static_cast<double>(cell) + 0.5);
            logs.push_back(count * log_middle - expected * std::exp(log_middle) - at_h0);
        }
    }
    return logs;
}

CellLikelihood cell_likelihood(const ListPrior& prior, double count, double expected, double level) {
    // The cells within eight standard deviations of the count's own multiple, and always the one that holds it.
    const double centre = std::log(std::max(count, 0.5) / expected);
    const double reach = 8.0 / std::sqrt(std::max(count, 1.0));
    const auto cell_of = [&](double log_multiple) {
        const double place = std::floor((log_multiple - prior.lowest) / prior.step);
        return static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(prior.cells - 1)));
    };
    // Far below its own multiple a small count still has a likelihood: exp(-m L) never falls under exp(-m).
    const std::size_t first = count > 16.0 ? cell_of(centre - reach) : 0;
    const std::vector<double> logs = log_cell_means(prior, count, expected, level, first, cell_of(centre + reach));
    const double largest = *std::max_element(logs.begin(), logs.end());
    std::size_t begin = 0;
    std::size_t end = logs.size();
    const double least = largest + std::log(kNegligible);
    while (logs[begin] < least) {
        ++begin;
    }
    while (logs[end - 1] < least) {
        --end;
    }
    CellLikelihood likelihood{first + begin, {}, largest};
    likelihood.value.reserve(end - begin);
    for (std::size_t k = begin; k < end; ++k) {
        likelihood.value.push_back(std::exp(logs[k] - largest));
    }
    return likelihood;
}

CellLikelihood likelihood_before(const ListPrior& prior, const CountsAtReference& area) {
    return cell_likelihood(prior, area.baseline_count, area.baseline_expected, prior.baseline.level);
}

CellLikelihood likelihood_now(const ListPrior& prior, const CountsAtReference& area, double count) {
    return cell_likelihood(prior, count, area.current_expected, prior.current.level);
}

/// P(y | w) over the two largest values. The weights never vanish where a count reaches, because of the broad base.
double marginal(const ListPrior& prior, const CellLikelihood& before, const CellLikelihood& now) {
    double sum = 0.0;
    for (std::size_t i = 0; i < before.value.size(); ++i) {
        const double* row = prior.weight.data() + (before.first + i) * prior.cells + now.first;
        double of_row = 0.0;
        for (std::size_t j = 0; j < now.value.size(); ++j) {
            of_row += row[j] * now.value[j];
        }
        sum += before.value[i] * of_row;
    }
    return sum;
}

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
            base[i * prior.cells + j] = (1.0 - kBroadShare) * fitted_before[i] * fitted_now[j] +
                                        kBroadShare * broad_before[i] * broad_now[j];
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

ClassProbabilities under_one_rate(const ListPrior& prior) {
    ClassProbabilities p;
    const double before = prior.baseline.level;
    const double now = prior.current.level;
    p.elevated_before = before > prior.lines.elevated_above ? 1.0 : 0.0;
    p.elevated_now = now > prior.lines.elevated_above ? 1.0 : 0.0;
    const bool brought_down = now / before < prior.lines.brought_down_below;
    if (p.elevated_now > 0.0) {
        (brought_down ? p.contained : p.complex) = 1.0;
    } else {
        (p.elevated_before > 0.0 ? p.contained : p.stable) = 1.0;
    }
    return p;
}

/// Shares of an area's posterior under w, over its total.
ClassProbabilities under_difference(const ListPrior& prior, const CellLikelihood& likelihood_b, const CellLikelihood& likelihood_c) {
    ClassProbabilities p;
    double total = 0.0;
    for (std::size_t i = 0; i < likelihood_b.value.size(); ++i) {
        const std::size_t before = likelihood_b.first + i;
        const double* row = prior.weight.data() + before * prior.cells;
        double not_elevated = 0.0;
        double complex = 0.0;
        double brought_down = 0.0;
        for (std::size_t j = 0; j < likelihood_c.value.size(); ++j) {
            const std::size_t now = likelihood_c.first + j;
            const double mass = row[now] * likelihood_c.value[j];
            if (now < prior.line_cell) {
                not_elevated += mass;
            } else if (now + prior.drop_cells > before) {
                complex += mass;
            } else if (now + prior.drop_cells == before) {
                complex += mass / 2.0;
                brought_down += mass / 2.0;
            } else {
                brought_down += mass;
            }
        }
        const double weight = likelihood_b.value[i];
        total += weight * (not_elevated + complex + brought_down);
        p.complex += weight * complex;
        p.contained += weight * brought_down;
        p.elevated_now += weight * (complex + brought_down);
        if (before < prior.line_cell) {
            p.stable += weight * not_elevated;
        } else {
            p.contained += weight * not_elevated;
            p.elevated_before += weight * (not_elevated + complex + brought_down);
        }
    }
    for (double* share : {&p.stable, &p.contained, &p.complex, &p.elevated_before, &p.elevated_now}) {
        *share /= total;
    }
    return p;
}

double one_rate_probability(double evidence_of_difference) {
    return 1.0 / (1.0 + std::exp(std::min(evidence_of_difference, 700.0)));
}

}  // namespace

ListPrior learn_list_prior(const std::vector<CountsAtReference>& areas, const WindowSpread& baseline,
                           const WindowSpread& current, const ClassLines& lines) {
    ListPrior prior;
    prior.lines = lines;
    prior.baseline = baseline;
    prior.current = current;
    lay_grid(prior, areas);
    std::vector<std::pair<CellLikelihood, CellLikelihood>> likelihoods;
    likelihoods.reserve(areas.size());
    for (const CountsAtReference& area : areas) {
        likelihoods.emplace_back(likelihood_before(prior, area), likelihood_now(prior, area, area.current_count));
    }
    const std::vector<double> base = base_measure(prior);
    prior.weight = base;
    std::vector<double> next(base.size());
    const double n = static_cast<double>(areas.size());
    for (int iteration = 0; iteration < kIterations; ++iteration) {
        for (std::size_t k = 0; k < base.size(); ++k) {
            next[k] = kBaseAreas * base[k];
        }
        for (const auto& [before, now] : likelihoods) {
            const double whole = marginal(prior, before, now);
            for (std::size_t i = 0; i < before.value.size(); ++i) {
                const std::size_t at = (before.first + i) * prior.cells + now.first;
                const double of_row = before.value[i] / whole;
                for (std::size_t j = 0; j < now.value.size(); ++j) {
                    next[at + j] += prior.weight[at + j] * of_row * now.value[j];
                }
            }
        }
        for (std::size_t k = 0; k < base.size(); ++k) {
            prior.weight[k] = next[k] / (kBaseAreas + n);
        }
    }
    prior.evidence_of_difference = -kPenalty * std::log(n) - kPriorLogOdds;
    for (const auto& [before, now] : likelihoods) {
        prior.evidence_of_difference += log_evidence(before, now, marginal(prior, before, now));
    }
    return prior;
}

double probability_of_one_rate(const ListPrior& prior) { return one_rate_probability(prior.evidence_of_difference); }

AreaInList area_in_list(const ListPrior& prior, const CountsAtReference& counts) {
    AreaInList area{counts, likelihood_before(prior, counts), 0.0};
    const CellLikelihood now = likelihood_now(prior, counts, counts.current_count);
    area.log_evidence = log_evidence(area.before, now, marginal(prior, area.before, now));
    return area;
}

ClassProbabilities class_probabilities(const ListPrior& prior, const AreaInList& area, double current_count) {
    const CellLikelihood now = likelihood_now(prior, area.counts, current_count);
    double evidence = prior.evidence_of_difference;
    if (current_count != area.counts.current_count) {
        evidence += log_evidence(area.before, now, marginal(prior, area.before, now)) - area.log_evidence;
    }
    const double one_rate = one_rate_probability(evidence);
    const ClassProbabilities same = under_one_rate(prior);
    const ClassProbabilities different = under_difference(prior, area.before, now);
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
