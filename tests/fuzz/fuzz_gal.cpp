// Any bytes as a weights file: read or refused with an Error, and what was read keeps its promises and reads back the
// same. Covers read_gal, read_gwt, write_gal, write_gwt (engine/weights/weights_files.cpp). The first byte chooses the
// format.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

#include "engine/weights/weights_files.hpp"
#include "layers/model/error.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace diaban;
    if (size == 0) {
        return 0;
    }
    const bool gwt = (data[0] & 1) != 0;
    std::istringstream in(std::string(reinterpret_cast<const char*>(data) + 1, size - 1));
    try {
        const SpatialWeights weights = gwt ? read_gwt(in, "fuzz") : read_gal(in, "fuzz");
        validate(weights);
        std::stringstream text;
        gwt ? write_gwt(text, weights) : write_gal(text, weights);
        const SpatialWeights again = gwt ? read_gwt(text, "again") : read_gal(text, "again");
        // Areas of a GWT file are named in the order of their links, so only their number and links must agree.
        if (again.size() != weights.size() || again.links() != weights.links() || (!gwt && !(again == weights))) {
            std::abort();
        }
    } catch (const Error&) {
    }
    return 0;
}
