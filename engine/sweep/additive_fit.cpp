#include "engine/sweep/additive_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace diaban {

AdditiveFit fit_additive(const CountRows& rows, std::size_t most_steps) {
    constexpr double kTolerance = 1e-6;
    const std::size_t columns = rows.x.size();
    std::vector<double> total(columns);
    for (std::size_t k = 0; k < columns; ++k) {
        total[k] = std::accumulate(rows.x[k].begin(), rows.x[k].end(), 0.0);
    }
    std::vector<std::size_t> hit;
    double events = 0.0;
    for (std::size_t r = 0; r < rows.rows(); ++r) {
        if (rows.y[r] > 0.0) {
            hit.push_back(r);
            events += rows.y[r];
        }
    }
    AdditiveFit fit;
    fit.weights.assign(columns, 0.0);
    const auto used = static_cast<double>(std::count_if(total.begin(), total.end(), [](double t) { return t > 0.0; }));
    if (events == 0.0 || used == 0.0) {
        fit.converged = true;
        return fit;
    }
    for (std::size_t k = 0; k < columns; ++k) {
        fit.weights[k] = total[k] > 0.0 ? 1.0 / used : 0.0;
    }
    std::vector<double> expected(hit.size());
    double before = -std::numeric_limits<double>::infinity();
    for (fit.steps = 0; fit.steps < most_steps; ++fit.steps) {
        std::fill(expected.begin(), expected.end(), 0.0);
        double mass = 0.0;
        for (std::size_t k = 0; k < columns; ++k) {
            mass += fit.weights[k] * total[k];
            if (fit.weights[k] > 0.0) {
                for (std::size_t h = 0; h < hit.size(); ++h) {
                    expected[h] += fit.weights[k] * rows.x[k][hit[h]];
                }
            }
        }
        double likelihood = -mass;
        for (std::size_t h = 0; h < hit.size(); ++h) {
            likelihood += rows.y[hit[h]] * std::log(std::max(expected[h], 1e-12));
        }
        fit.log_likelihood = likelihood;
        if (likelihood - before < kTolerance * events) {
            fit.converged = true;
            break;
        }
        before = likelihood;
        for (std::size_t k = 0; k < columns; ++k) {
            if (fit.weights[k] <= 0.0) {
                continue;
            }
            double pull = 0.0;
            for (std::size_t h = 0; h < hit.size(); ++h) {
                pull += rows.y[hit[h]] * rows.x[k][hit[h]] / std::max(expected[h], 1e-12);
            }
            fit.weights[k] *= pull / total[k];
        }
    }
    return fit;
}

}  // namespace diaban
