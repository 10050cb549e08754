// The keys of [cameras] in a project file: the flags of `diaban cameras`, `-` as `_`.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "engine/pipeline/camera_options.hpp"
#include "engine/pipeline/toml_entry.hpp"

namespace diaban {

/// Key -> what it sets. Setters throw what TomlEntry throws.
std::map<std::string, std::function<void(CameraOptions&, const TomlEntry&)>> camera_keys();

}  // namespace diaban
