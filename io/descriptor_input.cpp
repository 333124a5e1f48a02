#include "io/descriptor_input.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <unistd.h>

namespace tintflow {

namespace {
constexpr int kBufferSize = 1 << 16;
}

DescriptorInput::DescriptorInput(int descriptor, Bytes start)
    : descriptor_(descriptor), start_(std::move(start)) {
  auto* buffer = static_cast<unsigned char*>(checked(av_malloc(kBufferSize)));
  io_ = checked(AvioPtr(
      avio_alloc_context(buffer, kBufferSize, 0, this, &DescriptorInput::read, nullptr, nullptr)));
}

int DescriptorInput::read(void* self, std::uint8_t* buffer, int size) {
  auto& input = *static_cast<DescriptorInput*>(self);
  if (input.position_ < input.start_.size()) {
    const std::size_t count =
        std::min(input.start_.size() - input.position_, static_cast<std::size_t>(size));
    std::copy_n(input.start_.data() + input.position_, count, buffer);
    input.position_ += count;
    return static_cast<int>(count);
  }
  for (;;) {
    const ssize_t count = ::read(input.descriptor_, buffer, static_cast<std::size_t>(size));
    if (count > 0) return static_cast<int>(count);
    if (count == 0) return AVERROR_EOF;
    if (errno != EINTR) return AVERROR(errno);
  }
}

}  // namespace tintflow
