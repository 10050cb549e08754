// Any bytes as the cells of a time, one a line: readings within the calendar, and a detector of two halves decides as
// one of the whole. Covers read_cell_time, join_time_cells, DateOrderDetector (layers/read/column_time.cpp).
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "layers/model/error.hpp"
#include "layers/read/column_time.hpp"

namespace {

using namespace diaban;

/// The order, or the key of the error.
std::string decided(const DateOrderDetector& detector) {
    try {
        return detector.name_of(detector.decide("f", "t"));
    } catch (const Error& error) {
        return error.key();
    }
}

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void require_a_day(const std::optional<ReadTime>& read) {
    if (read) {
        const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(read->time)};
        require(day.ok() && day.year() >= std::chrono::year{-1} && day.year() <= std::chrono::year{10000});
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at < size;) {
        const std::size_t end = std::min(text.find('\n', at), size);
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    DateOrderDetector whole;
    DateOrderDetector first;
    DateOrderDetector second;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const CellTime cell = read_cell_time(lines[i], std::chrono::minutes{420});
        require_a_day(cell.unmistakable);
        require_a_day(cell.day_first);
        require_a_day(cell.month_first);
        require(!(cell.unmistakable && (cell.day_first || cell.month_first)));
        whole.add(lines[i]);
        (i < lines.size() / 2 ? first : second).add(lines[i]);
    }
    first.merge(second);
    require(decided(first) == decided(whole));
    require_a_day(read_cell_time(join_time_cells(lines), std::chrono::minutes{420}).unmistakable);
    return 0;
}
