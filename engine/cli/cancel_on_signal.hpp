// Ctrl-C: asks the running task to stop, whatever handlers the libraries it calls install for themselves.
#pragma once

#include <thread>

#include "layers/model/progress.hpp"

namespace diaban::cli {

/// While alive, the first SIGINT or SIGTERM asks `progress` to stop; a second one ends the process at once.
///
/// The signals are blocked and taken by one waiting thread, not by a handler: a simplex solver replaces the SIGINT
/// handler while it runs, and a Ctrl-C then would stop one solve and be forgotten. Make it before any other thread is
/// started: threads inherit what is blocked.
class CancelOnSignal {
public:
    explicit CancelOnSignal(Progress& progress);
    ~CancelOnSignal();
    CancelOnSignal(const CancelOnSignal&) = delete;
    CancelOnSignal& operator=(const CancelOnSignal&) = delete;

private:
    std::thread m_watcher;
};

}  // namespace diaban::cli
