// Any bytes as areas: columns of one length, sorted ids and valid polygons, or our own error.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

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
    Progress progress;
    try {
        const AreaReading reading = read_areas(options, progress);
        const AreaLayer& areas = reading.areas;
        if (areas.geometry.size() != areas.size() || !std::is_sorted(areas.id.begin(), areas.id.end())) {
            std::abort();
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
