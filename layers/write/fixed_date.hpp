// The date that GDAL writes where a format insists on one: never the clock's.
#pragma once

#include <cpl_conv.h>

#include "layers/model/periods.hpp"

namespace diaban {

/// GDAL reads configuration by thread; this one fixes the clock of the GeoPackage driver.
class FixedDate {
public:
    explicit FixedDate(LocalDay day) {
        CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", (iso_date(day) + "T00:00:00.000Z").c_str());
    }
    ~FixedDate() { CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nullptr); }
    FixedDate(const FixedDate&) = delete;
    FixedDate& operator=(const FixedDate&) = delete;
};

}  // namespace diaban
