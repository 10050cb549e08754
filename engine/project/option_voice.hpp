// How a message names an option.
#pragma once

namespace diaban {

/// "--reach-m" on the command line, "cameras.reach_m" of a project file.
enum class OptionVoice { kFlag, kKey };

}  // namespace diaban
