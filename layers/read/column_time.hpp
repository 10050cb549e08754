// The times of one column, whose cells may be written in several ways: text dates, real dates and Excel's serial
// numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/read/local_time_text.hpp"

namespace diaban {

/// Every reading of one cell. At most one of `unmistakable` and the other two is set.
struct CellTime {
    /// ISO (yyyy-mm[-dd]), mm/yyyy, or an Excel serial number: whatever the order of the column's other dates.
    std::optional<ReadTime> unmistakable;
    bool serial = false;                  ///< it was a serial number
    std::optional<ReadTime> day_first;    ///< dd/mm/yyyy
    std::optional<ReadTime> month_first;  ///< mm/dd/yyyy

    /// The reading in a column of that order.
    [[nodiscard]] std::optional<ReadTime> in_order(DateOrder order) const;
};

/// All readings of one cell. Serial numbers are days since 30/12/1899 with a fraction for the clock, from 32874
/// (1/1/1990) up to 73050 (31/12/2099): other numbers are no dates. `utc_offset` as in TimeFormat. O(length).
CellTime read_cell_time(std::string_view text, std::chrono::minutes utc_offset);

/// The one reading of a cell in a column of that format: by its pattern, else every way in which the column's order
/// lets it be read.
std::optional<LocalTime> parse_column_time(std::string_view text, const TimeFormat& format);

/// The days of Excel (1900 system) as a time to the second; empty outside 1/1/1990 to 31/12/2099.
std::optional<LocalTime> excel_serial_time(double serial);

/// One text of a time that stands in several columns: year, month[, day[, hour[, minute[, second]]]], or a date and a
/// clock (also a real time of a spreadsheet: a fraction of a day). Empty where the first cell is blank; parts behind a
/// blank one are left out. The texts are joined by a space where they are neither.
std::string join_time_cells(std::span<const std::string_view> cells);

/// Finds the order of a column by looking at all of its values. Detectors of parts of a column merge, in the order of
/// the parts, to the detector of the whole.
class DateOrderDetector {
public:
    void add(std::string_view text);
    /// The same for a text that has been read already.
    void add(std::string_view text, const CellTime& readings);
    void merge(const DateOrderDetector& later);
    /// Counts a time that a declared pattern has read: only for `months_only`.
    void count_precision(TimePrecision precision) { m_months_only += precision == TimePrecision::kMonth ? 1 : 0; }

    /// The order of the column's dd/mm or mm/dd dates; kYearMonthDay when it has none. Throws Error{kInput,
    /// "error.date-ambiguous"} with both readings of an example when day and month cannot be told apart anywhere in the
    /// column, "error.date-mixed" when some rows can only be dd/mm and others only mm/dd, and "error.date-unknown" when
    /// nothing reads as a date. Where unmistakable dates are as many or more, ambiguous and mixed dates are not
    /// believed: kYearMonthDay.
    [[nodiscard]] DateOrder decide(const std::string& file, const std::string& field) const;
    /// True when a date's reading depends on the order.
    [[nodiscard]] bool needs_order() const { return with_slashes() > 0; }
    /// "yyyy-mm-dd", "dd/mm/yyyy", "mm/dd/yyyy", or "serial" for a column that holds serial numbers only.
    [[nodiscard]] std::string name_of(DateOrder order) const;
    [[nodiscard]] std::uint64_t serials() const { return m_serial; }
    [[nodiscard]] const std::string& example_serial() const { return m_example_serial; }
    /// Dates that name only a month.
    [[nodiscard]] std::uint64_t months_only() const { return m_months_only; }

private:
    [[nodiscard]] std::uint64_t with_slashes() const { return m_either + m_only_day_first + m_only_month_first; }

    std::uint64_t m_year_first = 0;
    std::uint64_t m_serial = 0;
    std::uint64_t m_months_only = 0;
    std::uint64_t m_only_day_first = 0;
    std::uint64_t m_only_month_first = 0;
    std::uint64_t m_either = 0;
    std::string m_example_serial;
    std::string m_example_either;
    std::string m_example_day_first;
    std::string m_example_month_first;
    std::string m_example_unreadable;
};

}  // namespace diaban
