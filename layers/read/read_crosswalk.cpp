#include "layers/read/read_crosswalk.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "layers/model/error.hpp"
#include "layers/model/nearest_name.hpp"
#include "layers/read/number_text.hpp"
#include "layers/read/read_table.hpp"
#include "layers/read/row_numbering.hpp"
#include "layers/text/text_encoding.hpp"

namespace diaban {

namespace {

const Column* column_named(const Table& table, const std::string& name, const std::string& file) {
    if (name.empty()) {
        return nullptr;
    }
    if (const Column* column = table.find(name)) {
        return column;
    }
    std::vector<std::string> names;
    std::string listed;
    for (const Column& column : table.columns) {
        names.push_back(column.name);
        listed += (listed.empty() ? "" : ", ") + column.name;
    }
    throw Error(ErrorCode::kInput, "error.field-unknown",
                {{"file", file}, {"field", name}, {"nearest", nearest_name(name, names)}, {"fields", listed}});
}

std::string text_of(const Column* column, std::size_t row) {
    std::string text = column == nullptr ? "" : decode_text(cell_text(*column, row)).text;
    const auto first = text.find_first_not_of(" \t\r\n");
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Shares of one unit from what its rows told. False where they do not sum to 1.
bool settle_shares(OldUnit& unit, bool weights) {
    double sum = 0.0;
    const bool told = std::all_of(unit.to.begin(), unit.to.end(), [&](const UnitShare& part) {
        sum += part.weight.value_or(0.0);
        return part.weight.has_value();
    });
    constexpr double kRounded = 0.01;
    const bool sums_up = weights ? sum > 0.0 && std::isfinite(sum) : std::fabs(sum - 1.0) <= kRounded;
    for (UnitShare& part : unit.to) {
        if (unit.whole()) {
            part.share = 1.0;
        } else if (told && sums_up) {
            part.share = *part.weight / sum;
        } else {
            part.share.reset();
        }
    }
    return unit.whole() || !told || sums_up;
}

}  // namespace

CrosswalkReading read_crosswalk(const CrosswalkReadOptions& options, const AreaNames& areas) {
    const std::string file = shown_source(options.source.path);
    const Table table = read_table(options.source);
    CrosswalkReading result;
    result.crosswalk.date = options.date;
    for (const Column& column : table.columns) {
        result.rejects.field_names.push_back(column.name);
    }
    const Column* codes = column_named(table, options.old_field, file);
    const Column* names = column_named(table, options.old_name_field, file);
    const Column* parents = column_named(table, options.old_parent_field, file);
    const Column* targets = column_named(table, options.new_field, file);
    const bool weights = !options.weight_field.empty();
    const Column* sizes = column_named(table, weights ? options.weight_field : options.share_field, file);

    std::vector<OldUnit> units;
    std::vector<std::uint64_t> rows_of_unit;
    std::unordered_map<std::string, std::size_t> by_key;
    std::string example;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        ++result.rows_read;
        const auto reject = [&](const char* reason, std::string detail) {
            RejectedRow rejected;
            rejected.source = file;
            rejected.row = row + 1;
            rejected.reason_key = reason;
            rejected.detail = std::move(detail);
            for (const Column& column : table.columns) {
                rejected.fields.push_back(cell_text(column, row));
            }
            result.rejects.rows.push_back(std::move(rejected));
        };
        OldUnit unit{text_of(codes, row), text_of(names, row), text_of(parents, row), {}};
        const std::string target = text_of(targets, row);
        if (target.empty() || (unit.code.empty() && unit.name.empty())) {
            reject("reject.crosswalk-incomplete", unit.code + unit.name);
            continue;
        }
        UnitShare part;
        if (sizes != nullptr) {
            const std::string size = text_of(sizes, row);
            part.weight = weights ? parse_count(size) : parse_decimal(size);
            if (!size.empty() && (!part.weight || !(*part.weight >= 0.0) || !std::isfinite(*part.weight))) {
                reject("reject.crosswalk-share", size);
                continue;
            }
        }
        const AreaMatch match = areas.match(target);
        if (match.found()) {
            part.area = match.area;
        }
        example = example.empty() ? target : example;
        if (unit.name.empty()) {
            unit.name = unit.code;
        }
        const auto [entry, added] = by_key.emplace(unit.code + '\x1F' + unit.name + '\x1F' + unit.parent, units.size());
        if (added) {
            units.push_back(unit);
            rows_of_unit.push_back(0);
        }
        std::vector<UnitShare>& to = units[entry->second].to;
        const bool again =
            part.area && std::any_of(to.begin(), to.end(), [&](const UnitShare& p) { return p.area == part.area; });
        if (again) {
            reject("reject.crosswalk-twice", unit.name + ", " + target);
            continue;
        }
        to.push_back(part);
        ++rows_of_unit[entry->second];
    }

    std::uint64_t whole = 0;
    std::uint64_t without_shares = 0;
    std::vector<std::string> odd;
    for (std::size_t u = 0; u < units.size(); ++u) {
        OldUnit& unit = units[u];
        const bool inside =
            std::any_of(unit.to.begin(), unit.to.end(), [](const UnitShare& part) { return part.area.has_value(); });
        if (!inside) {
            result.elsewhere += rows_of_unit[u];
            continue;
        }
        if (!settle_shares(unit, weights)) {
            odd.push_back(unit.name);
        }
        whole += unit.whole() ? 1 : 0;
        without_shares += unit.to.front().share ? 0 : 1;
        result.crosswalk.units.push_back(std::move(unit));
    }
    if (result.crosswalk.units.empty()) {
        throw Error(ErrorCode::kInput, "error.crosswalk-no-area",
                    {{"file", file},
                     {"field", options.new_field},
                     {"value", example},
                     {"nearest", nearest_name(example, areas.areas().id)}});
    }
    number_rejects(options.source, result.rejects);
    const std::uint64_t count = result.crosswalk.units.size();
    result.findings.push_back({Severity::kNote,
                               "finding.crosswalk-read",
                               {{"file", file},
                                {"units", std::to_string(count)},
                                {"whole", std::to_string(whole)},
                                {"split", std::to_string(count - whole)},
                                {"without", std::to_string(without_shares)},
                                {"elsewhere", std::to_string(result.elsewhere)}}});
    if (!odd.empty()) {
        result.findings.push_back({Severity::kWarning,
                                   "finding.crosswalk-shares",
                                   {{"file", file}, {"count", std::to_string(odd.size())}, {"example", odd.front()}}});
    }
    return result;
}

}  // namespace diaban
