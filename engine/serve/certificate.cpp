#include "engine/serve/certificate.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <array>

#include "layers/model/error.hpp"

namespace diaban {

namespace {

constexpr long kSecondsValid = 24L * 3600L;

void require(bool succeeded) {
    if (!succeeded) {
        throw Error(ErrorCode::kInternal, "error.view-certificate", {});
    }
}

bool is_address(const std::string& host) {
    std::array<unsigned char, 16> bytes{};
    return inet_pton(AF_INET, host.c_str(), bytes.data()) == 1 || inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

void add_extension(X509* certificate, int id, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, id, value.c_str());
    require(extension != nullptr);
    const int added = X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
    require(added == 1);
}

std::string fingerprint(const X509* certificate) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    require(X509_digest(certificate, EVP_sha256(), digest.data(), &length) == 1);
    std::string text;
    for (unsigned i = 0; i < length; ++i) {
        text += fmt::format("{}{:02X}", i == 0 ? "" : ":", digest.at(i));
    }
    return text;
}

}  // namespace

Certificate make_certificate(const std::string& host) {
    Certificate made;
    made.key.reset(EVP_EC_gen("P-256"));
    made.certificate.reset(X509_new());
    require(made.key && made.certificate);
    X509* certificate = made.certificate.get();
    std::uint64_t serial = 0;
    require(RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) == 1);
    require(X509_set_version(certificate, X509_VERSION_3) == 1);
    require(ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1U) == 1);
    require(X509_gmtime_adj(X509_getm_notBefore(certificate), -300) != nullptr);
    require(X509_gmtime_adj(X509_getm_notAfter(certificate), kSecondsValid) != nullptr);
    require(X509_set_pubkey(certificate, made.key.get()) == 1);
    X509_NAME* name = X509_get_subject_name(certificate);
    require(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>("diaban view"),
                                       -1, -1, 0) == 1);
    require(X509_set_issuer_name(certificate, name) == 1);
    add_extension(certificate, NID_subject_alt_name, (is_address(host) ? "IP:" : "DNS:") + host);
    add_extension(certificate, NID_basic_constraints, "critical,CA:FALSE");
    add_extension(certificate, NID_ext_key_usage, "serverAuth");
    require(X509_sign(certificate, made.key.get(), EVP_sha256()) > 0);
    made.fingerprint = fingerprint(certificate);
    return made;
}

}  // namespace diaban
