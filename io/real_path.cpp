#include "io/real_path.h"

#include <system_error>

namespace tintflow {

namespace fs = std::filesystem;

fs::path real_path(const fs::path& path) {
  const fs::path absolute = fs::absolute(path.empty() ? "." : path);
  std::error_code error;
  const fs::path real = fs::weakly_canonical(absolute, error);
  const fs::path normal = error ? absolute.lexically_normal() : real;
  return normal.has_filename() ? normal : normal.parent_path();
}

}  // namespace tintflow
