#include "engine/inference/tail_approximation.hpp"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <numeric>
#include <utility>
#include <vector>

namespace diaban {
namespace {

double upper_normal(double z) { return 0.5 * std::erfc(z / std::numbers::sqrt2); }

double log_choose(double n, double k) { return std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0); }

/// Largest d such that all terms differ from the first by whole multiples of d; 0 when they are not whole numbers apart.
double lattice_span(std::span<const double> terms) {
    constexpr double kWhole = 1e-9;
    constexpr double kLargest = 1e9;
    std::int64_t span = 0;
    for (const double term : terms) {
        const double difference = term - terms[0];
        const double whole = std::round(difference);
        if (std::abs(difference - whole) > kWhole || std::abs(whole) > kLargest) {
            return 0.0;
        }
        span = std::gcd(span, static_cast<std::int64_t>(whole));
    }
    return static_cast<double>(span);
}

/// Value, gradient and Hessian of K(s, t).
struct Cumulant {
    double value = 0.0;
    double by_s = 0.0;
    double by_t = 0.0;
    double ss = 0.0;
    double st = 0.0;
    double tt = 0.0;
};

Cumulant cumulant(std::span<const double> terms, double pi, double s, double t) {
    Cumulant k;
    const double logit = std::log(pi / (1.0 - pi));
    for (const double a : terms) {
        const double e = logit + t + s * a;
        // log(1 + exp(e)) and its derivative without overflow.
        const double small = std::exp(-std::abs(e));
        const double p = e >= 0.0 ? 1.0 / (1.0 + small) : small / (1.0 + small);
        k.value += std::max(e, 0.0) + std::log1p(small);
        const double v = p * (1.0 - p);
        k.by_s += a * p;
        k.by_t += p;
        k.ss += a * a * v;
        k.st += a * v;
        k.tt += v;
    }
    k.value += static_cast<double>(terms.size()) * std::log1p(-pi);
    return k;
}

/// Upper tail of a sum strictly inside its range, terms centred and scaled to unit variance.
double saddlepoint_upper(std::span<const double> terms, double draws, double x, double span) {
    const auto m = static_cast<double>(terms.size());
    const double pi = draws / m;
    double s = 0.0;
    double t = 0.0;
    Cumulant k = cumulant(terms, pi, s, t);
    // The objective K - s x - t k is convex: damped Newton always arrives.
    for (int step = 0; step < 200; ++step) {
        const double gap_s = x - k.by_s;
        const double gap_t = draws - k.by_t;
        if (std::abs(gap_s) < 1e-10 * (1.0 + std::abs(x)) && std::abs(gap_t) < 1e-10 * draws) {
            break;
        }
        const double determinant = k.ss * k.tt - k.st * k.st;
        if (!(determinant > 0.0)) {
            break;
        }
        const double move_s = (k.tt * gap_s - k.st * gap_t) / determinant;
        const double move_t = (k.ss * gap_t - k.st * gap_s) / determinant;
        const double before = k.value - s * x - t * draws;
        double damping = 1.0;
        for (int half = 0; half < 60; ++half, damping *= 0.5) {
            const Cumulant tried = cumulant(terms, pi, s + damping * move_s, t + damping * move_t);
            if (tried.value - (s + damping * move_s) * x - (t + damping * move_t) * draws <= before) {
                s += damping * move_s;
                t += damping * move_t;
                k = tried;
                break;
            }
        }
        if (damping < 1e-15) {
            break;
        }
    }
    const double deviance = std::max(0.0, 2.0 * (s * x + t * draws - k.value));
    const double r = std::copysign(std::sqrt(deviance), s);
    if (std::abs(r) < 1e-4) {
        return 0.5;  // at the mean the formula is 0 / 0 and no tail is asked for
    }
    const double factor = span > 0.0 ? -std::expm1(-span * s) / span : s;
    const double u = factor * std::sqrt((k.ss * k.tt - k.st * k.st) / (m * pi * (1.0 - pi)));
    const double density = std::exp(-0.5 * r * r) / std::sqrt(2.0 * std::numbers::pi);
    return std::clamp(upper_normal(r) + density * (1.0 / u - 1.0 / r), 0.0, 1.0);
}

/// The question turned into one about the upper tail: terms centred and ascending, and the largest and smallest sums.
struct UpperTask {
    std::vector<double> terms;
    double x = 0.0;
    double span = 0.0;
    double bottom = 0.0;
    double top = 0.0;
};

UpperTask as_upper(std::span<const double> population, std::size_t draws, double sum, Tail tail) {
    const double sign = tail == Tail::kUpper ? 1.0 : -1.0;
    UpperTask task;
    task.terms.assign(population.begin(), population.end());
    const double mean =
        std::accumulate(population.begin(), population.end(), 0.0) / static_cast<double>(population.size());
    for (double& term : task.terms) {
        term = sign * (term - mean);
    }
    task.x = sign * (sum - static_cast<double>(draws) * mean);
    task.span = lattice_span(task.terms);
    std::sort(task.terms.begin(), task.terms.end());
    const auto count = static_cast<std::ptrdiff_t>(draws);
    task.bottom = std::accumulate(task.terms.begin(), task.terms.begin() + count, 0.0);
    task.top = std::accumulate(task.terms.end() - count, task.terms.end(), 0.0);
    return task;
}

/// Choices whose sum reaches x among all choices, for terms on a lattice; empty when that is too much work.
std::optional<double> counted_upper(const UpperTask& task, std::size_t draws) {
    constexpr double kMostWork = 2e7;
    std::vector<std::pair<std::size_t, std::size_t>> values;  // steps above the smallest term, how many there are
    for (const double term : task.terms) {
        const auto steps = static_cast<std::size_t>(std::llround((term - task.terms[0]) / task.span));
        if (values.empty() || values.back().first != steps) {
            values.emplace_back(steps, 0);
        }
        ++values.back().second;
    }
    const auto k = static_cast<double>(draws);
    const double widest = (task.top - k * task.terms[0]) / task.span;
    if (static_cast<double>(values.size()) * k * k * (widest + 1.0) > kMostWork) {
        return std::nullopt;
    }
    const auto width = static_cast<std::size_t>(std::llround(widest)) + 1;
    std::vector<double> ways((draws + 1) * width, 0.0);
    ways[0] = 1.0;
    for (const auto& [steps, count] : values) {
        // From the most drawn down, so that each value is met once.
        for (std::size_t drawn = draws; drawn > 0; --drawn) {
            double choices = 1.0;
            for (std::size_t taken = 1; taken <= std::min(drawn, count); ++taken) {
                choices *= static_cast<double>(count - taken + 1) / static_cast<double>(taken);
                const std::size_t shift = taken * steps;
                for (std::size_t s = shift; s < width; ++s) {
                    ways[drawn * width + s] += choices * ways[(drawn - taken) * width + s - shift];
                }
            }
        }
    }
    const auto needed = static_cast<std::size_t>(std::llround((task.x - k * task.terms[0]) / task.span));
    double all = 0.0;
    double reached = 0.0;
    for (std::size_t s = 0; s < width; ++s) {
        all += ways[draws * width + s];
        reached += s >= needed ? ways[draws * width + s] : 0.0;
    }
    return reached / all;
}

}  // namespace

std::optional<double> exact_sum_tail(std::span<const double> population, std::size_t draws, double sum, Tail tail) {
    const UpperTask task = as_upper(population, draws, sum, tail);
    const double rounding = 1e-10 * (std::abs(task.top) + std::abs(task.bottom));
    if (task.x <= task.bottom + rounding) {
        return 1.0;
    }
    const auto m = static_cast<double>(task.terms.size());
    const auto k = static_cast<double>(draws);
    if (task.x >= task.top - rounding) {
        // Every choice that reaches the top takes all terms above the smallest one taken, and some of those equal to it.
        const double edge = task.terms[task.terms.size() - draws];
        const double near = 1e-10 * (1.0 + std::abs(edge));
        const auto ties = static_cast<double>(std::count_if(task.terms.begin(), task.terms.end(),
                                                            [&](double a) { return std::abs(a - edge) <= near; }));
        const auto above = static_cast<double>(
            std::count_if(task.terms.begin(), task.terms.end(), [&](double a) { return a > edge + near; }));
        return std::exp(log_choose(ties, k - above) - log_choose(m, k));
    }
    if (task.span <= 0.0) {
        return std::nullopt;
    }
    return counted_upper(task, draws);
}

double saddlepoint_tail(std::span<const double> population, std::size_t draws, double sum, Tail tail) {
    UpperTask task = as_upper(population, draws, sum, tail);
    double squares = 0.0;
    for (const double term : task.terms) {
        squares += term * term;
    }
    const double scale = std::sqrt(squares / static_cast<double>(task.terms.size()));
    if (!(scale > 0.0)) {
        return 1.0;
    }
    for (double& term : task.terms) {
        term /= scale;
    }
    return saddlepoint_upper(task.terms, static_cast<double>(draws), task.x / scale, task.span / scale);
}

double weighted_sum_tail(std::span<const double> population, std::span<const double> weights, double sum, Tail tail) {
    const auto m = static_cast<double>(population.size());
    const double mean_b = std::accumulate(population.begin(), population.end(), 0.0) / m;
    const double total_a = std::accumulate(weights.begin(), weights.end(), 0.0);
    const double mean_a = total_a / m;
    double b2 = 0.0;
    double b3 = 0.0;
    for (const double b : population) {
        const double d = b - mean_b;
        b2 += d * d;
        b3 += d * d * d;
    }
    const double absent = m - static_cast<double>(weights.size());
    double a2 = absent * mean_a * mean_a;
    double a3 = -absent * mean_a * mean_a * mean_a;
    for (const double a : weights) {
        const double d = a - mean_a;
        a2 += d * d;
        a3 += d * d * d;
    }
    const double deviation = std::sqrt(a2 * b2 / (m - 1.0));
    if (!(deviation > 0.0)) {
        return 1.0;
    }
    const double skewness = m * a3 * b3 / ((m - 1.0) * (m - 2.0)) / (deviation * deviation * deviation);
    const double z = (sum - total_a * mean_b) / deviation;
    // In the direction asked for: a positive `bend` means that this tail is the long one.
    const double out = tail == Tail::kUpper ? z : -z;
    const double bend = tail == Tail::kUpper ? skewness : -skewness;
    if (std::abs(bend) < 1e-6) {
        return upper_normal(out);
    }
    const double shape = 4.0 / (bend * bend);
    const double at = shape + std::copysign(std::sqrt(shape), bend) * out;
    if (bend > 0.0) {
        return at <= 0.0 ? 1.0 : boost::math::gamma_q(shape, at);
    }
    return at <= 0.0 ? 0.0 : boost::math::gamma_p(shape, at);
}

}  // namespace diaban
