#include "io/descriptor_output.h"

#include <cerrno>

#include "io/write_all.h"

namespace tintflow {

namespace {
constexpr int kBufferSize = 1 << 16;
}

DescriptorOutput::DescriptorOutput(int descriptor) : descriptor_(descriptor) {
  auto* buffer = static_cast<unsigned char*>(checked(av_malloc(kBufferSize)));
  io_ = checked(AvioPtr(avio_alloc_context(buffer, kBufferSize, 1, this, nullptr,
                                           &DescriptorOutput::write, nullptr)));
}

int DescriptorOutput::write(void* self, std::uint8_t* bytes, int size) {
  auto& output = *static_cast<DescriptorOutput*>(self);
  if (write_all(output.descriptor_, {bytes, static_cast<std::size_t>(size)})) return size;
  if (output.error_ == 0) output.error_ = errno;
  return AVERROR(output.error_);
}

}  // namespace tintflow
