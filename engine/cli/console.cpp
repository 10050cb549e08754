#include "engine/cli/console.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>

#include "engine/studies/cameras/layers.hpp"
#include "layers/words/finding_sentence.hpp"

namespace diaban::cli {

void print_notes(const std::vector<Finding>& findings, const Catalogue& words) {
    for (const Finding& finding : findings) {
        fmt::print(stderr, "{}: {}\n", words.say("cli.note"), finding_sentence(finding, words));
    }
}

ProgressLine::ProgressLine(const CommandContext& context) : m_context(context), m_in_place(isatty(STDERR_FILENO) != 0) {
    const bool shown = !context.flags.quiet && (context.flags.progress == ProgressDisplay::kAlways ||
                                                (context.flags.progress == ProgressDisplay::kAuto && m_in_place));
    if (shown) {
        m_thread = std::thread([this] { watch(); });
    }
}

ProgressLine::~ProgressLine() {
    m_stop.store(true);
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void ProgressLine::watch() {
    constexpr auto kRefresh = std::chrono::milliseconds(100);
    std::string shown_step;
    while (!m_stop.load()) {
        const Progress::Snapshot now = m_context.progress.snapshot();
        if (!now.step.empty() && (m_in_place || now.step != shown_step)) {
            std::string line = m_context.words().say(now.step);
            if (m_in_place && now.total > 0) {
                line += fmt::format(" {:3d} %", std::min<std::uint64_t>(100, 100 * now.done / now.total));
            }
            fmt::print(stderr, "{}{}{}", m_in_place ? "\r\033[K" : "", line, m_in_place ? "" : "\n");
            std::fflush(stderr);
            shown_step = now.step;
        }
        std::this_thread::sleep_for(kRefresh);
    }
    if (m_in_place) {
        fmt::print(stderr, "\r\033[K");
    }
}

}  // namespace diaban::cli
