// What a person sees while the program works: a progress line on the terminal.
#pragma once

#include <atomic>
#include <thread>

#include "engine/cli/commands.hpp"

namespace diaban::cli {

/// Shows `context.progress` on stderr while alive: one line rewritten in place on a terminal, one line a step
/// elsewhere.
class ProgressLine {
public:
    explicit ProgressLine(const CommandContext& context);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

private:
    void watch();
    const CommandContext& m_context;
    bool m_in_place;
    std::atomic<bool> m_stop{false};
    std::thread m_thread;
};

}  // namespace diaban::cli
