// Owners of PROJ's handles. A context belongs to one thread at a time.
#pragma once

#include <proj.h>

#include <memory>

#include "layers/model/crs_id.hpp"

namespace diaban {

struct ProjDestroyer {
    void operator()(PJ* object) const { proj_destroy(object); }
};
using ProjObject = std::unique_ptr<PJ, ProjDestroyer>;

/// A PROJ context without network access and without messages on stderr.
class ProjContext {
public:
    ProjContext();
    [[nodiscard]] PJ_CONTEXT* get() const { return m_context.get(); }
    /// Throws Error{kInput, "error.crs-unknown"} when PROJ cannot read the definition or it is no CRS.
    [[nodiscard]] ProjObject create_crs(const CrsId& crs) const;

private:
    struct Destroyer {
        void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
    };
    std::unique_ptr<PJ_CONTEXT, Destroyer> m_context;
};

}  // namespace diaban
