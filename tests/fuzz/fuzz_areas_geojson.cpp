// Any bytes as areas: columns of one length, sorted ids, valid polygons whose overlaps and gaps can be measured, or our
// own error.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "layers/geometry/coverage.hpp"
#include "layers/geometry/geos_session.hpp"
#include "layers/read/read_areas.hpp"
#include "layers/words/catalogue.hpp"
#include "tests/fuzz/memory_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace diaban;
    const fuzz::MemoryFile file("/vsimem/areas.geojson", data, size);
    AreaReadOptions options;
    options.source.path = "/vsimem/areas.geojson";
    options.declared_crs = {"EPSG:4326"};
    options.analysis_crs = {"EPSG:9209"};
    options.id_field = "id";
    if (std::string_view(reinterpret_cast<const char*>(data), size).find("\"parent\"") != std::string_view::npos) {
        options.parent_field = "parent";
    }
    Progress progress;
    try {
        const AreaReading reading = read_areas(options, progress);
        const AreaLayer& areas = reading.areas;
        if (areas.geometry.size() != areas.size() || !std::is_sorted(areas.id.begin(), areas.id.end())) {
            std::abort();
        }
        if (areas.parent.size() != areas.size() || areas.population.size() != areas.size()) {
            std::abort();
        }
        for (const AreaOverlap& overlap : measure_coverage(areas.geometry, {}).overlaps) {
            if (overlap.first >= overlap.second || overlap.second >= areas.size() || !(overlap.area.value > 0.0)) {
                std::abort();
            }
        }
        const GeosContext context;
        for (const MultiPolygon& area : areas.geometry) {
            if (!area.empty() && GEOSisValid_r(context.get(), to_geos(context, area).get()) != 1) {
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
