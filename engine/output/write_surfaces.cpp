#include <cmath>

#include "engine/output/write_output.hpp"
#include "layers/cartography/density_classes.hpp"
#include "layers/cartography/palette.hpp"
#include "layers/cartography/thematic_map.hpp"
#include "layers/write/class_raster.hpp"
#include "layers/write/cog.hpp"
#include "layers/write/staged_folder.hpp"

namespace diaban {

namespace {

/// The classes and colours of the printed density map, for the coloured raster.
std::vector<RasterClass> raster_classes(const Raster& density, const Catalogue& words) {
    const DensityClasses classes =
        density_classes(density, fitting_breaks(density, kDensityMapClasses), kDensityMapClasses);
    const std::vector<Colour> colours = sequential_colours(classes.count());
    std::vector<RasterClass> parts;
    const auto part = [](double value) { return static_cast<std::uint32_t>(std::lround(value * 255.0)); };
    for (std::size_t k = 0; k < classes.count(); ++k) {
        const Colour& c = colours[k];
        parts.push_back({classes.breaks[k], classes.breaks[k + 1],
                         (part(c.red) << 16) | (part(c.green) << 8) | part(c.blue), class_in_words(classes, k, words)});
    }
    return parts;
}

}  // namespace

void write_surfaces(const Output& output, const std::filesystem::path& folder, Progress& progress) {
    const auto options = [&](const Surface& surface, const std::string& band) {
        CogOptions cog;
        cog.crs = output.header.crs;
        cog.precision = output.float64 ? RasterPrecision::kFloat64 : RasterPrecision::kFloat32;
        cog.band_name = band;
        cog.metadata = {surface.metadata.begin(), surface.metadata.end()};
        return cog;
    };
    for (const Surface& surface : output.surfaces) {
        progress.throw_if_cancelled();
        write_cog(folder / (surface.name + ".tif"), surface.raster, options(surface, surface.band));
        if (surface.classes.empty()) {
            continue;
        }
        const std::vector<RasterClass> classes =
            raster_classes(as_written(surface.raster, output.float64), catalogue(output.language));
        write_class_cog(folder / (surface.classes + ".tif"), surface.raster, classes,
                        options(surface, "density_class"));
        write_text_file(folder / (surface.name + ".qml"), raster_qml(classes));
    }
}

}  // namespace diaban
