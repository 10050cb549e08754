// Reading PROJECT.toml: tables of options say what each section may hold, its types and ranges.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/project/option_table.hpp"
#include "engine/project/project.hpp"

namespace diaban {

/// A section that a study owns, named as its table is. A section that stands empty asks for the defaults.
struct StudySection {
    const OptionTable& options;
    /// Takes over from the other sections what is not said twice, and checks what goes together. Throws Error{kInput}.
    void (*settle)(void* options, const Project& project);
};

/// The section of a study: study_section<&settle_cameras>(camera_options()), with void(CameraOptions&, const Project&).
template <auto Settle>
StudySection study_section(const OptionTable& options) {
    return {options, [](void* place, const Project& project) {
                Settle(*static_cast<decltype(detail::owner_of(Settle))*>(place), project);
            }};
}

/// What a project file may name beside the core sections.
struct KnownNames {
    KnownNames(std::span<const StudySection> sections = {}, std::vector<std::string> page_names = {})
        : studies(sections), maps(std::move(page_names)) {}

    std::span<const StudySection> studies;
    /// Of [maps] layers; of families ("theme_") the beginning. Empty: any name will do.
    std::vector<std::string> maps;
};

/// Reads and checks a project file. Paths of sources are made relative to the file's folder. Throws Error{kInput}:
/// error.file-missing, error.toml-syntax, error.key-unknown (with the nearest key), error.section-unknown,
/// error.key-type, error.key-range, error.key-choice, error.key-missing, error.window-order; all but the first with line
/// and column.
Project read_project_file(const std::filesystem::path& file, const KnownNames& known);

/// The same from text; `file` is used for messages and relative paths.
Project parse_project(const std::string& text, const std::filesystem::path& file, const KnownNames& known = {});

/// Throws Error{kInput, "error.key-missing"} unless `there`; `key` is "section.key".
void require_key(const Project& project, const std::string& key, bool there);

/// "section.key" of every key that there is, for the reference and for tests.
std::vector<std::string> project_keys(std::span<const StudySection> studies);

}  // namespace diaban
