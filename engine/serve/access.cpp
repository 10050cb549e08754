#include "engine/serve/access.hpp"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <array>

#include "layers/model/error.hpp"

namespace diaban {

bool is_loopback(std::string_view host) {
    return host == "localhost" || host == "::1" ||
           (host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos);
}

std::vector<std::string> accepted_hosts(const std::string& host, int port) {
    const auto named = [port](const std::string& name) {
        return name.find(':') == std::string::npos ? fmt::format("{}:{}", name, port)
                                                   : fmt::format("[{}]:{}", name, port);
    };
    std::vector<std::string> hosts{named(host)};
    if (is_loopback(host)) {
        for (const char* name : {"127.0.0.1", "localhost", "::1"}) {
            hosts.push_back(named(name));
        }
    }
    return hosts;
}

std::string make_token() {
    std::array<unsigned char, 16> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
        throw Error(ErrorCode::kInternal, "error.view-no-random", {});
    }
    std::string token;
    for (const unsigned char byte : bytes) {
        token += fmt::format("{:02x}", byte);
    }
    return token;
}

bool same_secret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string cookie_value(std::string_view header, std::string_view name) {
    while (!header.empty()) {
        const std::size_t end = header.find(';');
        std::string_view part = header.substr(0, end);
        while (part.starts_with(' ')) {
            part.remove_prefix(1);
        }
        if (part.size() > name.size() && part.starts_with(name) && part[name.size()] == '=') {
            return std::string(part.substr(name.size() + 1));
        }
        header = end == std::string_view::npos ? std::string_view{} : header.substr(end + 1);
    }
    return {};
}

std::string policy_header(std::string_view page) {
    constexpr std::string_view kMark = R"(<meta http-equiv="Content-Security-Policy" content=")";
    const std::size_t at = page.find(kMark);
    const std::size_t from = at == std::string_view::npos ? at : at + kMark.size();
    const std::size_t to = from == std::string_view::npos ? from : page.find('"', from);
    const std::string own =
        to == std::string_view::npos ? "default-src 'none'" : std::string(page.substr(from, to - from));
    return own + "; frame-ancestors 'none'";
}

}  // namespace diaban
