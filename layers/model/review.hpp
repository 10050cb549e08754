// What every page of a review carries, whatever it shows: so that no map, table or page goes without its window, rule
// and source.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "layers/model/crs_id.hpp"
#include "layers/model/periods.hpp"

namespace diaban {

/// One input as named on pages ("Nguồn: ...").
struct ReviewSource {
    std::string role;  ///< "areas", "incidents"
    std::string name;  ///< file name without its folder
};

/// The identity of one run. Filled by the pipeline, printed by maps, tables and the viewer.
struct ReviewHeader {
    std::string title;            ///< as given in the project, any length
    std::string unit;             ///< name of the reporting unit
    std::string marking;          ///< "not for release" by default, in the project's language
    std::string run_id;           ///< 12 hexadecimal digits: a hash of version, options and inputs, no clock in it
    std::string program_version;  ///< "0.1.0"
    std::string rule_name;        ///< "evidence"
    std::string rule_version;     ///< "1"
    std::string rule_hash;        ///< first 12 hexadecimal digits of the SHA-256 of the rule's text
    std::string rule_unit;        ///< approving unit, empty where none
    double interval = 0.95;       ///< mass of the credible intervals
    bool split_forced = false;    ///< --force-split: must be said on every output
    LocalDay as_of{};
    TimeWindow baseline;
    TimeWindow current;
    CrsId crs;                               ///< the metric CRS of all coordinates
    std::string crs_name;                    ///< "VN-2000 / TM-3 105-30"
    std::uint64_t incidents_in_windows = 0;  ///< counted in either window
    std::uint64_t incidents_located = 0;     ///< of these, with usable coordinates
    std::vector<ReviewSource> sources;
    double bandwidth_m = 0.0;    ///< of the density surface, 0 where none
    std::string bandwidth_rule;  ///< "silverman" or "given"
};

}  // namespace diaban
