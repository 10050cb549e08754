// The version of the program, as written into every output.
#pragma once

namespace diaban {

inline constexpr char kProgramVersion[] = "0.1.0";

}  // namespace diaban
