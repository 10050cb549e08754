// What `diaban density` is asked for.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/project/project.hpp"
#include "layers/model/crs_id.hpp"
#include "layers/model/periods.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

class OptionTable;

struct DensityStudyOptions {
    std::string points;            ///< FILE, FILE:layer or PG:...
    std::filesystem::path output;  ///< .tif
    DensitySection method;         ///< as in [density] of a project
    std::vector<double> extent;    ///< x min, y min, x max, y max in the analysis CRS; empty: the areas, or the points
    std::string within;            ///< study area; empty: everywhere
    std::string relative_to;       ///< other points, read alike: the log ratio of the two densities is written
    std::string x_field;
    std::string y_field;
    CrsId crs;           ///< of points that carry none
    CrsId analysis_crs;  ///< metric; empty: chosen
    std::string where;
    std::string weight_field;
    std::string time_field;
    std::optional<LocalDay> from;  ///< both days count
    std::optional<LocalDay> to;
    bool drop_personal = false;  ///< columns with persons' data are dropped instead of being refused
    Language language = Language::kVietnamese;
    unsigned threads = 0;
};

/// The flags beside those of the method (density_options).
const OptionTable& density_command_options();

}  // namespace diaban
