#include "io/content_digest.h"

#include <array>
#include <new>

#include <fmt/format.h>

extern "C" {
#include <libavutil/mem.h>
#include <libavutil/murmur3.h>
}

namespace tintflow {

void ContentDigest::Free::operator()(AVMurMur3* state) const { av_free(state); }

ContentDigest::ContentDigest() : state_(av_murmur3_alloc()) {
  if (!state_) throw std::bad_alloc();
  av_murmur3_init(state_.get());
}

ContentDigest::~ContentDigest() = default;

void ContentDigest::add(std::span<const std::uint8_t> bytes) {
  av_murmur3_update(state_.get(), bytes.data(), bytes.size());
}

void ContentDigest::add(std::string_view text) {
  const std::string framed = fmt::format("{}:{}", text.size(), text);
  add(std::span(reinterpret_cast<const std::uint8_t*>(framed.data()), framed.size()));
}

std::string ContentDigest::finish() {
  std::array<std::uint8_t, 16> hash{};
  av_murmur3_final(state_.get(), hash.data());
  std::string text;
  for (const std::uint8_t byte : hash) text += fmt::format("{:02x}", byte);
  return text;
}

}  // namespace tintflow
