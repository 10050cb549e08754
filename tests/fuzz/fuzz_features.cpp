// Any bytes as features of a table (x and y by columns) or of GeoJSON: rows read, finite places, one row of the table a
// feature; or our own error. The first byte chooses the format. Covers read_features and number_rejects (layers/read).
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "layers/read/read_features.hpp"
#include "layers/words/catalogue.hpp"
#include "tests/fuzz/memory_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace diaban;
    if (size == 0) {
        return 0;
    }
    const bool table = (data[0] & 1) != 0;
    const char* name = table ? "/vsimem/features.csv" : "/vsimem/features.geojson";
    const fuzz::MemoryFile file(name, data + 1, size - 1);
    FeatureReadOptions options;
    options.source.path = name;
    options.declared_crs = {table ? "EPSG:9209" : "EPSG:4326"};
    options.analysis_crs = {"EPSG:9209"};
    if (table) {
        options.x_field = "x";
        options.y_field = "y";
    }
    options.personal = PersonalData::kDrop;
    Progress progress;
    try {
        const FeatureReading reading = read_features(options, progress);
        if (reading.table.rows() != reading.size() && !reading.table.columns.empty()) {
            std::abort();
        }
        if (reading.row.size() != reading.size() || reading.rejects.rows.size() > reading.rows_read) {
            std::abort();
        }
        for (const Geometry& geometry : reading.geometry) {
            const auto* point = std::get_if<ProjectedPoint>(&geometry);
            if (point != nullptr && !(std::isfinite(point->x) && std::isfinite(point->y))) {
                std::abort();
            }
        }
    } catch (const Error& error) {
        if (!catalogue(Language::kVietnamese).has(error.key())) {
            std::abort();
        }
    }
    return 0;
}
