#include "pipeline/usable_pairs.h"

#include <gmock/gmock.h>

#include "io/encode_image.h"
#include "tests/io/test_folder.h"

namespace tintflow {
namespace {

using testing::ElementsAre;

TEST(FindUsablePairs, PartsThemByTheirHeaders) {
  const TestFolder folder;
  const auto png = [](int width) {
    return *encode_image({cv::Mat(4, width, CV_8UC3, cv::Scalar()), {}}, {});
  };
  Bytes damaged = png(8);
  damaged.resize(damaged.size() - 20);
  const std::vector files{folder.add("0.png", png(8)), folder.add("1.png", png(7)),
                          folder.add("2.png", "text"), folder.add("3.png", damaged)};
  const UsablePairs parted = find_usable_pairs(files, PairLayout::color_sketch, {}, 2);
  EXPECT_THAT(parted.usable, ElementsAre(files[0], files[3]))
      << "what is damaged behind its header shows only when it is decoded";
  EXPECT_THAT(parted.unusable, ElementsAre(files[1], files[2]));
  ASSERT_EQ(parted.failures.size(), 2U);
  EXPECT_EQ(parted.failures[0].id, (FrameId{1, 1}));
  EXPECT_EQ(parted.failures[0].stage, "check");
  EXPECT_EQ(parted.failures[0].reason,
            "a side-by-side pair needs an even width, this picture is 7 x 4");
  EXPECT_THAT(parted.failures[1].reason, testing::StartsWith("not a picture"));
}

}  // namespace
}  // namespace tintflow
