// Bytes as a file in GDAL's memory for as long as it lives.
#pragma once

#include <cpl_vsi.h>

#include <cstddef>
#include <cstdint>
#include <string>

namespace diaban::fuzz {

class MemoryFile {
public:
    MemoryFile(std::string path, const std::uint8_t* data, std::size_t size) : m_path(std::move(path)) {
        VSIFCloseL(VSIFileFromMemBuffer(m_path.c_str(), const_cast<GByte*>(data), size, FALSE));
    }
    ~MemoryFile() { VSIUnlink(m_path.c_str()); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

private:
    std::string m_path;
};

}  // namespace diaban::fuzz
