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

bool is_jump(Op op) {
  switch (op) {
    case Op::jmp:
    case Op::spin:
    case Op::bz:
    case Op::bnz:
    case Op::beq:
    case Op::bne:
    case Op::blt:
    case Op::ble:
    case Op::bltu:
    case Op::bleu:
      return true;
    default:
      return false;
  }
}

}  // namespace sim
