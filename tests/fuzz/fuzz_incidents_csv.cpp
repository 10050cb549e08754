// Any bytes as a table of incidents: rows read = accepted + rejected, or our own error.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "layers/read/read_incidents.hpp"
#include "layers/words/catalogue.hpp"
#include "tests/fuzz/memory_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace diaban;
    const fuzz::MemoryFile file("/vsimem/incidents.csv", data, size);
    IncidentReadOptions options;
    options.source.path = "/vsimem/incidents.csv";
    options.declared_crs = {"EPSG:9209"};
    options.analysis_crs = {"EPSG:9209"};
    options.x_field = "x";
    options.y_field = "y";
    options.time_field = "t";
    options.area_field = "a";
    options.category_field = "k";
    options.drop_personal = true;
    options.threads = 1;
    Progress progress;
    try {
        const IncidentReading reading = read_incidents(options, progress);
        if (reading.rows_read != reading.incidents.size() + reading.rejects.rows.size()) {
            std::abort();
        }
        for (std::size_t i = 0; i < reading.incidents.size(); ++i) {
            if (!std::isfinite(reading.incidents.point[i].x) ||
                reading.incidents.category[i] >= reading.incidents.categories.size()) {
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
