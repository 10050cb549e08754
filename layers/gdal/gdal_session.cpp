#include "layers/gdal/gdal_session.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <mutex>

namespace diaban {

void start_gdal() {
    static std::once_flag once;
    std::call_once(once, [] {
        CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
        CPLSetConfigOption("OGR_GEOJSON_MAX_OBJ_SIZE", "0");
        GDALAllRegister();
    });
}

GdalErrors::GdalErrors() {
    CPLPushErrorHandlerEx([](CPLErr severity, CPLErrorNum number, const char* text) { handle(severity, number, text); },
                          this);
}

GdalErrors::~GdalErrors() {
    CPLPopErrorHandler();
}

void GdalErrors::handle(int severity, int, const char* text) {
    auto* self = static_cast<GdalErrors*>(CPLGetErrorHandlerUserData());
    if (severity >= CE_Failure) {
        self->m_failed = true;
        if (self->m_error.empty()) {
            self->m_error = text;
        }
    } else if (severity == CE_Warning && self->m_warning.empty()) {
        self->m_warning = text;
    }
}

void DatasetCloser::operator()(GDALDataset* dataset) const {
    GDALClose(GDALDataset::ToHandle(dataset));
}

void close_checked(DatasetHandle dataset, const std::string& file) {
    GdalErrors errors;
    dataset->FlushCache(true);
    dataset.reset();
    if (errors.failed()) {
        throw Error(ErrorCode::kOutput, "error.cannot-write", {{"file", file}, {"cause", errors.message()}});
    }
}

OGRSpatialReference to_gdal_crs(const CrsId& crs) {
    GdalErrors errors;
    OGRSpatialReference reference;
    if (crs.empty() ||
        reference.SetFromUserInput(crs.definition.c_str(),
                                   OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) != OGRERR_NONE) {
        throw Error(ErrorCode::kInput, "error.crs-unknown", {{"crs", crs.definition}});
    }
    reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return reference;
}

}  // namespace diaban
