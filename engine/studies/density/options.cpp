#include "engine/studies/density/options.hpp"

#include "engine/project/option_table.hpp"

namespace diaban {

const OptionTable& density_command_options() {
    using O = DensityStudyOptions;
    constexpr OptionPlace kFlag = OptionPlace::kFlag;
    static const OptionTable table = OptionTable::of<O>(
        "density",
        {
            option<&O::points>("points").shown("POINTS").only(OptionPlace::kPositional).needed(),
            option<&O::output>("output").letter("-o").shown("OUT.tif").only(kFlag).needed(),
            option<&O::extent>("extent").shown("XMIN,YMIN,XMAX,YMAX").of(4).only(kFlag),
            option<&O::within>("within").shown("AREAS").only(kFlag),
            option<&O::relative_to>("relative_to").shown("POINTS").only(kFlag),
            option<&O::x_field>("x").shown("COL").only(kFlag).help_of("points"),
            option<&O::y_field>("y").shown("COL").only(kFlag).help_of("points"),
            option<&O::crs, &CrsId::definition>("crs").shown("EPSG:n").only(kFlag).help_of("points"),
            option<&O::analysis_crs, &CrsId::definition>("analysis_crs").shown("EPSG:n").only(kFlag).help_of("points"),
            option<&O::where>("where").shown("SQL").only(kFlag).help_of("points"),
            option<&O::weight_field>("weight").shown("COL").only(kFlag),
            option<&O::time_field>("time").shown("COL").only(kFlag),
            option<&O::from>("from").only(kFlag).help_of("points"),
            option<&O::to>("to").only(kFlag).help_of("points"),
            option<&O::drop_personal>("drop_personal").only(kFlag).help_of("points"),
        });
    return table;
}

}  // namespace diaban
