// Any bytes as a register of earlier reviews: histories in order of date, no day twice; or our own error.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "engine/input/review_register.hpp"
#include "layers/words/catalogue.hpp"
#include "tests/fuzz/memory_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace diaban;
    const fuzz::MemoryFile file("/vsimem/register.csv", data, size);
    Crosswalk crosswalk;
    crosswalk.units = {{"A", "Xã Cũ", "", {{0, 1.0, 3.0}}},
                       {"B", "Xã Xưa", "", {{0, 1.0, 2.0}}},
                       {"C", "Xã Chia", "", {{0, 0.5, 1.0}, {1, 0.5, 1.0}}}};
    const AreaResolver areas({{"01", "02"}, {"Xã Một", "Xã Hai"}, {"", ""}}, crosswalk);
    const LocalDay as_of{std::chrono::year{2017} / 12 / 14};
    try {
        const ReviewRegister reviews = read_review_register("/vsimem/register.csv", areas, as_of);
        for (const std::vector<EarlierReview>& history : reviews.history) {
            for (std::size_t i = 0; i < history.size(); ++i) {
                if (history[i].date >= as_of || (i > 0 && history[i].date <= history[i - 1].date)) {
                    std::abort();
                }
            }
        }
        if (reviews.rejects.rows.size() > reviews.rows_read) {
            std::abort();
        }
    } catch (const Error& error) {
        if (!catalogue(Language::kVietnamese).has(error.key())) {
            std::abort();
        }
    }
    return 0;
}
