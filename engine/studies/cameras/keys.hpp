// The keys of [cameras] in a project file: the flags of `diaban cameras`, `-` as `_`.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "engine/project/toml_entry.hpp"
#include "engine/studies/cameras/options.hpp"

namespace diaban {

/// Key -> what it sets. Setters throw what TomlEntry throws.
std::map<std::string, std::function<void(CameraOptions&, const TomlEntry&)>> camera_keys();

}  // namespace diaban
