#include "io/write_error.h"

#include <cerrno>
#include <system_error>

#include <fmt/format.h>

#include "io/errors.h"

namespace tintflow {
namespace {

/// What to do about an error that all files of the disk meet; null for an error of one file.
const char* advice_on(int error) {
  switch (error) {
    case ENOSPC:
      return "free some space on the disk";
    case EDQUOT:
      return "free some space or ask for a larger quota";
    case EROFS:
      return "choose an output folder that can be written to";
    case EIO:
      return "the disk may be failing, write to another one";
    default:
      return nullptr;
  }
}

}  // namespace

std::string write_error(const std::filesystem::path& path, int error) {
  std::string reason =
      fmt::format("cannot write {}: {}", path.string(), std::generic_category().message(error));
  if (const char* advice = advice_on(error)) {
    throw FatalError(fmt::format("{}; {}, then run again", reason, advice));
  }
  return reason;
}

}  // namespace tintflow
