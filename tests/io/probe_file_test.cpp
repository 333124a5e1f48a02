#include "io/probe_file.h"

#include <gtest/gtest.h>

#include "io/encode_image.h"
#include "tests/io/test_folder.h"
#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

TEST(ProbeFile, ReadsTheHeaderOfAFile) {
  const TestFolder folder;
  const auto file = folder.add("a.png", *encode_image({flat({31, 17}, {1, 2, 3}), {}}, {}));
  const auto info = probe_file(file);
  ASSERT_TRUE(info) << info.error();
  EXPECT_EQ(info->size, cv::Size(31, 17));
}

TEST(ProbeFile, LooksFurtherWhereMetadataIsLong) {
  const TestFolder folder;
  Bytes jpeg = *encode_image({flat({31, 17}, {1, 2, 3}), {}}, {.format = ImageFormat::jpeg});
  const Bytes comment = bytes(0xFF, 0xFE, 0xFF, 0xFF) + zeros(0xFFFD);
  for (int i = 0; i < 3; ++i) jpeg.insert(jpeg.begin() + 2, comment.begin(), comment.end());
  const auto info = probe_file(folder.add("a.jpg", jpeg));
  ASSERT_TRUE(info) << info.error();
  EXPECT_EQ(info->size, cv::Size(31, 17));
}

TEST(ProbeFile, TellsWhatIsMissingOrNoPicture) {
  const TestFolder folder;
  EXPECT_EQ(probe_file(folder / "none.png").error(), "the file does not exist");
  EXPECT_EQ(probe_file(folder.add("empty.png", "")).error(), "the file is empty");
  EXPECT_EQ(probe_file(folder.path()).error(), "is a folder, not a file");
}

}  // namespace
}  // namespace tintflow
