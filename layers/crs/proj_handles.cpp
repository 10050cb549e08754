#include "layers/crs/proj_handles.hpp"

#include "layers/model/error.hpp"

namespace diaban {

ProjContext::ProjContext() : m_context(proj_context_create()) {
    proj_context_set_enable_network(m_context.get(), 0);
    proj_log_level(m_context.get(), PJ_LOG_NONE);
}

ProjObject ProjContext::create_crs(const CrsId& crs) const {
    ProjObject object(proj_create(m_context.get(), crs.definition.c_str()));
    if (crs.empty() || !object || proj_is_crs(object.get()) == 0) {
        throw Error(ErrorCode::kInput, "error.crs-unknown", {{"crs", crs.definition}});
    }
    return object;
}

}  // namespace diaban
