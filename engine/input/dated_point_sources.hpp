// Where sweep, backtest and evaluate read their points from.
#pragma once

#include <optional>
#include <string>

#include "layers/model/crs_id.hpp"
#include "layers/model/periods.hpp"

namespace diaban {

class OptionTable;

/// Every source is FILE, FILE:layer or PG:...
struct DatedPointSources {
    std::string points;
    std::string within;  ///< study area; empty: the hull of the points
    std::string x_field;
    std::string y_field;
    CrsId crs;           ///< of each source that carries none
    CrsId analysis_crs;  ///< metric; empty: chosen
    std::string where;
    std::string time_field;
    std::string time_format;
    std::string weight_field;
    std::string detected_by_field;
    std::optional<LocalDay> from;  ///< first and last day that are read
    std::optional<LocalDay> to;
    bool drop_personal = false;  ///< columns with persons' data are dropped instead of being refused
};

/// The flags of them, all but --within.
const OptionTable& dated_point_options();

}  // namespace diaban
