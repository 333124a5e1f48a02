#include "io/file_source.h"

#include <gmock/gmock.h>

#include "io/encode_image.h"
#include "tests/io/test_folder.h"
#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

TEST(FileSource, YieldsFilesWithWhatTheirHeadersSay) {
  const TestFolder folder;
  const Bytes file =
      *encode_image({colorful({37, 23}, CV_16UC3), {}}, {.format = ImageFormat::png});
  FileSource source({folder.add("a.png", file), folder.add("b.png", file)});
  EXPECT_EQ(source.total(), 2U);
  for (std::uint64_t i = 0; i < 2; ++i) {
    const auto item = source.next();
    ASSERT_TRUE(item.has_value() && item->has_value());
    EXPECT_EQ((*item)->id, (FrameId{i, i}));
    EXPECT_EQ(*(*item)->bytes, file);
    EXPECT_EQ((*item)->size, cv::Size(37, 23));
    EXPECT_EQ((*item)->bit_depth, 16);
  }
  EXPECT_EQ(source.next(), std::nullopt);
  EXPECT_EQ(source.next(), std::nullopt);
}

TEST(FileSource, AnUnreadableFileIsAFailureInItsPlace) {
  const TestFolder folder;
  FileSource source({folder / "missing.png", folder.add("text.png", "no picture")});
  const auto missing = source.next();
  ASSERT_TRUE(missing.has_value());
  ASSERT_FALSE(missing->has_value());
  EXPECT_EQ(missing->error().id, (FrameId{0, 0}));
  EXPECT_EQ(missing->error().stage, "read");
  EXPECT_EQ(missing->error().reason, "the file does not exist");

  const auto text = source.next();
  ASSERT_TRUE(text.has_value() && text->has_value());
  EXPECT_EQ((*text)->id, (FrameId{1, 1}));
  EXPECT_EQ((*text)->size, cv::Size(0, 0));
}

}  // namespace
}  // namespace tintflow
