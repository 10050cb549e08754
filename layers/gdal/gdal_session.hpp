// What reading and writing share of GDAL: registering drivers once, turning its error stack into ours, closing
// datasets.
#pragma once

#include <memory>
#include <string>

#include "layers/model/crs_id.hpp"
#include "layers/model/error.hpp"

class GDALDataset;
class OGRSpatialReference;

namespace diaban {

/// Registers all drivers once and sets the options that keep results the same on every machine: no network, no
/// side files (.aux.xml) beside inputs, exceptions off. Safe to call many times and from any thread.
void start_gdal();

/// While alive, GDAL's messages on this thread are collected instead of being printed.
class GdalErrors {
public:
    GdalErrors();
    ~GdalErrors();
    GdalErrors(const GdalErrors&) = delete;
    GdalErrors& operator=(const GdalErrors&) = delete;

    /// True when an error (not a warning) was raised since construction.
    [[nodiscard]] bool failed() const { return m_failed; }
    /// The first error's text, else the first warning's, else "".
    [[nodiscard]] std::string message() const { return m_error.empty() ? m_warning : m_error; }

private:
    static void handle(int severity, int number, const char* text);
    bool m_failed = false;
    std::string m_error;
    std::string m_warning;
};

/// Closes a dataset; errors on close are lost here, so writers call `close_checked` instead.
struct DatasetCloser {
    void operator()(GDALDataset* dataset) const;
};
using DatasetHandle = std::unique_ptr<GDALDataset, DatasetCloser>;

/// Flushes and closes a dataset that was written. Throws Error{kOutput, "error.cannot-write"} naming `file` when GDAL
/// reports any error (a full disk shows itself here).
void close_checked(DatasetHandle dataset, const std::string& file);

/// The GDAL object for a CRS, longitude/easting first. Throws Error{kInput, "error.crs-unknown"}.
OGRSpatialReference to_gdal_crs(const CrsId& crs);

}  // namespace diaban
