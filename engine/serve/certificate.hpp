// A certificate for one session of `diaban view` on a network, made in memory.
#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

namespace diaban {

struct FreeCertificate {
    void operator()(X509* certificate) const { X509_free(certificate); }
};
struct FreeKey {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};

struct Certificate {
    std::unique_ptr<X509, FreeCertificate> certificate;
    std::unique_ptr<EVP_PKEY, FreeKey> key;
    std::string fingerprint;  ///< SHA-256, "AB:CD:...": what the reader compares with the browser's warning
};

/// A self-signed certificate for `host` (an address or a name), P-256, valid for a day. It is never written to disk.
/// Throws Error{kInternal, "error.view-certificate"}.
Certificate make_certificate(const std::string& host);

}  // namespace diaban
