// The sources of a camera plan: opened one way, listed as inputs, their rejects told.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/studies/cameras/inputs.hpp"
#include "layers/read/read_features.hpp"

namespace diaban {

enum class AreasAsPoints { kAllowed, kRefused };

/// Reads sources for `result` and notes there what was read. Holds references: it lives while inputs are read.
class CameraSources {
public:
    CameraSources(const CameraOptions& options, CameraInputs& result, Progress& progress);

    /// --x, --y and --crs speak of whatever source is a table or carries no CRS of its own; demand brings the analysis
    /// CRS.
    FeatureReading features(const std::string& role, const std::string& source);
    /// A table without geometry.
    Table table(const std::string& role, const std::string& source);
    /// Notes a source that somebody else reads (a raster).
    void note(const std::string& role, const std::string& file, std::uint64_t rows_read, std::uint64_t rows_rejected);

    /// A finding that counts and names some; nothing for an empty list.
    void tell(const char* key, const std::vector<std::string>& names);

    [[nodiscard]] const CameraOptions& options() const { return m_options; }
    [[nodiscard]] CameraInputs& result() { return m_result; }
    [[nodiscard]] Progress& progress() { return m_progress; }

private:
    const CameraOptions& m_options;
    CameraInputs& m_result;
    Progress& m_progress;
};

/// Points as they are, areas by a point inside where allowed. Throws Error{kInput, "error.cameras-not-points"}.
std::vector<ProjectedPoint> places_of(const FeatureReading& reading, const std::string& file, AreasAsPoints areas);

/// All features as areas. Throws Error{kInput, "error.cameras-not-areas"}.
std::vector<MultiPolygon> areas_of(const FeatureReading& reading, const std::string& file);

/// The first of the named columns that is there, as text; empty where none is.
std::vector<std::string> first_column(const FeatureReading& reading, const std::string& file,
                                      const std::vector<std::string>& names);

/// By x, then y.
inline bool west_then_south(ProjectedPoint a, ProjectedPoint b) {
    return a.x != b.x ? a.x < b.x : a.y < b.y;
}

}  // namespace diaban
