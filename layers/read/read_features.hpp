// Any vector or table source as plain features in a metric CRS: demand, candidate sites, cameras, roads, buildings.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "layers/crs/crs_information.hpp"
#include "layers/model/feature_layer.hpp"
#include "layers/model/finding.hpp"
#include "layers/model/progress.hpp"
#include "layers/model/rejects.hpp"
#include "layers/read/row_screen.hpp"
#include "layers/read/source.hpp"

namespace diaban {

struct FeatureReadOptions {
    SourceSpec source;
    CrsId declared_crs;   ///< empty: the source's own
    CrsId analysis_crs;   ///< metric; empty: chosen from the extent of what is read
    std::string x_field;  ///< columns of a table; empty with y: the source's own geometry
    std::string y_field;
    PersonalData personal = PersonalData::kRefuse;  ///< columns with persons' data, by header and by content
};

/// Features in the order of the source. Parts of a multipoint or multiline become features of their own with the same
/// attributes; areas stay whole and are repaired where invalid.
struct FeatureReading {
    std::vector<Geometry> geometry;
    Table table;                     ///< one row a feature; tables without types hold text
    std::vector<std::uint64_t> row;  ///< row of the source, first = 1
    ChosenCrs crs;
    Rejects rejects;  ///< rows without a usable place
    std::uint64_t rows_read = 0;
    std::vector<Finding> findings;

    [[nodiscard]] std::size_t size() const { return geometry.size(); }
};

/// Reject reasons: reject.coordinates-missing, reject.coordinate-unreadable, reject.coordinate-out-of-range,
/// reject.coordinate-untransformable. Throws Error{kInput}: error.personal-columns, error.personal-content,
/// error.xy-needed, error.crs-not-metric for an analysis CRS in degrees, error.layer-empty, and those of Source,
/// Transformation and choose_metric_crs. O(vertices).
FeatureReading read_features(const FeatureReadOptions& options, Progress& progress);

/// A column as numbers: typed columns as they are, text by `parse_decimal`. Missing or unreadable values are empty.
/// Throws Error{kInput, "error.field-unknown"} with the nearest name when there is no such column.
std::vector<std::optional<double>> real_column(const Table& table, const std::string& name, const std::string& file);

/// A column as text; numbers without trailing zeros. The same error.
std::vector<std::string> text_column(const Table& table, const std::string& name, const std::string& file);

}  // namespace diaban
