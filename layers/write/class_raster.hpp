// A surface cut into classes, as a COG with a colour table: opens coloured in any program, and a legend stands in its
// metadata.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "layers/model/raster.hpp"
#include "layers/write/cog.hpp"

namespace diaban {

/// One class: values above `above` up to `upto`; the first class takes its lower bound too.
struct RasterClass {
    double above = 0.0;
    double upto = 0.0;
    std::uint32_t colour = 0;  ///< 0xRRGGBB
    std::string label;         ///< "5 – 10"
};

/// Class numbers from 1 (0: no value) in one byte, with colour table; the classes' bounds as metadata DIABAN_CLASS_1
/// ... At most 254 classes. Overviews take the commonest class. Throws Error{kOutput, "error.cannot-write"}. O(cells).
void write_class_cog(const std::filesystem::path& file, const Raster& raster, const std::vector<RasterClass>& classes,
                     const CogOptions& options);

/// QGIS style of the surface itself (not of its classes) in the same colours: put beside NAME.tif as NAME.qml.
std::string raster_qml(const std::vector<RasterClass>& classes);

}  // namespace diaban
