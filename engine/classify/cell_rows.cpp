#include "engine/classify/cell_rows.hpp"

#include <numeric>

namespace diaban {

namespace {

/// One row of cells; n is the likelihood now.
struct Row {
    const double* n;
    std::size_t cells;
};

inline __attribute__((always_inline)) void add_weighted(double* sums, const double* row, double b, std::size_t cells) {
    for (std::size_t j = 0; j < cells; ++j) {
        sums[j] += b * row[j];
    }
}

inline __attribute__((always_inline)) void add_weighted_by_itself(double* row, double b, Row now) {
    for (std::size_t j = 0; j < now.cells; ++j) {
        row[j] += row[j] * (b * now.n[j]);
    }
}

inline __attribute__((always_inline)) void renew_cells(double* weights, const Renewal& from, std::size_t cells) {
    const double* base = from.base.data();
    const double* sums = from.sums.data();
    const double base_areas = from.base_areas;
    const double all = from.base_areas + from.areas;
    for (std::size_t k = 0; k < cells; ++k) {
        weights[k] = (base_areas * base[k] + weights[k] * sums[k]) / all;
    }
}

// Chosen by hand, not by the loader: resolvers that run before the program do not get on with sanitizers.
#if defined(__x86_64__)
__attribute__((target("avx2"))) void add_weighted_wide(double* sums, const double* row, double b, std::size_t cells) {
    add_weighted(sums, row, b, cells);
}
__attribute__((target("avx2"))) void add_weighted_by_itself_wide(double* row, double b, Row now) {
    add_weighted_by_itself(row, b, now);
}
__attribute__((target("avx2"))) void renew_wide(double* weights, const Renewal& from, std::size_t cells) {
    renew_cells(weights, from, cells);
}
bool has_wide_vectors() {
    static const bool has = __builtin_cpu_supports("avx2") != 0;
    return has;
}
#else
void add_weighted_wide(double* sums, const double* row, double b, std::size_t cells) {
    add_weighted(sums, row, b, cells);
}
void add_weighted_by_itself_wide(double* row, double b, Row now) {
    add_weighted_by_itself(row, b, now);
}
void renew_wide(double* weights, const Renewal& from, std::size_t cells) {
    renew_cells(weights, from, cells);
}
bool has_wide_vectors() {
    return false;
}
#endif

void add_weighted_narrow(double* sums, const double* row, double b, std::size_t cells) {
    add_weighted(sums, row, b, cells);
}
void add_weighted_by_itself_narrow(double* row, double b, Row now) {
    add_weighted_by_itself(row, b, now);
}
void renew_narrow(double* weights, const Renewal& from, std::size_t cells) {
    renew_cells(weights, from, cells);
}

}  // namespace

double marginal(const double* weights, std::size_t cells, const PairLikelihood& area, std::vector<double>& by_now) {
    const auto& [before, now] = area;
    const auto add = has_wide_vectors() ? add_weighted_wide : add_weighted_narrow;
    by_now.assign(now.value.size(), 0.0);
    for (std::size_t i = 0; i < before.value.size(); ++i) {
        add(by_now.data(), weights + (before.first + i) * cells + now.first, before.value[i], by_now.size());
    }
    return std::inner_product(by_now.begin(), by_now.end(), now.value.begin(), 0.0);
}

void add_likelihood(double* sums, std::size_t cells, const PairLikelihood& area, double scale) {
    const auto& [before, now] = area;
    const auto add = has_wide_vectors() ? add_weighted_wide : add_weighted_narrow;
    for (std::size_t i = 0; i < before.value.size(); ++i) {
        add(sums + (before.first + i) * cells + now.first, now.value.data(), before.value[i] * scale, now.value.size());
    }
}

void add_posterior(double* sums, std::size_t cells, const PairLikelihood& area, double scale) {
    const auto& [before, now] = area;
    const auto add = has_wide_vectors() ? add_weighted_by_itself_wide : add_weighted_by_itself_narrow;
    for (std::size_t i = 0; i < before.value.size(); ++i) {
        add(sums + (before.first + i) * cells + now.first, before.value[i] * scale,
            {now.value.data(), now.value.size()});
    }
}

void renew(std::vector<double>& weights, const Renewal& from) {
    const auto renew_all = has_wide_vectors() ? renew_wide : renew_narrow;
    renew_all(weights.data(), from, weights.size());
}

}  // namespace diaban
