// Any bytes as a project file: a project whose windows are in order, or our own error with a sentence.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine/program/study_registry.hpp"
#include "layers/model/error.hpp"
#include "layers/words/catalogue.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace diaban;
    try {
        const Project project =
            parse_project(std::string(reinterpret_cast<const char*>(data), size), "p.toml", known_names());
        if (project.periods.current.days() < 1 || project.periods.baseline.to >= project.periods.current.from) {
            std::abort();
        }
    } catch (const Error& error) {
        if (!catalogue(Language::kVietnamese).has(error.key())) {
            std::abort();
        }
    }
    return 0;
}
