// Tests of failures: which error, and what it tells.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "layers/model/error.hpp"

namespace diaban::test {

/// Runs `work`, which must throw diaban::Error with that key; gives the error's arguments for further looks.
template <typename Work>
MessageArguments expect_error(const std::string& key, Work work) {
    try {
        work();
    } catch (const Error& error) {
        EXPECT_EQ(error.key(), key) << error.what();
        return error.arguments();
    }
    ADD_FAILURE() << "expected " << key << ", nothing was thrown";
    return {};
}

}  // namespace diaban::test
