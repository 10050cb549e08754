#include "engine/serve/page_server.hpp"

#include <fmt/format.h>
#include <httplib.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>

#include "engine/serve/access.hpp"
#include "engine/serve/certificate.hpp"
#include "engine/serve/served_folder.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace {

constexpr const char* kCookie = "diaban";
constexpr std::size_t kChunk = 1U << 18U;
/// Of a page, enough to hold its policy: it stands at the top.
constexpr std::size_t kPolicyWithin = 1U << 16U;

/// The rules of one session.
struct Gate {
    std::vector<std::string> hosts;
    std::string token;  ///< empty on loopback
};

void refuse(httplib::Response& response, int status, const char* words) {
    response.status = status;
    response.set_content(words, "text/plain; charset=utf-8");
}

/// True when the request may go on; otherwise the answer is in `response`.
bool admitted(const Gate& gate, const httplib::Request& request, httplib::Response& response) {
    if (request.get_header_value_count("Host") != 1 ||
        std::find(gate.hosts.begin(), gate.hosts.end(), request.get_header_value("Host")) == gate.hosts.end()) {
        refuse(response, 421, "421 wrong host\n");
        return false;
    }
    if (request.method != "GET" && request.method != "HEAD") {
        response.set_header("Allow", "GET, HEAD");
        refuse(response, 405, "405 read only\n");
        return false;
    }
    if (gate.token.empty() || same_secret(cookie_value(request.get_header_value("Cookie"), kCookie), gate.token)) {
        return true;
    }
    if (request.has_param("token") && same_secret(request.get_param_value("token"), gate.token)) {
        // Out of the address bar and into a cookie, so that a copied link does not carry it.
        response.set_header("Set-Cookie",
                            fmt::format("{}={}; Path=/; HttpOnly; Secure; SameSite=Strict", kCookie, gate.token));
        response.set_redirect("/", 303);
        return false;
    }
    refuse(response, 401, "401 token needed: open the address that the program printed\n");
    return false;
}

void send(const ServedFolder& folder, const httplib::Request& request, httplib::Response& response) {
    const std::optional<ServedFile> served = folder.open(request.path);
    if (!served) {
        refuse(response, 404, "404 not found\n");
        return;
    }
    response.set_header("Content-Security-Policy", served->is_page ? policy_header(served->file->read(0, kPolicyWithin))
                                                                   : "default-src 'none'; sandbox");
    if (served->file->size() == 0) {
        response.set_content("", served->content_type);
        return;
    }
    response.set_content_provider(
        served->file->size(), served->content_type,
        [file = served->file](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
            const std::string bytes = file->read(offset, std::min(length, kChunk));
            return !bytes.empty() && sink.write(bytes.data(), bytes.size());
        });
}

void prepare(httplib::Server& server, const ServedFolder& folder, const Gate& gate) {
    server.set_default_headers({{"X-Content-Type-Options", "nosniff"},
                                {"Referrer-Policy", "no-referrer"},
                                {"Cross-Origin-Resource-Policy", "same-origin"},
                                {"Cross-Origin-Opener-Policy", "same-origin"},
                                {"X-Frame-Options", "DENY"},
                                {"Cache-Control", "no-store"}});
    server.set_payload_max_length(4096);
    server.set_read_timeout(10);
    server.set_write_timeout(30);
    server.set_pre_routing_handler([&gate](const httplib::Request& request, httplib::Response& response) {
        return admitted(gate, request, response) ? httplib::Server::HandlerResponse::Unhandled
                                                 : httplib::Server::HandlerResponse::Handled;
    });
    server.Get(".*", [&folder](const httplib::Request& request, httplib::Response& response) {
        send(folder, request, response);
    });
}

}  // namespace

void serve_page(const ViewOptions& options, Progress& progress,
                const std::function<void(const ViewAddress&)>& started) {
    if (options.host == "0.0.0.0" || options.host == "::" || options.host.empty()) {
        throw Error(ErrorCode::kUsage, "error.view-any-address", {{"host", options.host}});
    }
    const bool is_local = is_loopback(options.host);
    const ServedFolder folder(options.folder, is_local ? ServedParts::kAll : ServedParts::kPageAndMaps);
    std::unique_ptr<httplib::Server> server;
    ViewAddress address;
    Certificate certificate;
    if (is_local) {
        server = std::make_unique<httplib::Server>();
    } else {
        certificate = make_certificate(options.host);
        address.fingerprint = certificate.fingerprint;
        server = std::make_unique<httplib::SSLServer>(certificate.certificate.get(), certificate.key.get());
    }
    const int port = options.port == 0 ? server->bind_to_any_port(options.host)
                                       : (server->bind_to_port(options.host, options.port) ? options.port : -1);
    if (port <= 0 || !server->is_valid()) {
        throw Error(ErrorCode::kInput, "error.view-cannot-listen",
                    {{"host", options.host}, {"port", std::to_string(options.port)}});
    }
    const Gate gate{accepted_hosts(options.host, port), is_local ? std::string() : make_token()};
    prepare(*server, folder, gate);
    std::thread listening([&server] { server->listen_after_bind(); });
    const std::string name = options.host.find(':') == std::string::npos ? options.host : "[" + options.host + "]";
    address.url = is_local ? fmt::format("http://{}:{}/", name, port)
                           : fmt::format("https://{}:{}/?token={}", name, port, gate.token);
    started(address);
    while (!progress.cancelled()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    server->stop();
    listening.join();
}

}  // namespace diaban
