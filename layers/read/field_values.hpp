// Attributes of OGR features as typed columns.
#pragma once

#include <vector>

#include "layers/model/table.hpp"

class OGRFeature;
class OGRFeatureDefn;

namespace diaban {

/// One empty column for each field: integers, reals and booleans as such, everything else as text.
Table empty_columns(const OGRFeatureDefn& definition);

/// Adds one feature's values to columns made by `empty_columns` of its definition.
void append_values(const OGRFeature& feature, Table& table);

/// The given rows of a table, in that order. O(rows x columns).
Table select_rows(const Table& table, const std::vector<std::size_t>& rows);

}  // namespace diaban
