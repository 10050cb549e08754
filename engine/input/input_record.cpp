#include "engine/input/input_record.hpp"

#include "layers/read/digest.hpp"

namespace diaban {

namespace fs = std::filesystem;

SourceSpec source_of(const std::string& text, const std::string& layer) {
    SourceSpec spec = parse_source(text);
    if (!layer.empty()) {
        spec.layer = layer;
    }
    return spec;
}

std::string recorded_path(const std::string& file, const fs::path& project_file) {
    if (project_file.empty()) {
        return shown_name(file);
    }
    std::error_code ignored;
    const fs::path relative = fs::relative(file, project_file.parent_path(), ignored);
    return relative.empty() || file.starts_with("PG:") ? shown_source(file) : relative.string();
}

InputRecord record_of(const std::string& role, const SourceSpec& source, const fs::path& project_file) {
    InputRecord record;
    record.role = role;
    record.file = source.path;
    record.path = recorded_path(source.path, project_file);
    std::error_code ignored;
    if (fs::is_regular_file(source.path, ignored)) {
        record.bytes = fs::file_size(source.path);
        record.sha256 = sha256_of_file(source.path);
    }
    return record;
}

}  // namespace diaban
