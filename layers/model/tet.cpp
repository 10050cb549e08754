#include "layers/model/tet.hpp"

#include <array>

namespace diaban {

namespace {

struct MonthAndDay {
    unsigned month;
    unsigned day;
};

/// Printed by tests/reference/tet_dates.py.
constexpr std::array<MonthAndDay, kLastTetYear - kFirstTetYear + 1> kTet{{
    {1, 27},  // 1990
    {2, 15},  // 1991
    {2, 4},   // 1992
    {1, 23},  // 1993
    {2, 10},  // 1994
    {1, 31},  // 1995
    {2, 19},  // 1996
    {2, 7},   // 1997
    {1, 28},  // 1998
    {2, 16},  // 1999
    {2, 5},   // 2000
    {1, 24},  // 2001
    {2, 12},  // 2002
    {2, 1},   // 2003
    {1, 22},  // 2004
    {2, 9},   // 2005
    {1, 29},  // 2006
    {2, 17},  // 2007
    {2, 7},   // 2008
    {1, 26},  // 2009
    {2, 14},  // 2010
    {2, 3},   // 2011
    {1, 23},  // 2012
    {2, 10},  // 2013
    {1, 31},  // 2014
    {2, 19},  // 2015
    {2, 8},   // 2016
    {1, 28},  // 2017
    {2, 16},  // 2018
    {2, 5},   // 2019
    {1, 25},  // 2020
    {2, 12},  // 2021
    {2, 1},   // 2022
    {1, 22},  // 2023
    {2, 10},  // 2024
    {1, 29},  // 2025
    {2, 17},  // 2026
    {2, 6},   // 2027
    {1, 26},  // 2028
    {2, 13},  // 2029
    {2, 2},   // 2030
    {1, 23},  // 2031
    {2, 11},  // 2032
    {1, 31},  // 2033
    {2, 19},  // 2034
    {2, 8},   // 2035
    {1, 28},  // 2036
    {2, 15},  // 2037
    {2, 4},   // 2038
    {1, 24},  // 2039
    {2, 12},  // 2040
    {2, 1},   // 2041
    {1, 22},  // 2042
    {2, 10},  // 2043
    {1, 30},  // 2044
    {2, 17},  // 2045
    {2, 6},   // 2046
    {1, 26},  // 2047
    {2, 14},  // 2048
    {2, 2},   // 2049
    {1, 23},  // 2050
}};

}  // namespace

std::optional<LocalDay> tet(int year) {
    if (year < kFirstTetYear || year > kLastTetYear) {
        return std::nullopt;
    }
    const MonthAndDay date = kTet[static_cast<std::size_t>(year - kFirstTetYear)];
    return LocalDay{std::chrono::year{year} / std::chrono::month{date.month} / std::chrono::day{date.day}};
}

std::optional<TimeWindow> tet_window(int year, int days_before, int days_after) {
    const auto first = tet(year);
    if (!first) {
        return std::nullopt;
    }
    return TimeWindow{*first - std::chrono::days{days_before}, *first + std::chrono::days{days_after}};
}

}  // namespace diaban
