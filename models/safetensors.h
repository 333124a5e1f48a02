#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tintflow {

/// Number format of a stored tensor, by its name in the safetensors format.
enum class DType { F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL };

[[nodiscard]] std::size_t size_of(DType type);
[[nodiscard]] std::string_view name_of(DType type);

/// A tensor's place in a file: little-endian numbers, last dimension fastest.
struct StoredTensor {
  std::string name;
  DType dtype = DType::F32;
  std::vector<std::int64_t> shape;
  std::span<const std::uint8_t> bytes;
  /// Keeps `bytes` alive; empty where they outlive the program's use anyway.
  std::shared_ptr<const void> owner;
};

/// Content of a safetensors file (https://github.com/huggingface/safetensors#format).
struct TensorFile {
  /// Path or name, for error messages.
  std::string name;
  std::vector<StoredTensor> tensors;
  std::map<std::string, std::string> metadata;
};

/// Reads a file held in memory; its tensors refer to `content`. Everything is checked: the header's
/// length and JSON, types, shapes against sizes, and that the tensors cover the data without gap or
/// overlap. Throws `WeightsError` that names the file and what is wrong.
[[nodiscard]] TensorFile parse_safetensors(std::span<const std::uint8_t> content,
                                           const std::string& name);

/// Reads a file from disk as `parse_safetensors` does; its tensors own their bytes together.
[[nodiscard]] TensorFile read_safetensors(const std::filesystem::path& file);

/// The bytes of a file; equal content gives equal bytes. Names must be unique and sizes must fit.
[[nodiscard]] std::vector<std::uint8_t> to_safetensors(const TensorFile& file);

}  // namespace tintflow
