#include "io/event_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "io/errors.h"
#include "io/event_message.h"
#include "io/tf_record.h"
#include "io/write_all.h"
#include "io/write_error.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "events.out.tfevents.";

double wall_time() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// The time that an event file's name holds; 0 where it is no such name.
std::int64_t seconds_in(std::string_view name) {
  std::int64_t seconds = 0;
  if (name.starts_with(kPrefix)) {
    name.remove_prefix(kPrefix.size());
    std::from_chars(name.data(), name.data() + name.size(), seconds);
  }
  return seconds;
}

/// TensorBoard reads a folder's event files in the order of their names, so a new one is later than
/// all others, even where they are of the same second or the clock went back.
std::string new_name_in(const fs::path& folder) {
  auto seconds = static_cast<std::int64_t>(wall_time());
  for (const auto& entry : fs::directory_iterator(folder)) {
    seconds = std::max(seconds, seconds_in(entry.path().filename().native()) + 1);
  }
  std::array<char, 256> host{};
  (void)::gethostname(host.data(), host.size() - 1);
  return fmt::format("{}{:010}.{}.{}", kPrefix, seconds, host.data(), ::getpid());
}

}  // namespace

EventFile::EventFile(const fs::path& folder, std::int64_t first_step) : file_(-1) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw FatalError(write_error(folder, error.value()));
  path_ = folder / new_name_in(folder);
  file_ = FileDescriptor(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!file_.is_open()) throw FatalError(write_error(path_, errno));
  append(version_event(wall_time()));
  append(start_event({wall_time(), first_step}));
}

void EventFile::add_scalar(std::int64_t step, std::string_view tag, double value) {
  append(scalar_event({wall_time(), step}, tag, static_cast<float>(value)));
}

void EventFile::add_image(std::int64_t step, std::string_view tag,
                          std::span<const std::uint8_t> encoded, cv::Size size) {
  append(image_event({wall_time(), step}, tag, encoded, size));
}

void EventFile::append(std::span<const std::uint8_t> event) {
  if (!write_all(file_.number(), tf_record(event))) throw FatalError(write_error(path_, errno));
}

}  // namespace tintflow
