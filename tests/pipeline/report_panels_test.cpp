#include "pipeline/report_panels.h"

#include <numeric>

#include <gmock/gmock.h>
#include <opencv2/core.hpp>

#include "io/encode_image.h"
#include "tests/io/test_folder.h"

namespace tintflow {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

std::vector<std::int64_t> epochs_up_to(std::int64_t last) {
  std::vector<std::int64_t> epochs(static_cast<std::size_t>(last));
  std::iota(epochs.begin(), epochs.end(), 1);
  return epochs;
}

TEST(ChooseEpochs, TakesAllWhereTheyAreFew) {
  EXPECT_THAT(choose_epochs(epochs_up_to(4), 4, std::nullopt), ElementsAre(1, 2, 3, 4));
  EXPECT_TRUE(choose_epochs({}, 4, std::nullopt).empty());
}

TEST(ChooseEpochs, TakesEverySecondOrFourthAndTheLastAndTheBest) {
  EXPECT_THAT(choose_epochs(epochs_up_to(6), 4, std::nullopt), ElementsAre(1, 3, 5, 6));
  EXPECT_THAT(choose_epochs(epochs_up_to(9), 4, 4), ElementsAre(1, 4, 5, 9));
  EXPECT_THAT(choose_epochs({2, 5, 7, 8, 20}, 4, std::nullopt), ElementsAre(2, 7, 20));
}

TEST(ChooseEpochs, ExceedsTheLimitByTheLastAndTheBestAtMost) {
  for (std::int64_t last = 1; last < 200; ++last) {
    EXPECT_LE(choose_epochs(epochs_up_to(last), 10, last / 2).size(), 12U);
  }
}

class PanelPreviewsTest : public testing::Test {
 protected:
  std::filesystem::path add_panel(const std::string& name, int level) {
    const cv::Mat pixels(200, 780, CV_8UC3, cv::Scalar::all(level));
    return folder_.add(name, *encode_image({pixels, {}}, {}));
  }

  const TestFolder folder_;
  PanelPreviews previews_;
};

TEST_F(PanelPreviewsTest, AreJpegDataUris) {
  const auto preview = previews_.preview(add_panel("a.png", 100));
  ASSERT_TRUE(preview);
  EXPECT_THAT(*preview, StartsWith("data:image/jpeg;base64,/9j/"));
}

TEST_F(PanelPreviewsTest, AreMadeAgainOnlyWhenForgotten) {
  const auto panel = add_panel("a.png", 100);
  const auto first = previews_.preview(panel);
  add_panel("a.png", 200);
  EXPECT_EQ(previews_.preview(panel), first);
  previews_.forget(panel);
  const auto second = previews_.preview(panel);
  EXPECT_NE(second, first);
  add_panel("a.png", 100);
  previews_.keep_only({panel});
  EXPECT_EQ(previews_.preview(panel), second);
  previews_.keep_only({});
  EXPECT_EQ(previews_.preview(panel), first);
}

TEST_F(PanelPreviewsTest, AreNoneForWhatCannotBeRead) {
  EXPECT_FALSE(previews_.preview(folder_ / "missing.png"));
  EXPECT_FALSE(previews_.preview(folder_.add("damaged.png", "x")));
}

}  // namespace
}  // namespace tintflow
