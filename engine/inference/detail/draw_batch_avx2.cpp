// Eight permutations at a time. Integers only, so the answer is the plain path's to the last bit.
#if defined(__x86_64__)

#include <immintrin.h>

#include <cstddef>

#include "engine/inference/permutation_draws.hpp"

namespace diaban::detail {
namespace {

#define DIABAN_AVX2 __attribute__((target("avx2"), always_inline)) inline

/// High and low halves of the products of eight words with one multiplier.
struct Products {
    __m256i high;
    __m256i low;
};

DIABAN_AVX2 Products multiply(__m256i words, __m256i multiplier) {
    const __m256i even = _mm256_mul_epu32(words, multiplier);
    const __m256i odd = _mm256_mul_epu32(_mm256_srli_epi64(words, 32), multiplier);
    return {_mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xAA),
            _mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0xAA)};
}

struct Words {
    __m256i word[4];
};

/// Ten rounds of Philox4x32 for eight counters.
DIABAN_AVX2 Words philox(Words counter, std::uint32_t key0, std::uint32_t key1) {
    const __m256i multiplier0 = _mm256_set1_epi64x(0xD2511F53);
    const __m256i multiplier1 = _mm256_set1_epi64x(0xCD9E8D57);
    for (int round = 0; round < 10; ++round) {
        const Products product0 = multiply(counter.word[0], multiplier0);
        const Products product1 = multiply(counter.word[2], multiplier1);
        const __m256i round_key0 = _mm256_set1_epi32(static_cast<int>(key0));
        const __m256i round_key1 = _mm256_set1_epi32(static_cast<int>(key1));
        counter = {{_mm256_xor_si256(_mm256_xor_si256(product1.high, counter.word[1]), round_key0), product1.low,
                    _mm256_xor_si256(_mm256_xor_si256(product0.high, counter.word[3]), round_key1), product0.low}};
        key0 += 0x9E3779B9u;
        key1 += 0xBB67AE85u;
    }
    return counter;
}

}  // namespace

__attribute__((target("avx2"))) std::uint64_t draw_batch_avx2(const DrawKey& key, std::uint32_t first,
                                                              std::uint32_t draws, std::uint32_t* out) {
    const std::uint32_t others = key.areas - 1;
    const __m256i multiplier = _mm256_set1_epi64x(others);
    // No word is refused while its low product is at least the threshold; min_epu32 gives the unsigned comparison.
    const __m256i threshold = _mm256_set1_epi32(static_cast<int>(refusal_threshold(others)));
    const __m256i self = _mm256_set1_epi32(static_cast<int>(key.area));
    const __m256i last = _mm256_set1_epi32(static_cast<int>(others));
    const __m256i lanes = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    std::uint64_t invalid = 0;
    for (std::uint32_t p = 0; p < kBatch; p += 8) {
        const __m256i permutation = _mm256_add_epi32(_mm256_set1_epi32(static_cast<int>(first + p)), lanes);
        __m256i seen[kMaxBatchDraws];
        __m256i bad = _mm256_setzero_si256();
        for (std::uint32_t block = 0; block * 4 < draws; ++block) {
            const Words words =
                philox({{_mm256_set1_epi32(static_cast<int>(block)), permutation,
                         _mm256_set1_epi32(static_cast<int>(key.area)),
                         _mm256_set1_epi32(static_cast<int>(kPermutationPurpose))}},
                       static_cast<std::uint32_t>(key.seed), static_cast<std::uint32_t>(key.seed >> 32));
            const std::uint32_t end = draws - block * 4 < 4 ? draws - block * 4 : 4;
            for (std::uint32_t w = 0; w < end; ++w) {
                const std::uint32_t draw = block * 4 + w;
                const Products product = multiply(words.word[w], multiplier);
                const __m256i accepted = _mm256_cmpeq_epi32(_mm256_min_epu32(product.low, threshold), threshold);
                const __m256i position = _mm256_blendv_epi8(product.high, last, _mm256_cmpeq_epi32(product.high, self));
                bad = _mm256_or_si256(bad, _mm256_xor_si256(accepted, _mm256_set1_epi32(-1)));
                for (std::uint32_t before = 0; before < draw; ++before) {
                    bad = _mm256_or_si256(bad, _mm256_cmpeq_epi32(seen[before], position));
                }
                seen[draw] = position;
                _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + std::size_t{draw} * kBatch + p), position);
            }
        }
        const auto mask = static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(bad)));
        invalid |= std::uint64_t{mask} << p;
    }
    return invalid;
}

}  // namespace diaban::detail

#endif
