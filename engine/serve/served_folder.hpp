// Which file a request may read: only regular files below one folder, whatever the path in the request says.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace diaban {

/// How far the folder is opened. Over another interface than loopback only what was made to be shown: the page and the
/// maps.
enum class ServedParts { kAll, kPageAndMaps };

/// An open file. Closed when the last holder lets go.
class OpenFile {
public:
    explicit OpenFile(int descriptor, std::uint64_t size) : m_descriptor(descriptor), m_size(size) {}
    ~OpenFile();
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    [[nodiscard]] std::uint64_t size() const { return m_size; }
    /// Up to `count` bytes from `offset`; fewer at the end, none where reading fails.
    [[nodiscard]] std::string read(std::uint64_t offset, std::size_t count) const;

private:
    int m_descriptor;
    std::uint64_t m_size;
};

/// A file to be sent.
struct ServedFile {
    std::shared_ptr<const OpenFile> file;
    std::string content_type;
    bool is_page = false;  ///< an HTML page of the program's own
};

/// The folder that `diaban view` shows.
class ServedFolder {
public:
    /// Throws Error{kInput, "error.view-no-page"} unless `folder`/viewer/index.html is there.
    ServedFolder(const std::filesystem::path& folder, ServedParts parts);

    /// The file of a request's decoded path: "/" is the page. Empty for everything else: another folder, a folder
    /// (there is no listing), a path with "..", a backslash, a NUL or a name that begins with a dot, a link that leads
    /// out of the folder, a device or pipe, a type that is not in the table. O(length of the path).
    [[nodiscard]] std::optional<ServedFile> open(std::string_view request_path) const;

private:
    std::filesystem::path m_root;  ///< canonical
    ServedParts m_parts;
};

}  // namespace diaban
