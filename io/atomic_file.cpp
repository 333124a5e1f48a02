#include "io/atomic_file.h"

#include <cerrno>
#include <system_error>

#include "io/temporary_file.h"
#include "io/write_error.h"

namespace tintflow {

namespace fs = std::filesystem;

Expected<void> write_file_atomically(const fs::path& path, std::span<const std::uint8_t> content,
                                     const BeforeAppearing& before_appearing) {
  if (path.has_parent_path()) {
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error) return tl::unexpected(write_error(path, error.value()));
  }
  TemporaryFile file(path);
  FileStamp stamp;
  if (!file.exists() || !file.write(content) || !file.synchronize(stamp)) {
    return tl::unexpected(write_error(path, errno));
  }
  if (before_appearing) {
    if (auto agreed = before_appearing(stamp); !agreed) return agreed;
  }
  if (!file.move_to_target()) return tl::unexpected(write_error(path, errno));
  return {};
}

}  // namespace tintflow
