#include "layers/write/staged_files.hpp"

#include <unistd.h>

#include <algorithm>
#include <string>
#include <system_error>

#include "layers/model/error.hpp"

namespace diaban {

namespace {

namespace fs = std::filesystem;

fs::path whole(const fs::path& path) {
    return fs::absolute(path).lexically_normal();
}

[[noreturn]] void cannot_write(const fs::path& file, const std::string& cause) {
    throw Error(ErrorCode::kOutput, "error.cannot-write", {{"file", file.string()}, {"cause", cause}});
}

/// Moves onto targets that can be taken back.
class Moves {
public:
    explicit Moves(const fs::path& backups) : m_backups(backups) {}

    /// Takes a file away; it stands there again after `take_back`.
    void put_aside(const fs::path& target) {
        std::error_code error;
        if (fs::is_regular_file(target, error)) {
            const fs::path backup = backup_of(target);
            fs::rename(target, backup, error);
            if (error) {
                fail(target, error.message());
            }
            m_done.push_back({target, backup});
        }
    }
    /// Moves over what stands at the target in one step, keeping a second name for it until the end.
    void move(const fs::path& from, const fs::path& target) {
        std::error_code error;
        fs::path backup;
        if (fs::is_regular_file(target, error)) {
            backup = backup_of(target);
            fs::create_hard_link(target, backup, error);
            if (error) {
                fs::copy_file(target, backup, error);  // a file system without links
            }
            if (error) {
                fail(target, error.message());
            }
        }
        fs::rename(from, target, error);
        if (error) {
            fail(target, error.message());
        }
        m_done.push_back({target, backup});
    }

private:
    struct Move {
        fs::path target;
        fs::path backup;  ///< empty: nothing stood there
    };
    fs::path backup_of(const fs::path& target) const {
        return m_backups / ("." + target.filename().string() + ".before");
    }

    [[noreturn]] void fail(const fs::path& target, const std::string& cause) {
        for (auto move = m_done.rbegin(); move != m_done.rend(); ++move) {
            std::error_code ignored;
            if (move->backup.empty()) {
                fs::remove(move->target, ignored);
            } else {
                fs::rename(move->backup, move->target, ignored);
            }
        }
        cannot_write(target, cause);
    }

    fs::path m_backups;
    std::vector<Move> m_done;
};

}  // namespace

namespace {

/// The targets with what a driver wrote beside them under the same stem: a shapefile is four files.
std::vector<fs::path> with_companions(const std::vector<fs::path>& targets, const fs::path& folder) {
    std::vector<fs::path> all = targets;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        const fs::path name = entry.path().filename();
        const auto named = [&](const fs::path& target) { return target.filename() == name; };
        const auto owner = std::find_if(targets.begin(), targets.end(),
                                        [&](const fs::path& target) { return target.stem() == name.stem(); });
        if (owner != targets.end() && std::none_of(targets.begin(), targets.end(), named)) {
            all.push_back(owner->parent_path() / name);
        }
    }
    std::sort(all.begin() + static_cast<std::ptrdiff_t>(targets.size()), all.end());
    return all;
}

}  // namespace

StagedFiles::StagedFiles(const fs::path& output, const fs::path& last) : m_last(whole(last)) {
    const fs::path absolute = whole(output);
    m_folder = absolute.parent_path() / ("." + absolute.filename().string() + ".partial-" + std::to_string(::getpid()));
    std::error_code error;
    fs::create_directories(absolute.parent_path(), error);
    fs::remove_all(m_folder, error);
    if (!fs::create_directory(m_folder, error)) {
        cannot_write(output, error ? error.message() : "already there");
    }
}

StagedFiles::~StagedFiles() {
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
}

fs::path StagedFiles::file(const fs::path& target) {
    std::error_code error;
    if (fs::is_directory(target, error)) {
        cannot_write(target, std::make_error_code(std::errc::is_a_directory).message());
    }
    m_targets.push_back(whole(target));
    return m_folder / m_targets.back().filename();
}

void StagedFiles::commit() {
    std::vector<fs::path> order = with_companions(m_targets, m_folder);
    std::stable_partition(order.begin(), order.end(), [&](const fs::path& target) { return target != m_last; });
    Moves moves(m_folder);
    if (std::find(order.begin(), order.end(), m_last) != order.end()) {
        moves.put_aside(m_last);
    }
    for (const fs::path& target : order) {
        moves.move(m_folder / target.filename(), target);
    }
}

}  // namespace diaban
