#include "io/descriptor_sink.h"

#include <cerrno>
#include <utility>

#include "io/write_all.h"
#include "io/write_error.h"

namespace tintflow {

DescriptorSink::DescriptorSink(int descriptor, std::string name)
    : descriptor_(descriptor), name_(std::move(name)) {}

Expected<void> DescriptorSink::write(const Encoded& picture) {
  if (!write_all(descriptor_, *picture.bytes)) return tl::unexpected(write_error(name_, errno));
  return {};
}

}  // namespace tintflow
