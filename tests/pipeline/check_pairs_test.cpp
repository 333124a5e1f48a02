#include "pipeline/check_pairs.h"

#include <gmock/gmock.h>
#include <opencv2/imgproc.hpp>

#include "io/encode_image.h"
#include "tests/io/test_folder.h"

namespace tintflow {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A disk of a size and color of its own, and its outline.
struct Halves {
  explicit Halves(int number, int side = 128)
      : color(side, side, CV_8UC3, cv::Scalar::all(255)), drawing(color.clone()) {
    const cv::Point center(side / 2, side / 2);
    const int radius = side / 8 + 7 * number;
    cv::circle(color, center, radius, cv::Scalar(40 * number, 120, 60), cv::FILLED, cv::LINE_AA);
    cv::circle(drawing, center, radius, cv::Scalar::all(0), 2, cv::LINE_AA);
  }

  cv::Mat color;
  cv::Mat drawing;
};

Bytes joined(const Halves& halves) {
  cv::Mat pixels;
  cv::hconcat(halves.color, halves.drawing, pixels);
  return *encode_image({pixels, {}}, {});
}

class CheckPairsTest : public testing::Test {
 protected:
  void add(const Halves& halves) { add(joined(halves)); }
  void add(const Bytes& bytes) {
    files_.push_back(folder_.add(std::to_string(files_.size()) + ".png", bytes));
  }

  std::vector<std::pair<std::size_t, PairFault>> faults(const PairCheckOptions& options) {
    const PairCheck check = check_pairs(files_, options, {});
    EXPECT_EQ(check.checked, files_.size());
    std::vector<std::pair<std::size_t, PairFault>> found;
    for (const FaultyPair& faulty : check.faulty) {
      EXPECT_FALSE(faulty.reason.empty());
      found.emplace_back(faulty.pair, faulty.fault);
    }
    return found;
  }

  static std::pair<std::size_t, PairFault> fault(std::size_t pair, PairFault fault) {
    return {pair, fault};
  }

  TestFolder folder_;
  std::vector<std::filesystem::path> files_;
};

TEST_F(CheckPairsTest, FindsNothingWrongWithGoodPairs) {
  for (int i = 0; i < 5; ++i) add(Halves(i));
  EXPECT_THAT(faults({.side = 128, .threads = 2}), IsEmpty());
}

TEST_F(CheckPairsTest, NamesEachFault) {
  add(Halves(0));
  add(Bytes{1, 2, 3});
  add(*encode_image({cv::Mat(128, 255, CV_8UC3, cv::Scalar()), {}}, {}));
  add(Halves(1, 127));
  Halves empty(1);
  empty.drawing.setTo(cv::Scalar::all(255));
  add(empty);
  Halves colored(2);
  colored.drawing = colored.color;
  add(colored);
  Halves swapped(3);
  swapped.drawing = Halves(1).drawing;
  add(swapped);
  Halves again(0);
  again.color.at<cv::Vec3b>(3, 3) = {250, 250, 250};
  add(again);
  EXPECT_THAT(faults({.side = 128, .threads = 2}),
              ElementsAre(fault(1, PairFault::unreadable), fault(2, PairFault::odd_width),
                          fault(3, PairFault::too_small), fault(4, PairFault::empty_drawing),
                          fault(5, PairFault::same_as_color), fault(6, PairFault::misaligned),
                          fault(7, PairFault::near_duplicate)));
}

TEST_F(CheckPairsTest, FindsTwoFilesOfTwoSizes) {
  for (int i = 0; i < 2; ++i) {
    const std::string name = std::to_string(i) + ".png";
    folder_.add("color/" + name, *encode_image({Halves(i).color, {}}, {}));
    files_.push_back(
        folder_.add("sketch/" + name, *encode_image({Halves(i, 128 + i).drawing, {}}, {})));
  }
  EXPECT_THAT(faults({.layout = PairLayout::folders, .side = 128}),
              ElementsAre(fault(1, PairFault::different_sizes)));
  EXPECT_EQ(show_pair(files_[0], {.layout = PairLayout::folders}).size(), 2U);
  EXPECT_THAT(show_pair(files_[1], {.layout = PairLayout::folders}), IsEmpty());
}

TEST_F(CheckPairsTest, LooksForNoDrawingsWhereThereAreNone) {
  for (int i = 0; i < 2; ++i) add(*encode_image({Halves(i).color, {}}, {}));
  add(*encode_image({Halves(1).color, {}}, {}));
  EXPECT_THAT(faults({.layout = PairLayout::color, .side = 128}),
              ElementsAre(fault(2, PairFault::near_duplicate)));
  EXPECT_EQ(show_pair(files_[0], {.layout = PairLayout::color}).size(), 1U);
}

TEST_F(CheckPairsTest, StopsWhenAsked) {
  add(Halves(0));
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(check_pairs(files_, {}, stop.get_token()).checked, 0U);
}

}  // namespace
}  // namespace tintflow
