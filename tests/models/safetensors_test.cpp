#include "models/safetensors.h"

#include <algorithm>
#include <cstring>
#include <fstream>

#include <gmock/gmock.h>

#include "io/errors.h"

namespace tintflow {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;
using testing::ThrowsMessage;
using Content = std::vector<std::uint8_t>;

/// A file made of its two parts, as they are.
Content join(const std::string& header, std::size_t data_size) {
  Content content(8 + header.size() + data_size);
  const std::uint64_t header_size = header.size();
  std::memcpy(content.data(), &header_size, 8);
  std::copy(header.begin(), header.end(), content.begin() + 8);
  return content;
}

/// A file with one tensor "a" whose entry has these fields, and this much data.
Content with_entry(const std::string& fields, std::size_t data_size) {
  return join("{\"a\":{" + fields + "}}", data_size);
}

void expect_refused(const Content& content, const std::string& reason) {
  EXPECT_THAT(
      [&] { (void)parse_safetensors(content, "broken.safetensors"); },
      ThrowsMessage<WeightsError>(AllOf(StartsWith("broken.safetensors: "), HasSubstr(reason))));
}

TensorFile example() {
  static const Content first = {1, 2, 3};
  static const Content second = {0, 0, 128, 63, 0, 0, 0, 64};
  TensorFile file;
  file.name = "example.safetensors";
  file.tensors = {{"bytes", DType::U8, {3}, first, {}}, {"floats", DType::F32, {2, 1}, second, {}}};
  file.metadata = {{"license", "CC0"}, {"text", "\"quotes\" and ünïcode"}};
  return file;
}

TEST(Safetensors, ReadsBackWhatItWrites) {
  const Content content = to_safetensors(example());
  const TensorFile file = parse_safetensors(content, "again.safetensors");
  EXPECT_EQ(file.name, "again.safetensors");
  EXPECT_EQ(file.metadata, example().metadata);
  ASSERT_EQ(file.tensors.size(), 2U);
  EXPECT_EQ(file.tensors[0].name, "floats");
  EXPECT_EQ(file.tensors[0].dtype, DType::F32);
  EXPECT_THAT(file.tensors[0].shape, ElementsAre(2, 1));
  EXPECT_THAT(file.tensors[0].bytes, ElementsAre(0, 0, 128, 63, 0, 0, 0, 64));
  EXPECT_EQ(file.tensors[1].name, "bytes");
  EXPECT_THAT(file.tensors[1].bytes, ElementsAre(1, 2, 3));
}

TEST(Safetensors, WritesEqualBytesForEqualContent) {
  EXPECT_EQ(to_safetensors(example()), to_safetensors(example()));
}

TEST(Safetensors, WriterAlignsDataToEightBytes) {
  const Content content = to_safetensors(example());
  EXPECT_EQ((content.size() - 3 - 8) % 8, 0U);
}

TEST(Safetensors, ReadsFilesWithoutTensorsScalarsAndEmptyTensors) {
  EXPECT_TRUE(parse_safetensors(join("{}", 0), "empty").tensors.empty());
  const Content content = join(R"({"scalar":{"dtype":"F16","shape":[],"data_offsets":[0,2]},)"
                               R"("none":{"dtype":"I64","shape":[0,5],"data_offsets":[2,2]}}   )",
                               2);
  const TensorFile file = parse_safetensors(content, "small");
  ASSERT_EQ(file.tensors.size(), 2U);
  EXPECT_EQ(file.tensors[0].bytes.size(), 2U);
  EXPECT_EQ(file.tensors[1].bytes.size(), 0U);
}

TEST(Safetensors, EveryTruncationIsRefused) {
  const Content content = to_safetensors(example());
  for (std::size_t size = 0; size < content.size(); ++size) {
    const Content head(content.begin(), content.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_THROW((void)parse_safetensors(head, "cut"), WeightsError) << size << " bytes";
  }
}

TEST(Safetensors, DamagedHeaderBytesNeverCrash) {
  const Content content = to_safetensors(example());
  for (std::size_t position = 0; position < content.size() - 11; ++position) {
    for (const int flip : {1, 2, 128, 255}) {
      Content damaged = content;
      damaged[position] ^= static_cast<std::uint8_t>(flip);
      try {
        // A changed name or a changed text is a valid file; its tensors still lie within it.
        for (const StoredTensor& tensor : parse_safetensors(damaged, "damaged").tensors) {
          EXPECT_GE(tensor.bytes.data(), damaged.data());
          EXPECT_LE(tensor.bytes.data() + tensor.bytes.size(), damaged.data() + damaged.size());
        }
      } catch (const WeightsError& error) {
        EXPECT_THAT(error.what(), StartsWith("damaged: "));
      }
    }
  }
}

TEST(Safetensors, HeaderProblemsAreNamed) {
  expect_refused({}, "it has 0 bytes, too few for a header");
  expect_refused({1, 2, 3}, "it has 3 bytes, too few for a header");
  expect_refused({255, 255, 255, 255, 255, 255, 255, 255, '{'},
                 "its header claims 18446744073709551615 bytes");
  expect_refused({9, 0, 0, 0, 0, 0, 0, 0, '{', '}'}, "it ends within its header");
  expect_refused(join("", 0), "its header is not a JSON object");
  expect_refused(join("[]", 0), "its header is not a JSON object");
  expect_refused(join(" {}", 0), "its header is not a JSON object");
  expect_refused(join("{\"a\":", 0), "its header is not JSON");
  expect_refused(join("{\"a\":1e999}", 0), "its header holds a number that is too large");
  expect_refused(join("{} {}", 0), "its header is not JSON");
  expect_refused(join("{\"\xff\":1}", 0), "its header is not JSON");
  expect_refused(join("{" + std::string(100'000, '['), 0), "its header is not JSON");
}

TEST(Safetensors, MetadataProblemsAreNamed) {
  expect_refused(join(R"({"__metadata__":[]})", 0), "its metadata is not an object");
  expect_refused(join(R"({"__metadata__":{"epochs":3}})", 0),
                 "its metadata \"epochs\" is not text");
}

TEST(Safetensors, RepeatedNamesAreRefused) {
  const std::string entry = R"("a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]})";
  expect_refused(join("{" + entry + "," + entry + "}", 1), "its header repeats \"a\"");
  expect_refused(with_entry(R"("dtype":"U8","dtype":"I8","shape":[1],"data_offsets":[0,1])", 1),
                 "its header repeats \"dtype\"");
}

TEST(Safetensors, EntryProblemsAreNamed) {
  expect_refused(join(R"({"a":1})", 0), "tensor \"a\" needs dtype, shape and data_offsets");
  expect_refused(with_entry(R"("dtype":"U8","shape":[1])", 1), "needs dtype, shape");
  expect_refused(with_entry(R"("dtype":"U8","shape":[1],"data_offsets":[0,1],"x":1)", 1),
                 "and nothing else");
  expect_refused(with_entry(R"("dtype":"F31","shape":[1],"data_offsets":[0,4])", 4),
                 "unknown dtype \"F31\"");
  expect_refused(with_entry(R"("dtype":8,"shape":[1],"data_offsets":[0,4])", 4),
                 "unreadable dtype");
}

TEST(Safetensors, ShapeProblemsAreNamed) {
  for (const char* shape : {"1", "[-1]", "[1.5]", "[\"1\"]", "[null]", "[18446744073709551615]"}) {
    expect_refused(
        with_entry(std::string(R"("dtype":"U8","shape":)") + shape + R"(,"data_offsets":[0,1])", 1),
        "unreadable shape");
  }
  expect_refused(with_entry(R"("dtype":"U8","shape":[2],"data_offsets":[0,1])", 1),
                 "has 1 bytes, which its shape and type U8 contradict");
  expect_refused(
      with_entry(R"("dtype":"F32","shape":[4611686018427387905],"data_offsets":[0,4])", 4),
      "shape too large");
  expect_refused(
      with_entry(R"("dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0])", 0),
      "shape too large");
}

TEST(Safetensors, OffsetProblemsAreNamed) {
  for (const char* offsets : {"0", "[0]", "[0,1,2]", "[-1,0]", "[0,1.5]", "[0,\"1\"]"}) {
    expect_refused(
        with_entry(std::string(R"("dtype":"U8","shape":[1],"data_offsets":)") + offsets, 1),
        "unreadable data_offsets");
  }
  expect_refused(with_entry(R"("dtype":"U8","shape":[2],"data_offsets":[0,2])", 1),
                 "lies outside the file: bytes 0 to 2 of 1");
  expect_refused(with_entry(R"("dtype":"U8","shape":[1],"data_offsets":[1,0])", 1),
                 "lies outside the file");
}

TEST(Safetensors, GapsAndOverlapsAreRefused) {
  const auto two = [](int first_end, int second_begin) {
    const std::string text = R"({"a":{"dtype":"U8","shape":[)" + std::to_string(first_end) +
                             R"(],"data_offsets":[0,)" + std::to_string(first_end) +
                             R"(]},"b":{"dtype":"U8","shape":[)" +
                             std::to_string(4 - second_begin) + R"(],"data_offsets":[)" +
                             std::to_string(second_begin) + ",4]}}";
    return text;
  };
  EXPECT_EQ(parse_safetensors(join(two(2, 2), 4), "good").tensors.size(), 2U);
  expect_refused(join(two(3, 2), 4), "tensor \"b\" overlaps another");
  expect_refused(join(two(1, 2), 4), "there is a gap before tensor \"b\"");
  expect_refused(join(two(2, 2), 7), "it has 3 bytes after its last tensor");
  expect_refused(join("{}", 1), "it has 1 bytes after its last tensor");
}

TEST(Safetensors, MissingFileNamesFileAndCause) {
  EXPECT_THAT([] { (void)read_safetensors("/nowhere/model.safetensors"); },
              ThrowsMessage<WeightsError>(
                  "/nowhere/model.safetensors: cannot be read: No such file or directory"));
}

TEST(Safetensors, FolderInPlaceOfAFileIsRefused) {
  EXPECT_THROW((void)read_safetensors(testing::TempDir()), WeightsError);
}

TEST(Safetensors, TensorsReadFromDiskOutliveTheFile) {
  const std::string path = testing::TempDir() + "/tintflow_outlive.safetensors";
  const Content content = to_safetensors(example());
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(content.data()),
             static_cast<std::streamsize>(content.size()));
  std::vector<StoredTensor> tensors = read_safetensors(path).tensors;
  std::filesystem::remove(path);
  EXPECT_THAT(tensors[1].bytes, ElementsAre(1, 2, 3));
}

TEST(Safetensors, TypesHaveTheFormatsNamesAndSizes) {
  EXPECT_EQ(name_of(DType::BF16), "BF16");
  EXPECT_EQ(size_of(DType::BF16), 2U);
  EXPECT_EQ(name_of(DType::BOOL), "BOOL");
  EXPECT_EQ(size_of(DType::F64), 8U);
}

}  // namespace
}  // namespace tintflow
