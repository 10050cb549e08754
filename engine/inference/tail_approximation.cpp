#include "engine/inference/tail_approximation.hpp"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <numeric>

#include "layers/base/log_gamma.hpp"

namespace diaban {
namespace {

double upper_normal(double z) {
    return 0.5 * std::erfc(z / std::numbers::sqrt2);
}

double log_choose(double n, double k) {
    return log_gamma(n + 1.0) - log_gamma(k + 1.0) - log_gamma(n - k + 1.0);
}

double number_of(std::span<const TermCount> terms) {
    double count = 0.0;
    for (const TermCount& entry : terms) {
        count += static_cast<double>(entry.count);
    }
    return count;
}

double mean_of(std::span<const TermCount> terms) {
    double sum = 0.0;
    for (const TermCount& entry : terms) {
        sum += static_cast<double>(entry.count) * entry.term;
    }
    return sum / number_of(terms);
}

/// Largest d such that all terms differ from the first by whole multiples of d; 0 when they are not whole numbers
/// apart.
double lattice_span(std::span<const TermCount> terms) {
    constexpr double kWhole = 1e-9;
    constexpr double kLargest = 1e9;
    std::int64_t span = 0;
    for (const TermCount& entry : terms) {
        const double difference = entry.term - terms[0].term;
        const double whole = std::round(difference);
        if (std::abs(difference - whole) > kWhole || std::abs(whole) > kLargest) {
            return 0.0;
        }
        span = std::gcd(span, static_cast<std::int64_t>(whole));
    }
    return static_cast<double>(span);
}

/// Sum of the `draws` largest terms.
double largest_sum(std::span<const TermCount> ascending, std::size_t draws) {
    double sum = 0.0;
    for (auto entry = ascending.rbegin(); entry != ascending.rend() && draws > 0; ++entry) {
        const std::size_t taken = std::min(draws, entry->count);
        sum += static_cast<double>(taken) * entry->term;
        draws -= taken;
    }
    return sum;
}

std::vector<TermCount> mirrored(std::span<const TermCount> terms) {
    std::vector<TermCount> result(terms.rbegin(), terms.rend());
    for (TermCount& entry : result) {
        entry.term = -entry.term;
    }
    return result;
}

/// The question turned into one about the upper tail: terms centred and ascending, and the largest and smallest sums.
struct UpperTask {
    std::vector<TermCount> terms;
    double x = 0.0;
    double span = 0.0;
    double bottom = 0.0;
    double top = 0.0;
};

UpperTask as_upper(std::span<const TermCount> population, std::size_t draws, double sum, Tail tail) {
    const double mean = mean_of(population);
    UpperTask task;
    task.terms.assign(population.begin(), population.end());
    for (TermCount& entry : task.terms) {
        entry.term -= mean;
    }
    task.x = sum - static_cast<double>(draws) * mean;
    if (tail == Tail::kLower) {
        task.terms = mirrored(task.terms);
        task.x = -task.x;
    }
    task.span = lattice_span(task.terms);
    task.top = largest_sum(task.terms, draws);
    task.bottom = -largest_sum(mirrored(task.terms), draws);
    return task;
}

/// Share of all choices whose sum is at most `steps` lattice steps above the smallest sum; empty when that is too much
/// work.
std::optional<double> share_near_bottom(std::span<const TermCount> ascending, std::size_t draws, double span,
                                        double steps) {
    constexpr double kMostWork = 2e7;
    const auto k = static_cast<double>(draws);
    if (static_cast<double>(ascending.size()) * k * k * (steps + 1.0) > kMostWork) {
        return std::nullopt;
    }
    // Distance of each choice from the smallest sum: terms below the edge of that sum count against it, so distances
    // are taken from the smallest term and the smallest sum's own distance is added to the width.
    const double lowest = ascending[0].term;
    const double smallest = -largest_sum(mirrored(ascending), draws);
    const auto width = static_cast<std::size_t>(std::llround((smallest - k * lowest) / span + steps)) + 1;
    if (static_cast<double>(ascending.size()) * k * k * static_cast<double>(width) > kMostWork) {
        return std::nullopt;
    }
    std::vector<double> ways((draws + 1) * width, 0.0);
    ways[0] = 1.0;
    for (const TermCount& entry : ascending) {
        const auto shift_of_one = static_cast<std::size_t>(std::llround((entry.term - lowest) / span));
        if (shift_of_one >= width) {
            break;
        }
        // From the most drawn down, so that each value is met once.
        for (std::size_t drawn = draws; drawn > 0; --drawn) {
            double choices = 1.0;
            for (std::size_t taken = 1; taken <= std::min(drawn, entry.count); ++taken) {
                choices *= static_cast<double>(entry.count - taken + 1) / static_cast<double>(taken);
                const std::size_t shift = taken * shift_of_one;
                for (std::size_t s = shift; s < width; ++s) {
                    ways[drawn * width + s] += choices * ways[(drawn - taken) * width + s - shift];
                }
            }
        }
    }
    double reached = 0.0;
    for (std::size_t s = 0; s < width; ++s) {
        reached += ways[draws * width + s];
    }
    return reached * std::exp(-log_choose(number_of(ascending), k));
}

/// P(S >= x) on a lattice, counted from whichever end is nearer.
std::optional<double> counted_upper(const UpperTask& task, std::size_t draws) {
    // 1 - P(S < x) loses digits when it is small; below this it is counted from the other end.
    constexpr double kFewDigits = 1e-6;
    const double from_top = std::round((task.top - task.x) / task.span);
    const double below = std::round((task.x - task.bottom) / task.span) - 1.0;
    if (below < from_top) {
        const std::optional<double> rest = share_near_bottom(task.terms, draws, task.span, below);
        if (rest && 1.0 - *rest > kFewDigits) {
            return 1.0 - *rest;
        }
    }
    return share_near_bottom(mirrored(task.terms), draws, task.span, from_top);
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

Cumulant cumulant(std::span<const TermCount> terms, double pi, double s, double t) {
    Cumulant k;
    const double logit = std::log(pi / (1.0 - pi));
    for (const TermCount& entry : terms) {
        const double a = entry.term;
        const auto count = static_cast<double>(entry.count);
        const double e = logit + t + s * a;
        // log(1 + exp(e)) and its derivative without overflow.
        const double small = std::exp(-std::abs(e));
        const double p = e >= 0.0 ? 1.0 / (1.0 + small) : small / (1.0 + small);
        k.value += count * (std::max(e, 0.0) + std::log1p(small));
        const double v = count * p * (1.0 - p);
        k.by_s += count * a * p;
        k.by_t += count * p;
        k.ss += a * a * v;
        k.st += a * v;
        k.tt += v;
    }
    k.value += number_of(terms) * std::log1p(-pi);
    return k;
}

/// Upper tail of a sum strictly inside its range, terms centred and scaled to unit variance.
double saddlepoint_upper(std::span<const TermCount> terms, double draws, double x, double span) {
    const double m = number_of(terms);
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

}  // namespace

std::vector<TermCount> count_terms(std::span<const double> terms) {
    std::vector<double> sorted(terms.begin(), terms.end());
    std::sort(sorted.begin(), sorted.end());
    std::vector<TermCount> counted;
    for (const double term : sorted) {
        if (counted.empty() || counted.back().term != term) {
            counted.push_back({term, 0});
        }
        ++counted.back().count;
    }
    return counted;
}

std::optional<double> exact_sum_tail(std::span<const TermCount> population, std::size_t draws, double sum, Tail tail) {
    const UpperTask task = as_upper(population, draws, sum, tail);
    const double rounding = 1e-10 * (std::abs(task.top) + std::abs(task.bottom));
    if (task.x <= task.bottom + rounding) {
        return 1.0;
    }
    if (task.x >= task.top - rounding) {
        // Every choice that reaches the top takes all terms above the smallest one taken, and some of those equal to
        // it.
        std::size_t above = 0;
        auto edge = task.terms.rbegin();
        while (above + edge->count < draws) {
            above += edge->count;
            ++edge;
        }
        return std::exp(log_choose(static_cast<double>(edge->count), static_cast<double>(draws - above)) -
                        log_choose(number_of(population), static_cast<double>(draws)));
    }
    if (task.span <= 0.0) {
        return std::nullopt;
    }
    return counted_upper(task, draws);
}

double saddlepoint_tail(std::span<const TermCount> population, std::size_t draws, double sum, Tail tail) {
    UpperTask task = as_upper(population, draws, sum, tail);
    double squares = 0.0;
    for (const TermCount& entry : task.terms) {
        squares += static_cast<double>(entry.count) * entry.term * entry.term;
    }
    const double scale = std::sqrt(squares / number_of(task.terms));
    if (!(scale > 0.0)) {
        return 1.0;
    }
    for (TermCount& entry : task.terms) {
        entry.term /= scale;
    }
    return saddlepoint_upper(task.terms, static_cast<double>(draws), task.x / scale, task.span / scale);
}

double weighted_sum_tail(std::span<const TermCount> population, std::span<const double> weights, double sum,
                         Tail tail) {
    const double m = number_of(population);
    const double mean_b = mean_of(population);
    const double total_a = std::accumulate(weights.begin(), weights.end(), 0.0);
    const double mean_a = total_a / m;
    double b2 = 0.0;
    double b3 = 0.0;
    for (const TermCount& entry : population) {
        const double d = entry.term - mean_b;
        b2 += static_cast<double>(entry.count) * d * d;
        b3 += static_cast<double>(entry.count) * d * d * d;
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
