#include "sim/user/isa.h"

namespace sim {
namespace {
constexpr std::string_view kNames[] = {
#define SIM_ISA_NAME(name) #name,
    SIM_ISA(SIM_ISA_NAME)
#undef SIM_ISA_NAME
};
}  // namespace

std::string_view op_name(Op op) { return kNames[static_cast<int>(op)]; }

}  // namespace sim
