// `diaban view`: the page of a run over HTTP, read-only.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "layers/model/progress.hpp"

namespace diaban {

struct ViewOptions {
    std::filesystem::path folder;    ///< OUT of a run
    std::string host = "127.0.0.1";  ///< address to listen on
    int port = 0;                    ///< 0: any free one
};

/// Where the page can be opened.
struct ViewAddress {
    std::string url;          ///< with the token where one is asked for
    std::string fingerprint;  ///< of the certificate; empty on loopback
};

/// Serves the page and the files below `folder` until `progress` is cancelled; calls `started` once it listens. GET and
/// HEAD only; a foreign Host is answered 421. On loopback plain HTTP; on any other interface TLS with a certificate of
/// this session and a token (128 bits, kept in a cookie that scripts cannot read), and of the folder only the page and
/// the maps. Throws Error{kInput, "error.view-no-page"}, Error{kInput, "error.view-cannot-listen"}, Error{kUsage,
/// "error.view-any-address"} for 0.0.0.0 and ::, whose Host cannot be checked.
void serve_page(const ViewOptions& options, Progress& progress, const std::function<void(const ViewAddress&)>& started);

}  // namespace diaban
