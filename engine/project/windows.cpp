#include "engine/project/windows.hpp"

#include <algorithm>
#include <sstream>
#include <string>

#include "layers/base/json_value.hpp"
#include "layers/model/error.hpp"
#include "layers/model/tet.hpp"

namespace diaban {

namespace {

TimeWindow window_around_tet(const Project& project, int year) {
    if (!project.periods.tet_days_before || !project.periods.tet_days_after) {
        throw Error(ErrorCode::kInput, "error.tet-days-missing", {{"file", project.file.string()}});
    }
    const auto window = tet_window(year, *project.periods.tet_days_before, *project.periods.tet_days_after);
    if (!window) {
        throw Error(ErrorCode::kInput, "error.tet-year-unknown",
                    {{"file", project.file.string()},
                     {"year", std::to_string(year)},
                     {"first", std::to_string(kFirstTetYear)},
                     {"last", std::to_string(kLastTetYear)}});
    }
    return *window;
}

/// Counts are made month by month: a slip of a year's digit must not make a million of them.
void require_length(const Project& project, const char* key, const TimeWindow& window) {
    constexpr int kMostYears = 100;
    if (window.years() > kMostYears) {
        throw Error(ErrorCode::kInput, "error.window-too-long",
                    {{"file", project.file.string()},
                     {"key", std::string("periods.") + key},
                     {"from", iso_date(window.from)},
                     {"to", iso_date(window.to)},
                     {"years", std::to_string(kMostYears)}});
    }
}

}  // namespace

GivenWindow read_window(const Setting& setting, TimeWindow& window, std::string_view what_else) {
    if (setting.value.text() == nullptr) {
        window = setting.window();
        return {WindowRule::kGiven, 0};
    }
    const std::string text = setting.text();
    if (!what_else.empty() && (text == "year-before" || text == "just-before")) {
        return {text == "year-before" ? WindowRule::kYearBefore : WindowRule::kJustBefore, 0};
    }
    int year = 0;
    std::string word;
    std::istringstream stream(text);
    stream >> word >> year;
    if (!stream || word != "tet" || stream.peek() != std::char_traits<char>::eof()) {
        setting.refuse("error.key-type", "[from, to] | \"tet 2017\"" + std::string(what_else));
    }
    return {WindowRule::kTet, year};
}

Json given_window(const GivenWindow& given, const TimeWindow& window) {
    switch (given.rule) {
        case WindowRule::kNone:
            return nullptr;
        case WindowRule::kTet:
            return "tet " + std::to_string(given.tet_year);
        case WindowRule::kYearBefore:
            return "year-before";
        case WindowRule::kJustBefore:
            return "just-before";
        case WindowRule::kGiven:
            break;
    }
    return Json::list({iso_date(window.from), iso_date(window.to)});
}

void settle_windows(Project& project) {
    const GivenWindow& current = project.periods.given_current;
    const GivenWindow& baseline = project.periods.given_baseline;
    if (current.rule == WindowRule::kTet) {
        project.periods.current = window_around_tet(project, current.tet_year);
    } else if (current.rule == WindowRule::kNone) {
        if (!project.project.as_of) {
            throw Error(ErrorCode::kInput, "error.key-missing",
                        {{"file", project.file.string()}, {"key", "periods.current"}});
        }
        project.periods.current = year_containing(*project.project.as_of, project.periods.year_start);
        project.periods.current.to = std::min(project.periods.current.to, *project.project.as_of);
    }
    const bool by_tet = current.rule == WindowRule::kTet;
    switch (baseline.rule) {
        case WindowRule::kGiven:
            break;
        case WindowRule::kTet:
            project.periods.baseline = window_around_tet(project, baseline.tet_year);
            break;
        case WindowRule::kJustBefore:
            project.periods.baseline = window_just_before(project.periods.current);
            break;
        case WindowRule::kYearBefore:
            project.periods.baseline = same_period_a_year_before(project.periods.current);
            break;
        case WindowRule::kNone:
            // The same time a year before is Tết's own for a window around Tết: the calendar's would be off by up to a
            // month.
            project.periods.baseline = by_tet ? window_around_tet(project, current.tet_year - 1)
                                              : same_period_a_year_before(project.periods.current);
            break;
    }
    require_length(project, "baseline", project.periods.baseline);
    require_length(project, "current", project.periods.current);
    if (project.periods.baseline.to >= project.periods.current.from) {
        throw Error(ErrorCode::kInput, "error.windows-overlap",
                    {{"file", project.file.string()},
                     {"baseline", iso_date(project.periods.baseline.to)},
                     {"current", iso_date(project.periods.current.from)}});
    }
    if (!project.project.as_of) {
        project.project.as_of = project.periods.current.to;
    }
}

}  // namespace diaban
