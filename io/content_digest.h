#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct AVMurMur3;

namespace tintflow {

/// Fingerprint of content, the same on every machine: MurmurHash3, 128 bits. Tells accidents apart,
/// not forgeries.
class ContentDigest {
 public:
  ContentDigest();
  ~ContentDigest();
  ContentDigest(const ContentDigest&) = delete;
  ContentDigest& operator=(const ContentDigest&) = delete;

  /// Adds bytes. What is cut in two at another place is the same content.
  void add(std::span<const std::uint8_t> bytes);
  /// Adds a text and its length, so that texts do not run into one another.
  void add(std::string_view text);

  /// 32 hexadecimal digits. Nothing can be added after it.
  [[nodiscard]] std::string finish();

 private:
  struct Free {
    void operator()(AVMurMur3* state) const;
  };
  std::unique_ptr<AVMurMur3, Free> state_;
};

}  // namespace tintflow
