#include "engine/output/carried_attributes.hpp"

#include <algorithm>
#include <set>

#include "layers/base/ascii_text.hpp"

namespace diaban {

namespace {

/// The same values, whole numbers and reals compared as numbers.
bool same_values(const Column& a, const Column& b) {
    const auto* integers = std::get_if<IntegerValues>(&b.values);
    const auto* reals = std::get_if<RealValues>(&a.values);
    if (integers == nullptr || reals == nullptr) {
        return a.values == b.values;
    }
    return std::equal(reals->begin(), reals->end(), integers->begin(), integers->end(),
                      [](const std::optional<double>& x, const std::optional<std::int64_t>& y) {
                          return x.has_value() == y.has_value() && (!x || *x == static_cast<double>(*y));
                      });
}

}  // namespace

Table with_attributes(const Table& attributes, Table own) {
    static const std::set<std::string> kReserved = {"fid", "geom", "ogc_fid"};
    std::set<std::string> taken(kReserved);
    for (const Column& column : own.columns) {
        taken.insert(lower_ascii(column.name));
    }
    Table joined;
    for (const Column& attribute : attributes.columns) {
        Column kept = attribute;
        if (const Column* same = own.find(attribute.name); same != nullptr && same_values(*same, attribute)) {
            continue;
        }
        while (taken.count(lower_ascii(kept.name)) != 0) {
            kept.name = "src_" + kept.name;
        }
        taken.insert(lower_ascii(kept.name));
        joined.columns.push_back(std::move(kept));
    }
    for (Column& column : own.columns) {
        joined.columns.push_back(std::move(column));
    }
    return joined;
}

}  // namespace diaban
