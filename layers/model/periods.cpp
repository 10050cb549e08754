#include "layers/model/periods.hpp"

namespace diaban {

namespace {

using std::chrono::days;
using std::chrono::month;
using std::chrono::months;
using std::chrono::year;
using std::chrono::year_month_day;
using std::chrono::years;

LocalDay last_valid_day(year_month_day date) {
    if (!date.ok()) {
        date = date.year() / date.month() / std::chrono::last;
    }
    return LocalDay{date};
}

}  // namespace

TimeWindow window_between(std::optional<LocalDay> from, std::optional<LocalDay> to) {
    return {from.value_or(LocalDay{year::min() / 1 / 1}), to.value_or(LocalDay{year::max() / 12 / 31})};
}

TimeWindow year_containing(LocalDay day, MonthDay start) {
    const year_month_day d{day};
    LocalDay from = last_valid_day(d.year() / month{start.month} / std::chrono::day{start.day});
    if (day < from) {
        from = last_valid_day((d.year() - years{1}) / month{start.month} / std::chrono::day{start.day});
    }
    const LocalDay next =
        last_valid_day((year_month_day{from}.year() + years{1}) / month{start.month} / std::chrono::day{start.day});
    return {from, next - days{1}};
}

TimeWindow month_containing(LocalDay day, unsigned month_start) {
    const year_month_day d{day};
    year_month_day from = d.year() / d.month() / std::chrono::day{month_start};
    if (day < LocalDay{from}) {
        from -= months{1};
    }
    return {LocalDay{from}, LocalDay{from + months{1}} - days{1}};
}

TimeWindow window_just_before(const TimeWindow& window) {
    return {window.from - days{window.days()}, window.from - days{1}};
}

TimeWindow same_period_a_year_before(const TimeWindow& window) {
    return {last_valid_day(year_month_day{window.from} - years{1}),
            last_valid_day(year_month_day{window.to} - years{1})};
}

}  // namespace diaban
