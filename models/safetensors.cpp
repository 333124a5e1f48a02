#include "models/safetensors.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <fstream>
#include <limits>
#include <optional>
#include <set>
#include <system_error>

#include <nlohmann/json.hpp>

#include "io/errors.h"

static_assert(std::endian::native == std::endian::little, "the format is little-endian");

namespace tintflow {
namespace {

using nlohmann::ordered_json;
using std::uint64_t;

/// Headers of large models have about 0.1 MB; a longer one is an attack on memory.
constexpr uint64_t max_header_size = 8 << 20;
constexpr std::size_t length_size = 8;

struct DTypeFacts {
  DType type;
  std::string_view name;
  std::size_t size;
};

constexpr std::array<DTypeFacts, 10> dtypes = {{{DType::F64, "F64", 8},
                                                {DType::F32, "F32", 4},
                                                {DType::F16, "F16", 2},
                                                {DType::BF16, "BF16", 2},
                                                {DType::I64, "I64", 8},
                                                {DType::I32, "I32", 4},
                                                {DType::I16, "I16", 2},
                                                {DType::I8, "I8", 1},
                                                {DType::U8, "U8", 1},
                                                {DType::BOOL, "BOOL", 1}}};

std::string quoted(const std::string& text) { return '"' + text + '"'; }

/// Reads one file's content; every complaint names the file.
class Reader {
 public:
  Reader(std::span<const std::uint8_t> content, const std::string& name)
      : content_(content), name_(name) {}

  TensorFile read() const {
    const ordered_json header = parse_header();
    const auto data = content_.subspan(length_size + header_size());
    TensorFile file;
    file.name = name_;
    for (const auto& [key, value] : header.items()) {
      if (key == "__metadata__") {
        file.metadata = read_metadata(value);
      } else {
        file.tensors.push_back(read_tensor(key, value, data));
      }
    }
    std::stable_sort(file.tensors.begin(), file.tensors.end(), lies_before);
    check_coverage(file.tensors, data);
    return file;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw WeightsError(name_ + ": not a usable safetensors file: " + what);
  }

  uint64_t header_size() const {
    if (content_.size() < length_size) {
      fail("it has " + std::to_string(content_.size()) + " bytes, too few for a header");
    }
    uint64_t size = 0;
    std::memcpy(&size, content_.data(), length_size);
    if (size > max_header_size) fail("its header claims " + std::to_string(size) + " bytes");
    if (size > content_.size() - length_size) fail("it ends within its header");
    return size;
  }

  ordered_json parse_header() const {
    const auto text = content_.subspan(length_size, header_size());
    if (text.empty() || text.front() != '{') fail("its header is not a JSON object");
    // The parser would keep the last of several equal keys without a word.
    std::vector<std::set<std::string>> open_objects;
    const auto refuse_repeated_keys = [&](int, ordered_json::parse_event_t event,
                                          const ordered_json& parsed) {
      using Event = ordered_json::parse_event_t;
      if (event == Event::object_start) open_objects.emplace_back();
      if (event == Event::object_end) open_objects.pop_back();
      if (event == Event::key && !open_objects.back().insert(parsed.get<std::string>()).second) {
        fail("its header repeats " + quoted(parsed.get<std::string>()));
      }
      return true;
    };
    try {
      return ordered_json::parse(text.begin(), text.end(), refuse_repeated_keys);
    } catch (const ordered_json::parse_error& error) {
      fail("its header is not JSON near byte " + std::to_string(error.byte));
    } catch (const ordered_json::out_of_range&) {
      fail("its header holds a number that is too large");
    }
  }

  std::map<std::string, std::string> read_metadata(const ordered_json& values) const {
    if (!values.is_object()) fail("its metadata is not an object");
    std::map<std::string, std::string> metadata;
    for (const auto& [key, value] : values.items()) {
      if (!value.is_string()) fail("its metadata " + quoted(key) + " is not text");
      metadata[key] = value.get<std::string>();
    }
    return metadata;
  }

  StoredTensor read_tensor(const std::string& name, const ordered_json& entry,
                           std::span<const std::uint8_t> data) const {
    const std::string tensor = "tensor " + quoted(name);
    if (!entry.is_object() || entry.size() != 3 || !entry.contains("dtype") ||
        !entry.contains("shape") || !entry.contains("data_offsets")) {
      fail(tensor + " needs dtype, shape and data_offsets, and nothing else");
    }
    StoredTensor stored;
    stored.name = name;
    stored.dtype = read_dtype(tensor, entry["dtype"]);
    stored.shape = read_shape(tensor, entry["shape"]);
    const auto& offsets = entry["data_offsets"];
    if (!offsets.is_array() || offsets.size() != 2 || !offsets[0].is_number_unsigned() ||
        !offsets[1].is_number_unsigned()) {
      fail(tensor + " has unreadable data_offsets");
    }
    const auto begin = offsets[0].get<uint64_t>();
    const auto end = offsets[1].get<uint64_t>();
    if (begin > end || end > data.size()) {
      fail(tensor + " lies outside the file: bytes " + std::to_string(begin) + " to " +
           std::to_string(end) + " of " + std::to_string(data.size()));
    }
    if (byte_count(tensor, stored) != end - begin) {
      fail(tensor + " has " + std::to_string(end - begin) + " bytes, which its shape and type " +
           std::string(name_of(stored.dtype)) + " contradict");
    }
    stored.bytes = data.subspan(begin, end - begin);
    return stored;
  }

  DType read_dtype(const std::string& tensor, const ordered_json& value) const {
    if (!value.is_string()) fail(tensor + " has an unreadable dtype");
    const auto name = value.get<std::string>();
    const auto* const found =
        std::find_if(dtypes.begin(), dtypes.end(), [&](const auto& d) { return d.name == name; });
    if (found == dtypes.end()) fail(tensor + " has the unknown dtype " + quoted(name));
    return found->type;
  }

  std::vector<std::int64_t> read_shape(const std::string& tensor, const ordered_json& value) const {
    if (!value.is_array()) fail(tensor + " has an unreadable shape");
    std::vector<std::int64_t> shape;
    for (const auto& extent : value) {
      if (!extent.is_number_unsigned() ||
          extent.get<uint64_t>() > std::numeric_limits<std::int64_t>::max()) {
        fail(tensor + " has an unreadable shape");
      }
      shape.push_back(extent.get<std::int64_t>());
    }
    return shape;
  }

  uint64_t byte_count(const std::string& tensor, const StoredTensor& stored) const {
    uint64_t count = size_of(stored.dtype);
    for (const std::int64_t extent : stored.shape) {
      if (__builtin_mul_overflow(count, static_cast<uint64_t>(extent), &count)) {
        fail(tensor + " has a shape too large for any file");
      }
    }
    return count;
  }

  static bool lies_before(const StoredTensor& a, const StoredTensor& b) {
    if (a.bytes.data() != b.bytes.data()) return a.bytes.data() < b.bytes.data();
    return a.bytes.size() < b.bytes.size();
  }

  /// `tensors` in the order in which they lie in the data.
  void check_coverage(const std::vector<StoredTensor>& tensors,
                      std::span<const std::uint8_t> data) const {
    const std::uint8_t* covered = data.data();
    for (const StoredTensor& tensor : tensors) {
      if (tensor.bytes.data() < covered)
        fail("tensor " + quoted(tensor.name) + " overlaps another");
      if (tensor.bytes.data() > covered) {
        fail("there is a gap before tensor " + quoted(tensor.name));
      }
      covered += tensor.bytes.size();
    }
    const auto rest = data.data() + data.size() - covered;
    if (rest != 0) fail("it has " + std::to_string(rest) + " bytes after its last tensor");
  }

  std::span<const std::uint8_t> content_;
  const std::string& name_;
};

}  // namespace

std::size_t size_of(DType type) { return dtypes[static_cast<std::size_t>(type)].size; }

std::string_view name_of(DType type) { return dtypes[static_cast<std::size_t>(type)].name; }

TensorFile parse_safetensors(std::span<const std::uint8_t> content, const std::string& name) {
  return Reader(content, name).read();
}

TensorFile read_safetensors(const std::filesystem::path& file) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  if (error) throw WeightsError(file.string() + ": cannot be read: " + error.message());
  auto content = std::make_shared<std::vector<std::uint8_t>>(size);
  std::ifstream stream(file, std::ios::binary);
  if (!stream.read(reinterpret_cast<char*>(content->data()), static_cast<std::streamsize>(size))) {
    throw WeightsError(file.string() + ": cannot be read: " + std::strerror(errno));
  }
  TensorFile result = parse_safetensors(*content, file.string());
  for (StoredTensor& tensor : result.tensors) tensor.owner = content;
  return result;
}

std::vector<std::uint8_t> to_safetensors(const TensorFile& file) {
  std::vector<const StoredTensor*> order;
  for (const StoredTensor& tensor : file.tensors) order.push_back(&tensor);
  // Wide types first keeps every tensor aligned, as the reference implementation does.
  std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
    return size_of(a->dtype) > size_of(b->dtype);
  });

  ordered_json header = ordered_json::object();
  if (!file.metadata.empty()) header["__metadata__"] = file.metadata;
  std::size_t data_size = 0;
  for (const StoredTensor* tensor : order) {
    header[tensor->name] = {{"dtype", name_of(tensor->dtype)},
                            {"shape", tensor->shape},
                            {"data_offsets", {data_size, data_size + tensor->bytes.size()}}};
    data_size += tensor->bytes.size();
  }
  std::string text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' ');

  const uint64_t header_size = text.size();
  std::vector<std::uint8_t> content(length_size);
  std::memcpy(content.data(), &header_size, length_size);
  content.reserve(length_size + text.size() + data_size);
  content.insert(content.end(), text.begin(), text.end());
  for (const StoredTensor* tensor : order) {
    content.insert(content.end(), tensor->bytes.begin(), tensor->bytes.end());
  }
  return content;
}

}  // namespace tintflow
