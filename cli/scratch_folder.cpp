#include "cli/scratch_folder.h"

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

#include "io/errors.h"

namespace tintflow {

namespace fs = std::filesystem;

ScratchFolder::ScratchFolder() {
  std::string name = fs::temp_directory_path() / "tintflow-XXXXXX";
  if (mkdtemp(name.data()) == nullptr) {
    throw FatalError("no folder for temporary files (" + name +
                     "): " + std::generic_category().message(errno) + "; TMPDIR names another");
  }
  path_ = name;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace tintflow
