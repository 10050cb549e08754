// Any bytes as a crosswalk: every row is used, elsewhere or rejected; shares sum to 1; or our own error.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "layers/read/read_crosswalk.hpp"
#include "layers/words/catalogue.hpp"
#include "tests/fuzz/memory_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace diaban;
    const fuzz::MemoryFile file("/vsimem/crosswalk.csv", data, size);
    const AreaNames areas({{"001", "002", "X"}, {"Xã Một", "Xã Hai", "Phường Ba"}, {"", "H. A", "H. B"}});
    for (const bool weights : {false, true}) {
        CrosswalkReadOptions options;
        options.source.path = "/vsimem/crosswalk.csv";
        options.old_field = "old";
        options.old_name_field = "name";
        options.new_field = "new";
        (weights ? options.weight_field : options.share_field) = "share";
        try {
            const CrosswalkReading reading = read_crosswalk(options, areas);
            std::uint64_t used = 0;
            for (const OldUnit& unit : reading.crosswalk.units) {
                used += unit.to.size();
                double sum = 0.0;
                for (const UnitShare& part : unit.to) {
                    sum += part.share.value_or(0.0);
                    if ((part.area && *part.area >= 3) || part.share.has_value() != unit.to.front().share.has_value()) {
                        std::abort();
                    }
                }
                if (unit.to.empty() || (unit.to.front().share && std::fabs(sum - 1.0) > 1e-9)) {
                    std::abort();
                }
            }
            if (used + reading.elsewhere + reading.rejects.rows.size() != reading.rows_read) {
                std::abort();
            }
            SplitApportionment split(reading.crosswalk);
            for (std::size_t u = 0; u < reading.crosswalk.units.size(); ++u) {
                (void)split.next(u);
            }
        } catch (const Error& error) {
            if (!catalogue(Language::kVietnamese).has(error.key())) {
                std::abort();
            }
        }
    }
    return 0;
}
