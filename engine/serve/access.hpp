// Who may ask: the names a request may call the server by, and the token that another interface than loopback asks for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace diaban {

/// True for 127.0.0.0/8, ::1 and localhost: nobody but this machine can reach them.
bool is_loopback(std::string_view host);

/// The Host headers that are answered: the address itself, and for loopback its usual names, each with the port. Any
/// other name that points here is an attempt to read the page through a foreign site (DNS rebinding).
std::vector<std::string> accepted_hosts(const std::string& host, int port);

/// 32 random hexadecimal digits (128 bits) of the operating system's generator. Throws Error{kInternal} when it has
/// none.
std::string make_token();

/// Equality in a time that depends on the lengths alone.
bool same_secret(std::string_view a, std::string_view b);

/// The value of a cookie in a Cookie header, empty where it is not there.
std::string cookie_value(std::string_view header, std::string_view name);

/// The Content-Security-Policy that a page of the program carries in itself (its script and style by SHA-256), with
/// what only a header can say: no other page may frame it. A policy that allows nothing for a page without one.
std::string policy_header(std::string_view page);

}  // namespace diaban
