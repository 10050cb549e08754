#include "layers/write/class_raster.hpp"

#include <cpl_string.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <cmath>
#include <system_error>

#include "layers/gdal/gdal_session.hpp"
#include "layers/text/xml_text.hpp"
#include "layers/write/raster_header.hpp"

namespace diaban {

namespace {

std::vector<std::uint8_t> numbered(const Raster& raster, const std::vector<RasterClass>& classes) {
    std::vector<std::uint8_t> numbers(raster.values.size(), 0);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const double value = raster.values[i];
        for (std::size_t k = 0; std::isfinite(value) && k < classes.size(); ++k) {
            if (value <= classes[k].upto || k + 1 == classes.size()) {
                numbers[i] = static_cast<std::uint8_t>(k + 1);
                break;
            }
        }
    }
    return numbers;
}

DatasetHandle in_memory(const Raster& raster, const std::vector<RasterClass>& classes, const CogOptions& options) {
    const auto columns = static_cast<int>(raster.grid.columns);
    const auto rows = static_cast<int>(raster.grid.rows);
    DatasetHandle dataset(
        GetGDALDriverManager()->GetDriverByName("MEM")->Create("", columns, rows, 1, GDT_Byte, nullptr));
    if (!dataset) {
        throw Error(ErrorCode::kInput, "error.out-of-memory", {});
    }
    set_raster_header(*dataset, raster.grid, options);
    GDALRasterBand* band = dataset->GetRasterBand(1);
    band->SetNoDataValue(0.0);
    GDALColorTable table;
    const GDALColorEntry blank{255, 255, 255, 0};
    table.SetColorEntry(0, &blank);
    for (std::size_t k = 0; k < classes.size(); ++k) {
        const GDALColorEntry entry{static_cast<short>(classes[k].colour >> 16),
                                   static_cast<short>((classes[k].colour >> 8) & 0xFF),
                                   static_cast<short>(classes[k].colour & 0xFF), 255};
        table.SetColorEntry(static_cast<int>(k + 1), &entry);
        dataset->SetMetadataItem(fmt::format("DIABAN_CLASS_{}", k + 1).c_str(),
                                 fmt::format("{} .. {} {}", classes[k].above, classes[k].upto, raster.unit).c_str());
    }
    band->SetColorTable(&table);
    band->SetColorInterpretation(GCI_PaletteIndex);
    std::vector<std::uint8_t> numbers = numbered(raster, classes);
    if (band->RasterIO(GF_Write, 0, 0, columns, rows, numbers.data(), columns, rows, GDT_Byte, 0, 0, nullptr) !=
        CE_None) {
        throw Error(ErrorCode::kInternal, "error.out-of-memory", {});
    }
    return dataset;
}

}  // namespace

void write_class_cog(const std::filesystem::path& file, const Raster& raster, const std::vector<RasterClass>& classes,
                     const CogOptions& options) {
    start_gdal();
    GdalErrors errors;
    const DatasetHandle source = in_memory(raster, classes, options);
    CPLStringList creation;
    creation.SetNameValue("COMPRESS", "DEFLATE");
    creation.SetNameValue("LEVEL", "6");
    creation.SetNameValue("OVERVIEWS", "AUTO");
    creation.SetNameValue("RESAMPLING", "MODE");
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("COG");
    DatasetHandle written(
        driver == nullptr ? nullptr
                          : driver->CreateCopy(file.c_str(), source.get(), FALSE, creation.List(), nullptr, nullptr));
    if (!written || errors.failed()) {
        written.reset();
        std::error_code ignored;
        std::filesystem::remove(file, ignored);
        throw Error(ErrorCode::kOutput, "error.cannot-write", {{"file", file.string()}, {"cause", errors.message()}});
    }
    close_checked(std::move(written), file.string());
}

std::string raster_qml(const std::vector<RasterClass>& classes) {
    std::string items;
    for (const RasterClass& part : classes) {
        items += fmt::format(R"(<item value="{}" color="#{:06x}" alpha="255" label="{}"/>)", part.upto, part.colour,
                             xml_text(part.label));
    }
    return fmt::format(
        R"(<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'><qgis version="3.22" styleCategories="Symbology"><pipe><rasterrenderer type="singlebandpseudocolor" band="1" opacity="0.8" alphaBand="-1" classificationMin="0" classificationMax="{}"><rastershader><colorrampshader colorRampType="DISCRETE" classificationMode="1" clip="0" minimumValue="0" maximumValue="{}">{}</colorrampshader></rastershader></rasterrenderer></pipe></qgis>)",
        classes.empty() ? 0.0 : classes.back().upto, classes.empty() ? 0.0 : classes.back().upto, items);
}

}  // namespace diaban
