#include "engine/serve/served_folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

#include "layers/model/error.hpp"

namespace diaban {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kContentTypes{
    {{".html", "text/html; charset=utf-8"},
     {".png", "image/png"},
     {".svg", "image/svg+xml"},
     {".pdf", "application/pdf"},
     {".csv", "text/csv; charset=utf-8"},
     {".json", "application/json"},
     {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
     {".gpkg", "application/geopackage+sqlite3"},
     {".tif", "image/tiff"},
     {".txt", "text/plain; charset=utf-8"}}};

std::optional<std::string_view> content_type(const fs::path& file) {
    const std::string extension = file.extension().string();
    for (const auto& [ending, type] : kContentTypes) {
        if (extension == ending) {
            return type;
        }
    }
    return std::nullopt;
}

/// The parts of a request's path, or nothing where one of them is not a plain name.
std::optional<fs::path> plain_path(std::string_view request_path) {
    if (request_path.empty() || request_path.front() != '/' || request_path.size() > 1024) {
        return std::nullopt;
    }
    fs::path result;
    for (std::size_t from = 1; from <= request_path.size();) {
        const std::size_t to = std::min(request_path.find('/', from), request_path.size());
        const std::string_view name = request_path.substr(from, to - from);
        const bool is_plain =
            !name.empty() && name.front() != '.' && std::none_of(name.begin(), name.end(), [](char c) {
                return c == '\\' || c == ':' || static_cast<unsigned char>(c) < 0x20;
            });
        if (!is_plain) {
            return std::nullopt;
        }
        result /= fs::path(name);
        from = to + 1;
    }
    return result;
}

bool lies_below(const fs::path& file, const fs::path& root) {
    const auto [at_root, at_file] = std::mismatch(root.begin(), root.end(), file.begin(), file.end());
    return at_root == root.end() && at_file != file.end();
}

}  // namespace

OpenFile::~OpenFile() {
    ::close(m_descriptor);
}

std::string OpenFile::read(std::uint64_t offset, std::size_t count) const {
    std::string bytes(count, '\0');
    const ssize_t got = ::pread(m_descriptor, bytes.data(), count, static_cast<off_t>(offset));
    bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return bytes;
}

ServedFolder::ServedFolder(const fs::path& folder, ServedParts parts) : m_parts(parts) {
    std::error_code failed;
    m_root = fs::canonical(folder, failed);
    if (failed || !fs::is_regular_file(m_root / "viewer" / "index.html", failed)) {
        throw Error(ErrorCode::kInput, "error.view-no-page", {{"folder", folder.string()}});
    }
}

std::optional<ServedFile> ServedFolder::open(std::string_view request_path) const {
    const std::optional<fs::path> asked = plain_path(request_path == "/" ? "/viewer/index.html" : request_path);
    if (!asked) {
        return std::nullopt;
    }
    const std::string top = asked->begin()->string();
    const std::optional<std::string_view> type = content_type(*asked);
    if (!type || (m_parts == ServedParts::kPageAndMaps && top != "viewer" && top != "maps")) {
        return std::nullopt;
    }
    std::error_code failed;
    const fs::path file = fs::canonical(m_root / *asked, failed);  // follows links: what counts is where they lead
    if (failed || !lies_below(file, m_root)) {
        return std::nullopt;
    }
    // O_NOFOLLOW: a link put there since then is not followed. O_NONBLOCK: a pipe does not hold the server up.
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) {
        return std::nullopt;
    }
    struct stat status {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return std::nullopt;
    }
    ServedFile served;
    served.file = std::make_shared<const OpenFile>(descriptor, static_cast<std::uint64_t>(status.st_size));
    served.content_type = *type;
    served.is_page = asked->extension() == ".html";
    return served;
}

}  // namespace diaban
