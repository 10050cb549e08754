#include "engine/inference/permutation_draws.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "layers/base/random.hpp"

namespace diaban {
namespace {

std::array<std::uint32_t, 4> words_of(const DrawKey& key, std::uint32_t permutation, std::uint32_t block) {
    return philox4x32({block, permutation, key.area, detail::kPermutationPurpose},
                      {static_cast<std::uint32_t>(key.seed), static_cast<std::uint32_t>(key.seed >> 32)});
}

}  // namespace

void draw_positions(const DrawKey& key, std::uint32_t permutation, std::span<std::uint32_t> out,
                    std::vector<std::uint32_t>& taken, std::uint32_t stamp) {
    const std::uint32_t others = key.areas - 1;
    const std::uint32_t threshold = detail::refusal_threshold(others);
    std::array<std::uint32_t, 4> words{};
    std::ptrdiff_t found = 0;
    for (std::uint32_t draw = 0; found < std::ssize(out); ++draw) {
        if (draw % 4 == 0) {
            words = words_of(key, permutation, draw / 4);
        }
        const std::uint64_t product = std::uint64_t{words[draw % 4]} * others;
        const auto drawn = static_cast<std::uint32_t>(product >> 32);
        const std::uint32_t position = drawn == key.area ? others : drawn;
        const bool before = taken.empty() ? std::find(out.begin(), out.begin() + found, position) != out.begin() + found
                                          : taken[position] == stamp;
        if (static_cast<std::uint32_t>(product) < threshold || before) {
            continue;
        }
        if (!taken.empty()) {
            taken[position] = stamp;
        }
        out[static_cast<std::size_t>(found++)] = position;
    }
}

std::uint64_t draw_batch_plain(const DrawKey& key, std::uint32_t first, std::uint32_t draws,
                               std::span<std::uint32_t> out) {
    const std::uint32_t others = key.areas - 1;
    const std::uint32_t threshold = detail::refusal_threshold(others);
    std::uint64_t invalid = 0;
    for (std::uint32_t p = 0; p < kBatch; ++p) {
        std::array<std::uint32_t, 4> words{};
        bool valid = true;
        for (std::uint32_t draw = 0; draw < draws; ++draw) {
            if (draw % 4 == 0) {
                words = words_of(key, first + p, draw / 4);
            }
            const std::uint64_t product = std::uint64_t{words[draw % 4]} * others;
            const auto drawn = static_cast<std::uint32_t>(product >> 32);
            const std::uint32_t position = drawn == key.area ? others : drawn;
            valid = valid && static_cast<std::uint32_t>(product) >= threshold;
            for (std::uint32_t before = 0; before < draw; ++before) {
                valid = valid && out[before * kBatch + p] != position;
            }
            out[draw * kBatch + p] = position;
        }
        invalid |= std::uint64_t{valid ? 0u : 1u} << p;
    }
    return invalid;
}

std::uint64_t draw_batch(const DrawKey& key, std::uint32_t first, std::uint32_t draws, std::span<std::uint32_t> out) {
#if defined(__x86_64__)
    static const bool has_avx2 = __builtin_cpu_supports("avx2") != 0;
    if (has_avx2) {
        return detail::draw_batch_avx2(key, first, draws, out.data());
    }
#endif
    return draw_batch_plain(key, first, draws, out);
}

}  // namespace diaban
