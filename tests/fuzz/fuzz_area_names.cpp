// Any bytes as names: the first lines are areas (id, name, parent by tabs), the last is looked for. What is found is
// told once, and a name that stands in the list is found or shared.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "layers/text/area_resolver.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace diaban;
    constexpr std::size_t kLargest = 4096;  // names, not files
    const std::string_view text(reinterpret_cast<const char*>(data), std::min(size, kLargest));
    std::vector<std::string> lines(1);
    for (const char c : text) {
        c == '\n' ? lines.emplace_back() : lines.back() += c;
    }
    NamedAreas areas;
    Crosswalk crosswalk;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        std::vector<std::string> cells(1);
        for (const char c : lines[i]) {
            c == '\t' ? cells.emplace_back() : cells.back() += c;
        }
        cells.resize(3);
        if (i % 2 == 0) {
            areas.id.push_back(cells[0]);
            areas.name.push_back(cells[1]);
            areas.parent.push_back(cells[2]);
        } else {
            crosswalk.units.push_back({cells[0], cells[1], cells[2], {{0, 1.0}}});
        }
    }
    if (areas.id.empty()) {
        return 0;
    }
    const AreaNames names(areas);
    for (const std::string& line : lines) {
        const AreaMatch match = names.match(line);
        if ((match.found() && match.area >= areas.id.size()) || match.nearest.size() > areas.id.size()) {
            std::abort();
        }
    }
    for (const std::string& name : areas.name) {
        const bool blank = name.find_first_not_of(" \t\r\n") == std::string::npos;
        const bool trimmed = !blank && std::string_view(" \t\r\n").find(name.front()) == std::string_view::npos &&
                             std::string_view(" \t\r\n").find(name.back()) == std::string_view::npos;
        if (trimmed && names.match(name).how == NameMatch::kNone) {
            std::abort();
        }
    }
    const AreaResolver resolver(areas, crosswalk);
    const Resolution found = resolver.resolve(lines.back(), std::nullopt);
    if (found.found() && found.area >= areas.id.size()) {
        std::abort();
    }
    return 0;
}
