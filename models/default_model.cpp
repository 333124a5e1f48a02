#include "models/default_model.h"

#ifdef TINTFLOW_DEFAULT_MODEL
// The assembler copies the file into read-only data, which needs no time to compile or to load.
asm(".pushsection .rodata\n"
    ".balign 64\n"
    "tintflow_default_model_begin:\n"
    ".incbin \"" TINTFLOW_DEFAULT_MODEL
    "\"\n"
    "tintflow_default_model_end:\n"
    ".popsection\n");

extern "C" {
extern const std::uint8_t tintflow_default_model_begin[];
extern const std::uint8_t tintflow_default_model_end[];
}
#endif

namespace tintflow {

std::span<const std::uint8_t> default_model_bytes() {
#ifdef TINTFLOW_DEFAULT_MODEL
  return {tintflow_default_model_begin, tintflow_default_model_end};
#else
  return {};
#endif
}

}  // namespace tintflow
