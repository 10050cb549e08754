#include "engine/output/withholding.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

#include "engine/output/review_kinds.hpp"
#include "engine/output/table_values.hpp"
#include "layers/base/calendar.hpp"

namespace diaban {

namespace {

/// What a row is about, not what was counted in it.
constexpr std::array<std::string_view, 19> kKept{
    "area_id",         "name",           "parent", "watched",   "suppressed", "population", "area_km2",
    "window_baseline", "window_current", "period", "from",      "to",         "days",       "category",
    "variant",         "theme",          "level",  "condition", "unit_id"};

bool begins(const std::string& name, std::string_view with) {
    return name.rfind(with, 0) == 0;
}

bool is_small(const std::optional<std::int64_t>& count, unsigned below) {
    return count && *count > 0 && *count < static_cast<std::int64_t>(below);
}

/// The input's own columns have no description of ours; markets and schools are no incidents.
bool is_figure(const Column& column) {
    const bool of_overlay = begins(column.name, overlays_kind().name) && column.name.find("_n_") == std::string::npos;
    return !column.description_key.empty() && !of_overlay &&
           std::find(kKept.begin(), kKept.end(), column.name) == kKept.end();
}

void blank(Column& column, std::size_t row) {
    std::visit([row](auto& values) { values[row].reset(); }, column.values);
}

void blank_rows(Table& table, const std::vector<std::uint8_t>& rows) {
    for (Column& column : table.columns) {
        for (std::size_t row = 0; is_figure(column) && row < rows.size(); ++row) {
            if (rows[row] != 0) {
                blank(column, row);
            }
        }
    }
}

/// Counts of a part (detected, located, of one theme) in rows that are shown; a theme's small count takes all of that
/// theme with it.
void blank_small_parts(Table& table, unsigned below) {
    for (Column& counts : table.columns) {
        auto* values = std::get_if<IntegerValues>(&counts.values);
        const bool of_incidents = begins(counts.name, "n_") || counts.name.find("_n_baseline") != std::string::npos ||
                                  counts.name.find("_n_current") != std::string::npos;
        if (values == nullptr || !of_incidents || counts.description_key.empty()) {
            continue;
        }
        const std::size_t stem = counts.name.find("_n_");
        const std::string prefix =
            begins(counts.name, "theme_") && stem != std::string::npos ? counts.name.substr(0, stem + 1) : "";
        for (std::size_t row = 0; row < values->size(); ++row) {
            if (!is_small((*values)[row], below)) {
                continue;
            }
            if (prefix.empty()) {
                (*values)[row].reset();
                continue;
            }
            for (Column& other : table.columns) {
                if (begins(other.name, prefix)) {
                    blank(other, row);
                }
            }
        }
    }
}

std::vector<std::optional<std::int64_t>> counts_of(const Table& table, const char* name) {
    const TableValues values(table);
    std::vector<std::optional<std::int64_t>> counts(table.rows());
    for (std::size_t row = 0; row < counts.size(); ++row) {
        if (const auto value = values.number(name, row)) {
            counts[row] = static_cast<std::int64_t>(*value);
        }
    }
    return counts;
}

/// Group numbers in the order in which texts appear.
std::vector<std::size_t> numbered(const std::vector<std::string>& texts) {
    std::map<std::string, std::size_t> seen;
    std::vector<std::size_t> groups;
    for (const std::string& text : texts) {
        groups.push_back(seen.emplace(text, seen.size()).first->second);
    }
    return groups;
}

std::vector<std::uint8_t> rows_of_areas(const Table& table, const SmallCounts& small) {
    const TableValues values(table);
    std::vector<std::uint8_t> rows(table.rows(), 0);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        rows[row] = small.areas.count(values.text("area_id", row)) > 0 ? 1 : 0;
    }
    return rows;
}

void add_rows(std::vector<std::uint8_t>& rows, const std::vector<std::uint8_t>& more) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        rows[row] = rows[row] != 0 || more[row] != 0 ? 1 : 0;
    }
}

void add_flag(Table& table, const std::vector<std::uint8_t>& rows) {
    BooleanValues flags;
    for (const std::uint8_t row : rows) {
        flags.emplace_back(row != 0);
    }
    table.columns.push_back({"suppressed", std::move(flags), "", "field.suppressed"});
}

void flag_and_blank(Table& table, const std::vector<std::uint8_t>& rows, unsigned below) {
    add_flag(table, rows);
    blank_rows(table, rows);
    blank_small_parts(table, below);
}

/// Months of one area and window make a group: its total stands in the row of the window.
void withhold_months(Table& table, const SmallCounts& small) {
    const TableValues values(table);
    std::vector<std::string> groups;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto from = day_from_iso(values.text("from", row));
        const bool month = values.text("period", row) == "month";
        groups.push_back(
            values.text("area_id", row) + "\n" +
            (month ? from && *from >= small.current_from ? "current" : "baseline" : "whole " + std::to_string(row)));
    }
    std::vector<std::uint8_t> rows = rows_of_areas(table, small);
    add_rows(rows, withheld_rows(counts_of(table, "n"), numbered(groups), small.below));
    flag_and_blank(table, rows, small.below);
}

void withhold_parts(Table& table, const SmallCounts& small) {
    const TableValues values(table);
    std::vector<std::string> areas;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        areas.push_back(values.text("area_id", row));
    }
    std::vector<std::uint8_t> rows = rows_of_areas(table, small);
    for (const char* counts : {"n_baseline", "n_current"}) {
        add_rows(rows, withheld_rows(counts_of(table, counts), numbered(areas), small.below));
    }
    flag_and_blank(table, rows, small.below);
}

void withhold_own_counts(Table& table, const SmallCounts& small) {
    const std::vector<std::size_t> all(table.rows(), 0);
    std::vector<std::uint8_t> rows = withheld_rows(counts_of(table, "n_baseline"), all, small.below);
    add_rows(rows, withheld_rows(counts_of(table, "n_current"), all, small.below));
    flag_and_blank(table, rows, small.below);
}

}  // namespace

std::vector<std::uint8_t> withheld_rows(const std::vector<std::optional<std::int64_t>>& counts,
                                        const std::vector<std::size_t>& group, unsigned below) {
    std::vector<std::uint8_t> rows(counts.size(), 0);
    std::map<std::size_t, std::vector<std::size_t>> groups;
    for (std::size_t row = 0; row < counts.size(); ++row) {
        rows[row] = is_small(counts[row], below) ? 1 : 0;
        groups[group[row]].push_back(row);
    }
    for (const auto& [number, members] : groups) {
        std::optional<std::size_t> next;
        std::size_t withheld = 0;
        for (const std::size_t row : members) {
            withheld += rows[row];
            if (rows[row] == 0 && counts[row] && *counts[row] > 0 && (!next || *counts[row] < *counts[*next])) {
                next = row;
            }
        }
        if (withheld == 1 && next) {
            rows[*next] = 1;
        }
    }
    return rows;
}

SmallCounts small_counts(const Table& areas, LocalDay current_from, unsigned below) {
    SmallCounts small;
    small.below = below;
    small.current_from = current_from;
    const std::vector<std::size_t> all(areas.rows(), 0);
    std::vector<std::uint8_t> rows(areas.rows(), 0);
    std::vector<std::uint8_t> own(areas.rows(), 0);
    for (const char* window : {"n_baseline", "n_current"}) {
        const std::vector<std::optional<std::int64_t>> counts = counts_of(areas, window);
        for (std::size_t i = 0; i < counts.size(); ++i) {
            own[i] = own[i] != 0 || is_small(counts[i], below) ? 1 : 0;
        }
        add_rows(rows, withheld_rows(counts, all, below));
    }
    const TableValues values(areas);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i] != 0) {
            small.areas.insert(values.text("area_id", i));
            small.small += own[i];
        }
    }
    return small;
}

std::vector<Finding> small_count_findings(const SmallCounts& small) {
    if (small.areas.empty()) {
        return {};
    }
    return {{Severity::kNote,
             "finding.small-counts",
             {{"count", std::to_string(small.areas.size())},
              {"below", std::to_string(small.below)},
              {"most", std::to_string(small.below - 1)},
              {"small", std::to_string(small.small)},
              {"other", std::to_string(small.areas.size() - small.small)}}}};
}

void withhold(FeatureLayer& layer, const SmallCounts& small, const LayerKind& kind) {
    if (small.below == 0) {
        return;
    }
    Table& table = layer.table;
    switch (kind.withheld) {
        case Withheld::kNothing:
            return;
        case Withheld::kAreas: {
            const std::vector<std::uint8_t> rows = rows_of_areas(table, small);
            flag_and_blank(table, rows, small.below);
            return;
        }
        case Withheld::kRowsOfAreas:
            blank_rows(table, rows_of_areas(table, small));
            return;
        case Withheld::kMonths:
            withhold_months(table, small);
            return;
        case Withheld::kPartsOfAreas:
            withhold_parts(table, small);
            return;
        case Withheld::kSingleIncidents:
            layer.geometry.clear();
            for (Column& column : table.columns) {
                std::visit([](auto& values) { values.clear(); }, column.values);
            }
            return;
        case Withheld::kOwnCounts:
            withhold_own_counts(table, small);
            return;
    }
}

}  // namespace diaban
