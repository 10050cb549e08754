#include "engine/input/dated_point_sources.hpp"

#include "engine/project/option_table.hpp"
#include "layers/base/json_value.hpp"

namespace diaban {

const OptionTable& dated_point_options() {
    using S = DatedPointSources;
    constexpr OptionPlace kFlag = OptionPlace::kFlag;
    static const OptionTable table = OptionTable::of<S>(
        "points", {
                      option<&S::points>("points").shown("POINTS").only(OptionPlace::kPositional).needed(),
                      option<&S::x_field>("x").shown("COL").only(kFlag),
                      option<&S::y_field>("y").shown("COL").only(kFlag),
                      option<&S::crs, &CrsId::definition>("crs").shown("EPSG:n").only(kFlag),
                      option<&S::analysis_crs, &CrsId::definition>("analysis_crs").shown("EPSG:n").only(kFlag),
                      option<&S::where>("where").shown("SQL").only(kFlag),
                      option<&S::time_field>("time").shown("COL").only(kFlag),
                      option<&S::time_format>("time_format").shown("PATTERN").only(kFlag),
                      option<&S::weight_field>("weight").shown("COL").only(kFlag),
                      option<&S::detected_by_field>("detected_by").shown("COL").only(kFlag),
                      option<&S::from>("from").only(kFlag),
                      option<&S::to>("to").only(kFlag),
                      option<&S::drop_personal>("drop_personal").only(kFlag),
                  });
    return table;
}

}  // namespace diaban
